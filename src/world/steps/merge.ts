/** The floor finds out which piece a label was that could not be read, and says that both are one. */
import type { Id } from "#domain/events/event.ts";
import type { ParcelEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import { goOn, type Scene, type Step, singleDeed } from "#world/scene.ts";

export const merge: Step = {
  kind: "merge",
  deeds: (scene, entries) => entries.flatMap((entry) => mergeDeed(scene, entry)),
};

function mergeDeed(scene: Scene, entry: ParcelEntry): readonly Deed[] {
  const [piece] = entry.pieces;
  if (piece?.alias === undefined) return [];
  const name = `merge/${entry.parcel.number}`;
  const input = { code: piece.code, otherCode: piece.alias, reason: "The label was read at last." };
  const call = { name, who: "floor", operation: "merge-items", input };
  return [
    singleDeed(scene, entry, call, (answer) => {
      piece.itemId = answer["itemId"] as Id;
      goOn(scene, entry, "scan", 1);
    }),
  ];
}
