/**
 * Holds of the two authorities: placed on a piece, ended by themselves or lifted by an officer of
 * the same authority, by two where four eyes are asked for. While one stands, somebody tries to load.
 */
import type { Id } from "#domain/events/event.ts";
import { openHolds, type ParcelEntry, piecesHere } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import {
  type AnsweredRow,
  batchDeeds,
  chanceOn,
  goOn,
  type Scene,
  type Step,
  singleDeed,
} from "#world/scene.ts";
import { TICKS_A_DAY, TICKS_AN_HOUR } from "#world/world-clock.ts";

/** Shares of what is held [design]. */
const ENDS_ITSELF = 0.3;
const FOUR_EYES = 0.15;
const TRIED_TO_LOAD = 0.3;
/** An examination takes this long at least and at most, in ticks. */
const EXAMINED = { least: 2, spread: 5 * TICKS_AN_HOUR };

export const customsHold: Step = {
  kind: "hold",
  deeds: (scene, entries) => holdDeeds(scene, "customs", entries),
};

export const quarantineHold: Step = {
  kind: "quarantine",
  deeds: (scene, entries) => holdDeeds(scene, "quarantine", entries),
};

type Held = { readonly entry: ParcelEntry; readonly endsTick: number | null };

function holdDeeds(
  scene: Scene,
  authority: "customs" | "quarantine",
  entries: readonly ParcelEntry[],
): readonly Deed[] {
  return batchDeeds(scene, {
    name: `hold/${authority}`,
    who: authority,
    operation: "place-hold",
    field: "holds",
    rows: entries.map((entry) => holdRow(scene, authority, entry)),
    heard: (held, answer) => hearHeld(scene, authority, held, answer),
  });
}

function holdRow(scene: Scene, authority: "customs" | "quarantine", entry: ParcelEntry) {
  const chance = chanceOn(scene, entry, `hold-${authority}`);
  const target = { kind: "item", id: piecesHere(entry)[0]?.itemId };
  if (authority === "customs") {
    const row = {
      target,
      kind: chance.pick(["open", "open", "image", "hold"]),
      publicReason: "The declared value is to be checked.",
      restrictedReason: "Value below what is usual for this description.",
      ...(chance.happens(FOUR_EYES) && { fourEyes: true }),
    };
    return { of: { entry, endsTick: null }, entry, row };
  }
  const endsTick = chance.happens(ENDS_ITSELF) ? scene.clock.tick + TICKS_A_DAY : null;
  const endsAt =
    endsTick === null ? {} : { endsAt: scene.clock.now() + TICKS_A_DAY * scene.clock.tickMs };
  const publicReason = "Plant material is to be looked at.";
  return {
    of: { entry, endsTick },
    entry,
    row: { target, kind: "quarantine", publicReason, ...endsAt },
  };
}

function hearHeld(
  scene: Scene,
  authority: string,
  { entry, endsTick }: Held,
  answer: AnsweredRow,
): boolean {
  if (answer.refusal !== undefined) return false;
  const id = answer["holdId"] as Id;
  entry.done.add(authority === "quarantine" ? "quarantined" : "picked");
  const reaches = new Set([piecesHere(entry)[0]?.code ?? ""]);
  entry.holds.set(id, { id, authority, reaches, endsTick, lifted: false });
  const isTried = chanceOn(scene, entry, "load-held").happens(TRIED_TO_LOAD);
  if (isTried) goOn(scene, entry, "load-early", 1);
  else if (endsTick !== null) goOn(scene, entry, "scan", TICKS_A_DAY + 1);
  else goOn(scene, entry, "scan", 2);
  return true;
}

/** What customs holds is brought to its bench and looked at. */
export const examine: Step = {
  kind: "examine",
  deeds(scene, entries) {
    const moved = entries.flatMap((entry) => piecesHere(entry).map((piece) => ({ entry, piece })));
    return batchDeeds(scene, {
      name: "examine",
      who: "floor",
      operation: "move-items",
      field: "moves",
      rows: moved.map((of) => ({
        of,
        entry: of.entry,
        row: { code: of.piece.code, to: "CUSTOMS-1" },
      })),
      heard: ({ entry, piece }, answer) => {
        if (answer.refusal !== undefined) return false;
        if (piece === piecesHere(entry)[0]) {
          const chance = chanceOn(scene, entry, "examined");
          goOn(scene, entry, "judge", EXAMINED.least + chance.below(EXAMINED.spread));
        }
        return true;
      },
    });
  },
};

/** Who lifts the holds of an authority, the second where four eyes are asked for. */
const LIFTERS: Readonly<Record<string, readonly [string, string]>> = {
  customs: ["customs", "customs-head"],
  quarantine: ["quarantine", "quarantine"],
  operator: ["floor", "floor"],
};

/** Lifts one hold of a parcel; the scan after it shows whether another stands. */
export const lift: Step = {
  kind: "lift",
  deeds: (scene, entries) => entries.flatMap((entry) => liftDeeds(scene, entry)),
};

function liftDeeds(scene: Scene, entry: ParcelEntry): readonly Deed[] {
  const [hold] = openHolds(entry, scene.clock.tick);
  if (hold === undefined || hold.endsTick !== null) {
    goOn(scene, entry, "scan", hold?.endsTick ? hold.endsTick + 1 - scene.clock.tick : 1);
    return [];
  }
  const [first, second] = LIFTERS[hold.authority] ?? ["customs", "customs"];
  const isSecond = entry.done.has(`asked-${hold.id}`);
  const input = { holdId: hold.id, reason: "Looked at; nothing found." };
  const name = `lift/${entry.parcel.number}`;
  const who = isSecond ? second : first;
  return [
    singleDeed(scene, entry, { name, who, operation: "lift-hold", input }, (answer) => {
      hold.lifted = answer["lifted"] === true;
      if (!hold.lifted) entry.done.add(`asked-${hold.id}`);
      goOn(scene, entry, hold.lifted ? "scan" : "lift", 1);
    }),
  ];
}
