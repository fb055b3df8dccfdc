/** Takes in CEB623: a list is cancelled before its release. */
import type { CebDocument } from "#standards/ceb/values.ts";
import { cancelLists } from "./cancel-lists.ts";
import { changeOf, notSubmitted, statusOf } from "./ceb-document.ts";
import { messageTarget } from "./message-target.ts";
import { filled } from "./told.ts";

/** Why a list is withdrawn; the reason its sender writes freely may name a person, and stays in the message. */
const CANCELLED = "CEB623";

export const takeInCeb623 = messageTarget<CebDocument<"CEB623">>({
  message: "CEB623",
  calls: (document) => {
    const refusal =
      notSubmitted(document) ??
      (changeOf(document.appType) === "new" ? undefined : { code: "ceb/cancel-changed" });
    if (refusal !== undefined) return [{ refusal, rows: 1, places: [statusOf(document, refusal)] }];
    const { logisticsNo, invtNo } = document;
    const row = filled({ code: logisticsNo, invtNo: invtNo || undefined, reason: CANCELLED });
    const places = [{ of: document, key: "logisticsNo" }];
    return [{ operation: cancelLists, field: "cancels", row, rows: 1, places }];
  },
});
