/** A torn label is replaced by one of the centre's own numbers; the old code goes on answering. */
import { type ParcelEntry, piecesHere } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import { goOn, type Scene, type Step, singleDeed } from "#world/scene.ts";
import { firstStation } from "./arrive.ts";

export const relabel: Step = {
  kind: "relabel",
  deeds: (scene, entries) => entries.flatMap((entry) => relabelDeeds(scene, entry)),
};

function relabelDeeds(scene: Scene, entry: ParcelEntry): readonly Deed[] {
  const [piece] = piecesHere(entry);
  if (piece === undefined) return [];
  const call = {
    name: `relabel/${entry.parcel.number}`,
    who: "floor",
    operation: "relabel-item",
    input: { code: piece.code, reason: "The label was torn." },
    // The number of the new label is the next of the centre's own.
    ordered: true,
  };
  return [
    singleDeed(scene, entry, call, ({ itemId, label }) => {
      if (itemId !== piece.itemId) {
        const finding = { code: "audit/relabelled-another", about: piece.code };
        scene.books.find({ ...finding, found: itemId, expected: piece.itemId });
      }
      piece.alias = String(label);
      goOn(scene, entry, firstStation(entry), 1);
    }),
  ];
}
