/** Takes in CEB711: the tally of another system is kept under its operator, with what is over and short. */
import type { CebDocument } from "#standards/ceb/values.ts";
import { changeOf, notSubmitted, statusOf } from "./ceb-document.ts";
import { messageTarget } from "./message-target.ts";
import { recordTallies } from "./record-tallies.ts";
import { filled } from "./told.ts";

export const takeInCeb711 = messageTarget<CebDocument<"CEB711">>({
  message: "CEB711",
  calls: ({ DeliveryHead: head, DeliveryList: lines }) => {
    const refusal = notSubmitted(head);
    if (refusal !== undefined) return [{ refusal, rows: 1, places: [statusOf(head, refusal)] }];
    const { copNo, operatorCode, billNo, logisticsCode } = head;
    const row = {
      operator: operatorCode,
      number: copNo || billNo,
      bill: billNo,
      carrier: logisticsCode,
      change: changeOf(head.appType),
      statedAt: head.appTime,
      facts: filled({
        customsCode: head.customsCode,
        trafMode: head.trafMode,
        trafNo: head.trafNo,
        voyageNo: head.voyageNo,
        unloadLocation: head.unloadLocation,
        note: head.note?.slice(0, 500),
      }),
      parcels: lines.map(({ logisticsNo }) => logisticsNo),
    };
    const places = [{ of: head, key: copNo ? "copNo" : "billNo" }];
    return [{ operation: recordTallies, field: "tallies", row, rows: 1, places }];
  },
});
