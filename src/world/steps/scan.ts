/** Scanners: the lane weighs and asks what to do, the dock asks once more before anything is loaded. */
import { groupBy } from "#base/group-by.ts";
import type { ParcelEntry, PieceEntry } from "#world/books.ts";
import { piecesHere } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import { type AnsweredRow, batchDeeds, type Scene, type Step } from "#world/scene.ts";
import { type AnsweredBlocker, blockersOf, noteHolds, whatNext } from "./what-next.ts";

/** At the X-ray lane, where it is weighed for the first time. */
export const scan: Step = {
  kind: "scan",
  deeds(scene, entries) {
    const byLane = groupBy(entries, ({ parcel }) => `LANE-${1 + (parcel.number % 2)}`);
    return [...byLane].flatMap(([place, own]) => scanDeeds(scene, "scan", place, own));
  },
};

/** At the dock, before it is loaded. */
export const dockScan: Step = {
  kind: "dock",
  deeds: (scene, entries) => scanDeeds(scene, "dock", "DOCK-1", entries),
};

type Scanned = {
  readonly entry: ParcelEntry;
  readonly piece: PieceEntry;
  readonly weighs: boolean;
};

function scanDeeds(
  scene: Scene,
  kind: string,
  place: string,
  entries: readonly ParcelEntry[],
): readonly Deed[] {
  const scanned = entries.flatMap((entry) =>
    piecesHere(entry).map((piece): Scanned => {
      return { entry, piece, weighs: kind === "scan" && piece.weighed === null };
    }),
  );
  const blockers = new Map<ParcelEntry, AnsweredBlocker[]>();
  return batchDeeds(scene, {
    name: `${kind}/${place}`,
    who: "floor",
    operation: "record-scans",
    field: "scans",
    rows: scanned.map((of) => ({ of, entry: of.entry, row: rowOf(of) })),
    more: { place },
    heard: (of, answer) => {
      if (answer.refusal !== undefined) return false;
      hearScanned(scene, of, answer);
      noteHolds(of.entry, of.piece.code, blockersOf(answer));
      const all = blockers.get(of.entry) ?? [];
      blockers.set(of.entry, [...all, ...blockersOf(answer)]);
      // Its last piece: now it is known what stops any of them.
      if (of.piece === piecesHere(of.entry).at(-1)) {
        whatNext(scene, of.entry, blockers.get(of.entry) ?? [], kind === "scan" ? "dock" : "leave");
      }
      return true;
    },
  });
}

function rowOf({ piece, weighs }: Scanned): Readonly<Record<string, unknown>> {
  return { code: piece.code, ...(weighs && { weightGrams: piece.grams }) };
}

function hearScanned(scene: Scene, { entry, piece, weighs }: Scanned, answer: AnsweredRow): void {
  if (weighs) piece.weighed = piece.grams;
  if (answer["itemId"] !== piece.itemId) {
    const finding = { code: "audit/other-item", about: piece.code, found: answer["itemId"] };
    scene.books.find({ ...finding, expected: piece.itemId });
  }
  entry.shipmentId ??= answer["shipmentId"] as string;
}
