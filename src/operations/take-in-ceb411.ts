/** Takes in CEB411: the payment is kept under its firm and transaction, the payer in the vault. */
import type { CebDocument } from "#standards/ceb/values.ts";
import { keepCall, personOf } from "./ceb-document.ts";
import { messageTarget } from "./message-target.ts";

export const takeInCeb411 = messageTarget<CebDocument<"CEB411">>({
  message: "CEB411",
  calls: ({ PaymentHead: head }) => [
    keepCall({
      kind: "payment",
      issuer: head.payCode,
      number: head.payTransactionId,
      own: head,
      numberIn: "payTransactionId",
      facts: {
        orderNo: head.orderNo,
        ebpCode: head.ebpCode,
        amountPaid: head.amountPaid,
        currency: head.currency,
        payTime: head.payTime,
      },
      persons: {
        payer: personOf({
          name: head.payerName,
          phone: head.telephone,
          identityNumber: head.payerIdNumber,
        }),
      },
    }),
  ],
});
