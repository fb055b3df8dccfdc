/**
 * What does not fit its rule book is moved under the one that takes it; where only data lack, an
 * officer establishes them; what cannot be helped goes back.
 */
import { groupBy } from "#base/group-by.ts";
import type { ParcelEntry } from "#world/books.ts";
import { type AnsweredRow, batchDeeds, goOn, type Scene, type Step } from "#world/scene.ts";

/** The declarant asks for the rule book that takes the goods. Balances move with it: one lane. */
export const mendDeclaration: Step = {
  kind: "mend-declaration",
  deeds(scene, entries) {
    const byLodger = groupBy(entries, ({ parcel }) => parcel.lodgedBy);
    return [...byLodger].flatMap(([who, own]) =>
      batchDeeds(scene, {
        name: `mend/${who}`,
        who,
        operation: "change-regime",
        field: "changes",
        rows: own.map((entry) => ({
          of: entry,
          entry,
          row: { shipmentId: entry.shipmentId, reason: "Does not fit as declared." },
        })),
        ordered: true,
        heard: (entry, answer) => hearMended(scene, entry, answer, "establish"),
      }),
    );
  },
};

/** Customs establishes the codes that were not declared, and assesses by them. */
export const establish: Step = {
  kind: "establish",
  deeds: (scene, entries) =>
    batchDeeds(scene, {
      name: "establish",
      who: "customs",
      operation: "assess-duty",
      field: "assessments",
      rows: entries.map((entry) => ({
        of: entry,
        entry,
        row: {
          shipmentId: entry.shipmentId,
          reason: "Codes established by inspection.",
          lines: entry.parcel.hsCodes.map((code, at) => ({ line: at + 1, hsCode: code })),
        },
      })),
      ordered: true,
      heard: (entry, answer) => hearMended(scene, entry, answer, "order-back"),
    }),
};

/** Mended it is looked at again; not mended, the next one tries. */
function hearMended(
  scene: Scene,
  entry: ParcelEntry,
  answer: AnsweredRow,
  otherwise: string,
): boolean {
  const isMended = answer.refusal === undefined && answer["unfit"] !== true;
  goOn(scene, entry, isMended ? "dock" : otherwise, 2);
  return true;
}
