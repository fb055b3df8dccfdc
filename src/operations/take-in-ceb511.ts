/**
 * Takes in CEB511: the waybill is kept under its carrier and number, the consignee in the vault, and its
 * parcel is expected. A deleted waybill announces nothing.
 */
import type { CebDocument } from "#standards/ceb/values.ts";
import { changeOf, keepCall, personOf } from "./ceb-document.ts";
import { expectItems } from "./expect-items.ts";
import { messageTarget } from "./message-target.ts";

export const takeInCeb511 = messageTarget<CebDocument<"CEB511">>({
  message: "CEB511",
  calls: ({ LogisticsHead: head }) => {
    const kept = keepCall({
      kind: "waybill",
      issuer: head.logisticsCode,
      number: head.logisticsNo,
      own: head,
      numberIn: "logisticsNo",
      facts: {
        billNo: head.billNo,
        logisticsName: head.logisticsName,
        orderNo: head.orderNo,
        freight: head.freight,
        insuredFee: head.insuredFee,
        currency: head.currency,
        weight: head.weight,
        packNo: head.packNo,
      },
      persons: {
        consignee: personOf({
          name: head.consignee,
          phone: head.consigneeTelephone,
          address: head.consigneeAddress,
        }),
      },
    });
    if ("refusal" in kept || changeOf(head.appType) === "delete") return [kept];
    const row = { code: head.logisticsNo, carrier: head.logisticsCode };
    return [
      kept,
      {
        operation: expectItems,
        field: "items",
        row,
        rows: 1,
        places: [{ of: head, key: "logisticsNo" }],
      },
    ];
  },
});
