/** Takes in CEB311: the order is kept under its platform and number, buyer and consignee in the vault. */
import type { CebDocument } from "#standards/ceb/values.ts";
import { keepCall, personOf } from "./ceb-document.ts";
import { LINE_FACT } from "./match-lists.ts";
import { messageTarget } from "./message-target.ts";

export const takeInCeb311 = messageTarget<CebDocument<"CEB311">>({
  message: "CEB311",
  calls: ({ OrderHead: head, OrderList: lines }) => [
    keepCall({
      kind: "order",
      issuer: head.ebpCode,
      number: head.orderNo,
      own: head,
      numberIn: "orderNo",
      facts: {
        orderType: head.orderType,
        ebcCode: head.ebcCode,
        goodsValue: head.goodsValue,
        freight: head.freight,
        discount: head.discount,
        taxTotal: head.taxTotal,
        acturalPaid: head.acturalPaid,
        currency: head.currency,
        payCode: head.payCode,
        payTransactionId: head.payTransactionId,
        batchNumbers: head.batchNumbers,
        lines: String(lines.length),
        ...Object.fromEntries(lines.map(lineFact)),
      },
      persons: {
        buyer: personOf({
          name: head.buyerName,
          phone: head.buyerTelephone,
          identityNumber: head.buyerIdNumber,
        }),
        consignee: personOf({
          name: head.consignee,
          phone: head.consigneeTelephone,
          address: head.consigneeAddress,
        }),
      },
    }),
  ],
});

/** What of a line a list is matched by. */
function lineFact(line: CebDocument<"CEB311">["OrderList"][number]): readonly [string, string] {
  return [`${LINE_FACT}${line.gnum}`, [line.qty, line.price, line.totalPrice].join("|")];
}
