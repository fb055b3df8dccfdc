/** Takes in CEB623: a list is cancelled before its release. */
import type { CebDocument } from "#standards/ceb/values.ts";
import { cancelLists } from "./cancel-lists.ts";
import { changeOf, notSubmitted, statusOf } from "./ceb-document.ts";
import { messageTarget } from "./message-target.ts";
import { filled } from "./told.ts";

/** Characters of a reason that are kept. */
const REASON_LENGTH = 500;

export const takeInCeb623 = messageTarget<CebDocument<"CEB623">>({
  message: "CEB623",
  calls: (document) => {
    const refusal =
      notSubmitted(document) ??
      (changeOf(document.appType) === "new" ? undefined : { code: "ceb/cancel-changed" });
    if (refusal !== undefined) return [{ refusal, rows: 1, places: [statusOf(document, refusal)] }];
    const { logisticsNo, invtNo, reason } = document;
    const row = filled({
      code: logisticsNo,
      invtNo: invtNo === "" ? undefined : invtNo,
      reason: reason.slice(0, REASON_LENGTH) || "-",
    });
    const places = [{ of: document, key: "logisticsNo" }];
    return [{ operation: cancelLists, field: "cancels", row, rows: 1, places }];
  },
});
