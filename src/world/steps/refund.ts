/** After its parcel left, customs gives an addressee back a part of what was paid. */
import { batchDeeds, type Step } from "#world/scene.ts";

/** What is given back, fen [design]. */
const REFUNDED_FEN = 100;

export const refund: Step = {
  kind: "refund",
  deeds(scene, entries) {
    return batchDeeds(scene, {
      name: "refund",
      who: "customs",
      operation: "refund-duty",
      field: "refunds",
      rows: entries.map((entry) => ({
        of: entry,
        entry,
        row: {
          shipmentId: entry.shipmentId,
          amountMinor: REFUNDED_FEN,
          reason: "A discount was not declared.",
          reference: `RF-${entry.parcel.number}`,
        },
      })),
      heard(entry, answer) {
        if (answer.refusal !== undefined) return false;
        entry.refundedFen += REFUNDED_FEN;
        return true;
      },
    });
  },
};
