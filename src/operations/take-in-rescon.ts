/** Takes in RESCON: a post's receipts of a consignment's receptacles, of each the first. */
import type { Rescon11 } from "#standards/messages/rescon/profile.ts";
import { messageTarget } from "./message-target.ts";
import { receiptCalls } from "./receipt-reports.ts";

export const takeInRescon = messageTarget<Rescon11>({
  message: "rescon",
  calls: ({ consignments, preparedAt }, source) =>
    receiptCalls(
      consignments.map(({ consignment, statuses }) => ({
        told: { consignment },
        statuses: statuses.map((one) => ({ ...one, of: one })),
      })),
      preparedAt,
      source,
    ),
});
