/**
 * The dock loads: to towns inland, to offices abroad, back to where it came from. Whether a piece may
 * leave is the gate's word; some are tried too early, some a second time.
 */
import { groupBy } from "#base/group-by.ts";
import { type ParcelEntry, type PieceEntry, piecesHere } from "#world/books.ts";
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
import { blockersOf, noteHolds, whatNext } from "./what-next.ts";

/** Loads what the dock scan found free. */
export const leave: Step = {
  kind: "leave",
  deeds: (scene, entries) => leaveDeeds(scene, "leave", entries, purposeOf),
};

/** Loads what was ordered back, to be destroyed or to be handed over. */
export const sendBack: Step = {
  kind: "send-back",
  deeds: (scene, entries) =>
    leaveDeeds(
      scene,
      "send-back",
      entries,
      ({ decisions }) => decisions.get("customs") ?? "return",
    ),
};

/** Tries to load what was not scanned yet, or is held. */
export const loadEarly: Step = {
  kind: "load-early",
  deeds: (scene, entries) => leaveDeeds(scene, "load-early", entries, purposeOf),
};

/** Tries to load what has left already. */
export const loadTwice: Step = {
  kind: "load-twice",
  deeds: (scene, entries) => leaveDeeds(scene, "load-twice", entries, purposeOf),
};

function purposeOf({ parcel }: ParcelEntry): string {
  return parcel.direction === "export" ? "export" : "release";
}

type Loaded = { readonly entry: ParcelEntry; readonly piece: PieceEntry; readonly purpose: string };

function leaveDeeds(
  scene: Scene,
  kind: string,
  entries: readonly ParcelEntry[],
  way: (entry: ParcelEntry) => string,
): readonly Deed[] {
  const loaded = entries.flatMap((entry) =>
    (kind === "load-twice" ? entry.pieces : piecesHere(entry)).map((piece): Loaded => {
      return { entry, piece, purpose: way(entry) };
    }),
  );
  const byWay = groupBy(loaded, ({ entry, purpose }) => `${purpose}/${whereto(entry, purpose)}`);
  return [...byWay].flatMap(([to, own]) => {
    const [purpose = "", destination = ""] = to.split("/");
    return batchDeeds(scene, {
      name: `${kind}/${to}`,
      who: "floor",
      operation: "leave-centre",
      field: "exits",
      rows: own.map((of) => ({ of, entry: of.entry, row: { code: of.piece.code } })),
      more: { purpose, destination, vehicle: `YU-${destination.slice(0, 3)}` },
      heard: (of, answer) => hearLeft(scene, kind, of, answer),
    });
  });
}

/** What is handed over goes to the authority that ordered it. */
function whereto({ parcel }: ParcelEntry, purpose: string): string {
  return purpose === "authority" ? "customs" : parcel.destination;
}

function hearLeft(scene: Scene, kind: string, loaded: Loaded, answer: AnsweredRow): boolean {
  const { entry, piece, purpose } = loaded;
  if (answer["left"] === true) scene.books.left(entry, piece, purpose, scene.clock.tick);
  if (kind === "load-twice") return true;
  noteHolds(entry, piece.code, blockersOf(answer));
  if (answer.refusal !== undefined && answer.refusal.code !== "exit/blocked") return false;
  if (answer["left"] === true) {
    if (piecesHere(entry).length === 0) afterExit(scene, entry);
  } else if (kind === "load-early") {
    if (piece === piecesHere(entry)[0]) goOn(scene, entry, "scan", 1);
  } else if (piece === piecesHere(entry)[0]) {
    whatNext(scene, entry, blockersOf(answer), "dock");
  }
  return true;
}

/** A later truck brings the rest; somebody loads a label twice. */
function afterExit(scene: Scene, entry: ParcelEntry): void {
  const { parcel, done, awaitsMore } = entry;
  if (awaitsMore) goOn(scene, entry, "arrive", 8);
  else if (parcel.troubles.has("second-exit") && !done.has("second-exit")) {
    done.add("second-exit");
    goOn(scene, entry, "load-twice", 2);
  } else if (entry.paidBy === "addressee" && !done.has("refunded")) afterPayment(scene, entry);
}

/** Of what addressees paid, refunded in part [design]; the first one is, so that every world has one. */
const REFUNDED = 0.04;

function afterPayment(scene: Scene, entry: ParcelEntry): void {
  const { books } = scene;
  if (books.hasRefund && !chanceOn(scene, entry, "refunded").happens(REFUNDED)) return;
  books.hasRefund = true;
  entry.done.add("refunded");
  goOn(scene, entry, "refund", TICKS_A_DAY);
}
