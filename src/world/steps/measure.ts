/** The measuring frame of the express line: weight and sides of every piece, before the lane sees it. */
import { type ParcelEntry, type PieceEntry, piecesHere } from "#world/books.ts";
import { batchDeeds, chanceOn, goOn, type Scene, type Step } from "#world/scene.ts";

export const measure: Step = {
  kind: "measure",
  deeds(scene, entries) {
    const measured = entries.flatMap((entry) =>
      piecesHere(entry).map((piece) => ({ entry, piece })),
    );
    return batchDeeds(scene, {
      name: "measure",
      who: "floor",
      operation: "measure-items",
      field: "readings",
      rows: measured.map((of) => ({
        of,
        entry: of.entry,
        row: { code: of.piece.code, source: "DWS-1", ...readingOf(scene, of.entry, of.piece) },
      })),
      heard({ entry, piece }, answer) {
        if (answer.refusal !== undefined) return false;
        if (answer["weightGrams"] !== piece.grams) {
          const finding = { code: "audit/weight-differs", about: piece.code };
          scene.books.find({ ...finding, found: answer["weightGrams"], expected: piece.grams });
        }
        piece.weighed = piece.grams;
        goOn(scene, entry, "scan", 1);
        return true;
      },
    });
  },
};

/** Sides of a box a quarter as heavy as water, never thinner than 2 cm. */
function readingOf(scene: Scene, entry: ParcelEntry, { code, grams }: PieceEntry) {
  const chance = chanceOn(scene, entry, `sides-${code}`);
  const side = Math.round(10 * Math.cbrt(grams * 4));
  const stretched = 1 + chance.below(50) / 100;
  return {
    weightGrams: grams,
    lengthMm: Math.max(120, Math.round(side * stretched)),
    widthMm: Math.max(90, side),
    heightMm: Math.max(20, Math.round(side / stretched)),
  };
}
