/**
 * Trucks bring parcels and the floor records them. Some come short and follow with a later truck,
 * some were announced by nobody, a few never come.
 */
import { groupBy } from "#base/group-by.ts";
import type { Id } from "#domain/events/event.ts";
import type { ParcelEntry, PieceEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import {
  type AnsweredRow,
  batchDeeds,
  chanceOn,
  goOn,
  type Scene,
  type Step,
} from "#world/scene.ts";
import { TICKS_A_DAY } from "#world/world-clock.ts";

/** What never came expires after 90 days of the centre; looked at a day later. */
const LOOKED_AT_AFTER = 91 * TICKS_A_DAY;
/** What came short follows after a day [design]. */
const FOLLOWS_AFTER = TICKS_A_DAY;

export const arrive: Step = {
  kind: "arrive",
  deeds(scene, entries) {
    const coming = entries.filter((entry) => comes(scene, entry));
    const byTruck = groupBy(coming, (entry) => truckOf(scene, entry));
    return [...byTruck].flatMap(([vehicle, brought]) => arriveDeeds(scene, vehicle, brought));
  },
};

/** Whether it is on this truck; what never comes is looked for when its announcement has expired. */
function comes(scene: Scene, entry: ParcelEntry): boolean {
  const { parcel, done, pieces } = entry;
  if (parcel.troubles.has("missing") && entry.lodged) {
    goOn(scene, entry, "expire", LOOKED_AT_AFTER);
    return false;
  }
  if (parcel.troubles.has("short") && pieces.length === 1 && !done.has("short")) {
    done.add("short");
    goOn(scene, entry, "arrive", FOLLOWS_AFTER);
    return false;
  }
  return true;
}

/** Invented plates: one truck a tick for each stream and way, and one for what is unannounced. */
function truckOf({ clock }: Scene, entry: ParcelEntry): string {
  const { parcel, lodged } = entry;
  const letter = `${parcel.stream.charAt(0)}${parcel.direction.charAt(0)}`.toUpperCase();
  const plate = `YU-${letter}${String(clock.tick % 10_000).padStart(4, "0")}`;
  return lodged && !isUnreadable(entry) ? plate : `${plate}-U`;
}

/** Whether its label cannot be read when it comes. */
function isUnreadable({ parcel, lodged, pieces }: ParcelEntry): boolean {
  return lodged && pieces.length === 1 && parcel.troubles.has("unreadable");
}

type Brought = { readonly entry: ParcelEntry; readonly piece: PieceEntry };

function arriveDeeds(
  scene: Scene,
  vehicle: string,
  entries: readonly ParcelEntry[],
): readonly Deed[] {
  const brought = entries.flatMap((entry) =>
    piecesOnTruck(entry).map((piece): Brought => {
      if (isUnreadable(entry))
        piece.alias = `UNREAD${String(entry.parcel.number).padStart(8, "0")}`;
      return { entry, piece };
    }),
  );
  const place = `ARRIVAL-${1 + (scene.clock.tick % 2)}`;
  return batchDeeds(scene, {
    name: `arrive/${vehicle}`,
    who: "floor",
    operation: "record-arrivals",
    field: "arrivals",
    rows: brought.map((of) => ({
      of,
      entry: of.entry,
      row: { code: of.piece.alias ?? of.piece.code },
    })),
    more: { vehicle, place },
    // What nobody announced gets a number of the centre's own.
    ordered: vehicle.endsWith("-U"),
    heard: (of, answer) => hearArrived(scene, of, answer),
  });
}

/** All that is not here yet; of several pieces that come short, the last follows. */
function piecesOnTruck(entry: ParcelEntry): readonly PieceEntry[] {
  const { parcel, pieces, done } = entry;
  const coming = pieces.filter(({ status }) => status === "expected" || status === "unknown");
  if (!parcel.troubles.has("short") || pieces.length === 1 || done.has("short")) {
    entry.awaitsMore = false;
    return coming;
  }
  done.add("short");
  entry.awaitsMore = true;
  return coming.slice(0, -1);
}

function hearArrived(scene: Scene, { entry, piece }: Brought, answer: AnsweredRow): boolean {
  if (answer.refusal !== undefined) return false;
  const isKnown = entry.lodged && piece.alias === undefined;
  const expected = isKnown ? "expected" : "unannounced";
  if (answer["arrived"] !== expected) {
    const finding = { code: "audit/arrived-otherwise", about: piece.code, expected };
    scene.books.find({ ...finding, found: answer["arrived"] });
  }
  piece.status = "present";
  piece.itemId = answer["subjectId"] as Id;
  if (piece === entry.pieces[0] || !entry.pieces.slice(0, entry.pieces.indexOf(piece)).some(isHere))
    afterArrival(scene, entry);
  return true;
}

function isHere({ status }: PieceEntry): boolean {
  return status === "present";
}

/** Quarantine picks what is organic before the lane does, somebody may load it unscanned. */
function afterArrival(scene: Scene, entry: ParcelEntry): void {
  const { parcel, done } = entry;
  const chance = chanceOn(scene, entry, "after-arrival");
  if (isUnreadable(entry)) goOn(scene, entry, "merge", 2);
  else if (parcel.organic && !done.has("quarantined") && chance.happens(0.6)) {
    goOn(scene, entry, "quarantine", 1);
  } else if (parcel.troubles.has("early-exit") && !done.has("early-exit")) {
    done.add("early-exit");
    goOn(scene, entry, "load-early", 1);
  } else if (entry.lodged && parcel.troubles.has("torn-label") && !done.has("relabelled")) {
    done.add("relabelled");
    goOn(scene, entry, "relabel", 1);
  } else goOn(scene, entry, firstStation(entry), 1 + chance.below(2));
}

/** Where a parcel is brought from the truck. */
export function firstStation({ parcel }: ParcelEntry): string {
  return FIRST_STATION[parcel.stream] ?? "scan";
}

/** Where a stream has a station of its own before the lane. */
const FIRST_STATION: Readonly<Record<string, string>> = { express: "measure" };

/** Notes that an announcement has run out: nothing is done, the clockwork did it. */
export const expire: Step = {
  kind: "expire",
  deeds(_scene, entries) {
    for (const piece of entries.flatMap(({ pieces }) => pieces)) piece.status = "expired";
    return [];
  },
};
