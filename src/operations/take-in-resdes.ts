/** Takes in RESDES: a post's receipts of the receptacles we dispatched to it, of each the first. */
import type { Resdes11 } from "#standards/messages/resdes/profile.ts";
import { messageTarget } from "./message-target.ts";
import { receiptCalls } from "./receipt-reports.ts";

export const takeInResdes = messageTarget<Resdes11>({
  message: "resdes",
  calls: ({ dispatches, preparedAt }, source) =>
    receiptCalls(
      dispatches.map(({ dispatch, statuses }) => ({
        told: { dispatch },
        statuses: statuses.map((one) => ({ ...one, of: one })),
      })),
      preparedAt,
      source,
    ),
});
