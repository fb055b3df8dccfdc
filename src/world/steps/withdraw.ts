/** The declarant cancels before anything arrived, and lodges anew. Balances are given back: one lane. */
import { groupBy } from "#base/group-by.ts";
import { batchDeeds, goOn, type Step } from "#world/scene.ts";

export const withdraw: Step = {
  kind: "withdraw",
  deeds(scene, entries) {
    const byLodger = groupBy(entries, ({ parcel }) => parcel.lodgedBy);
    return [...byLodger].flatMap(([who, own]) =>
      batchDeeds(scene, {
        name: `withdraw/${who}`,
        who,
        operation: "withdraw-declarations",
        field: "withdrawals",
        rows: own.map((entry) => ({
          of: entry,
          entry,
          row: { shipmentId: entry.shipmentId, reason: "The order was cancelled." },
        })),
        ordered: true,
        heard(entry, answer) {
          if (answer.refusal !== undefined) return false;
          entry.done.add("withdrawn");
          entry.lodged = false;
          goOn(scene, entry, "lodge", 2);
          return true;
        },
      }),
    );
  },
};
