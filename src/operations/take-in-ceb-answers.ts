/**
 * Takes in what customs and the port answer in the dialogue: the states of orders, payments, waybills,
 * lists, cancels, refunds and tallies, and the refusal of a message's form. What they ask for is the
 * operation's affair.
 */
import type { CebDocument } from "#standards/ceb/values.ts";
import { type AnyTarget, messageTarget } from "./message-target.ts";
import { type CustomsAnswer, recordCustomsAnswers } from "./record-customs-answers.ts";
import { filled } from "./told.ts";

/** What every answer of the family says. */
type Returned = {
  readonly returnStatus: string;
  readonly returnTime: string;
  readonly returnInfo: string;
};

type About = Pick<CustomsAnswer, "answers" | "number"> &
  Partial<Pick<CustomsAnswer, "issuer" | "preNo" | "invtNo">>;

function answerTarget<D extends Returned>(
  message: string,
  about: (document: D) => About,
  numberIn: keyof D & string,
): AnyTarget {
  return messageTarget<D>({
    message,
    calls: (document) => {
      const row = filled({
        ...about(document),
        status: document.returnStatus,
        at: document.returnTime,
        info: document.returnInfo,
      });
      const places = [{ of: document, key: numberIn }];
      return [{ operation: recordCustomsAnswers, field: "answers", row, rows: 1, places }];
    },
  });
}

/** Of the numbers an answer may carry, the one that names what was asked. */
function numberOf(...numbers: readonly (string | undefined)[]): string {
  return numbers.find((one) => one !== undefined && one !== "") ?? "-";
}

/** The registry's entries, by message. */
export const takeInCebAnswers: readonly AnyTarget[] = [
  answerTarget<CebDocument<"CEB312">>(
    "CEB312",
    ({ ebpCode, orderNo }) => ({ answers: "CEB311", number: orderNo, issuer: ebpCode }),
    "orderNo",
  ),
  answerTarget<CebDocument<"CEB412">>(
    "CEB412",
    (one) => ({ answers: "CEB411", number: one.payTransactionId, issuer: one.payCode }),
    "payTransactionId",
  ),
  answerTarget<CebDocument<"CEB512">>(
    "CEB512",
    (one) => ({ answers: "CEB511", number: one.logisticsNo, issuer: one.logisticsCode }),
    "logisticsNo",
  ),
  answerTarget<CebDocument<"CEB622">>("CEB622", listAnswer("CEB621"), "copNo"),
  answerTarget<CebDocument<"CEB624">>("CEB624", listAnswer("CEB623"), "copNo"),
  answerTarget<CebDocument<"CEB626">>("CEB626", listAnswer("CEB625"), "copNo"),
  answerTarget<CebDocument<"CEB712">>(
    "CEB712",
    ({ copNo, preNo, rkdNo }) => ({
      answers: "CEB711",
      number: numberOf(copNo, rkdNo, preNo),
      ...(preNo !== undefined && { preNo }),
    }),
    "copNo",
  ),
  answerTarget<CebDocument<"CEB900">>(
    "CEB900",
    ({ oriCopMsgId }) => ({ answers: "CEB900", number: numberOf(oriCopMsgId) }),
    "oriCopMsgId",
  ),
];

type Numbered = {
  readonly copNo: string;
  readonly preNo: string;
  readonly invtNo?: string;
  readonly agentCode?: string;
};

function listAnswer(answers: string): (document: Numbered) => About {
  return ({ copNo, preNo, invtNo, agentCode }) => ({
    answers,
    number: copNo,
    preNo,
    ...(invtNo !== undefined && { invtNo }),
    ...(agentCode !== undefined && { issuer: agentCode }),
  });
}
