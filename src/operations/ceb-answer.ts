/**
 * Answers to declarants in the dialogue of customs messages: the document that says how what they sent
 * stands, and the code of what kept it out. Nothing of a person stands in an answer.
 */

import type { Finding } from "#base/result.ts";
import { formatInstant } from "#base/time.ts";
import { CEB_ERRORS, type CebErrorGroup, type CebErrorReason } from "#standards/ceb/error-codes.ts";
import { sayCebStatus } from "#standards/ceb/status-codes.ts";
import { answerOf, isCebName } from "#standards/ceb/tables.ts";
import { say } from "#words/codes.ts";
import type { CallContext } from "./define.ts";
import { outboxLine } from "./outbox-line.ts";
import type { Dialogue } from "./ports-dialogue.ts";
import type { OutboxRow } from "./ports-messages.ts";
import { filled } from "./told.ts";
import { customsTime } from "./told-at.ts";

/** The answer to a message whose form could not be read. */
export const FORM_ANSWER = "CEB900";
/** Characters of `returnInfo` (C1..1000); of an answer of form (C..5000). */
const INFO_LENGTH = 1_000;
/** Findings that an answer names, the first. */
const TOLD_FINDINGS = 5;

/** What the error codes of each message are about (annex, table 7-2). */
const GROUPS: Readonly<Record<string, CebErrorGroup>> = {
  CEB311: "order",
  CEB411: "payment",
  CEB511: "waybill",
  CEB621: "inventory",
  CEB623: "cancel",
  CEB625: "refund",
  CEB711: "delivery",
};

/** Which reason of the annex a finding of ours is told as; the first that its message has. */
const REASONS: readonly (readonly [RegExp, readonly CebErrorReason[]])[] = [
  [/^document\/older$/, ["older-than-stored"]],
  [/^ceb\/(?:signature|unsigned)/, ["signature-invalid"]],
  [/^(?:declaration\/duplicate|document\/kept-already)$/, ["lodged-already", "exists-already"]],
  [/^amend\/|^withdraw\/|^ceb\/state-forbids/, ["state-forbids-cancel", "state-forbids-change"]],
  [/^(?:declaration|ceb)\/(?:not-found|list-unknown)$/, ["not-found", "nothing-to-change"]],
  [/^regime\/over-limit$/, ["over-order-limit"]],
  [/^regime\/balance-exceeded$/, ["over-year-limit"]],
  [/^document\/other-sender|^declaration\/other-declarant/, ["no-right"]],
  [/./, ["check-failed"]],
];

/** The error code that a refused document is answered with. */
export function errorStatus(message: string, findings: readonly Finding[]): string {
  const group = GROUPS[message];
  const own = CEB_ERRORS.filter((one) => one.group === group);
  const codes = findings
    .filter(({ code, severity }) => severity === "error" || code === "document/older")
    .map(({ code }) => code);
  for (const [pattern, reasons] of REASONS) {
    if (!codes.some((code) => pattern.test(code)) && pattern.source !== ".") continue;
    const found = own.find(({ reason }) => reasons.includes(reason));
    if (found !== undefined) return found.code;
  }
  return "-621001";
}

/** Findings in words, as an answer carries them. */
export function infoOf(findings: readonly Finding[]): string {
  const told = findings.filter(({ severity }) => severity !== "info").slice(0, TOLD_FINDINGS);
  const words = told.map((one) => {
    const { found = "", expected = "" } = one;
    const facts = { ...(found && { found }), ...(expected && { expected }) };
    return `${one.code} ${say("zh", one.code, facts).sentence}`;
  });
  return words.join("; ").slice(0, INFO_LENGTH).toWellFormed();
}

/** The line of the outbox that answers a document as it stands now; undefined for one without answer. */
export function answerLine(
  context: Pick<CallContext, "ports" | "now">,
  dialogue: Dialogue,
): OutboxRow | undefined {
  const { ports, now } = context;
  const { message } = dialogue;
  const kind = isCebName(message) ? answerOf(message) : undefined;
  if (kind === undefined) return undefined;
  const document = answerDocument(dialogue, localMs(now, ports.site.legalZone));
  const { partnerId, id: subjectId, version: ordinal } = dialogue;
  return outboxLine(context, { partnerId, subjectId, kind, body: { document }, ordinal });
}

/** An instant as `YYYYMMDDhhmmssSSS`. */
export function localMs(at: number, zone: string): string {
  return customsTime(formatInstant(at, zone), "ms");
}

function answerDocument(dialogue: Dialogue, returnTime: string): object {
  const { status, info, reference } = dialogue;
  const returned = {
    returnStatus: status ?? "1",
    returnTime,
    returnInfo: info === "" ? sayCebStatus("zh", status ?? "1").slice(0, INFO_LENGTH) : info,
  };
  return { guid: reference, ...numbersOf(dialogue), ...returned };
}

/** What names the document in its answer, in the schema's own fields. */
function numbersOf({ message, issuer, number, facts, preNo, invtNo }: Dialogue): object {
  const fact = (name: string): string | undefined => {
    const text = facts[name];
    return typeof text === "string" && text !== "" ? text : undefined;
  };
  switch (message) {
    case "CEB311":
      return { ebpCode: issuer, ebcCode: fact("ebcCode") ?? issuer, orderNo: number };
    case "CEB411":
      return { payCode: issuer, payTransactionId: number };
    case "CEB511":
      return { logisticsCode: issuer, logisticsNo: number };
    case "CEB711":
      return filled({
        customsCode: fact("customsCode"),
        operatorCode: issuer,
        copNo: number,
        preNo: preNo ?? undefined,
      });
    default:
      return filled({
        customsCode: fact("customsCode"),
        ebpCode: fact("ebpCode"),
        ebcCode: fact("ebcCode"),
        agentCode: issuer,
        copNo: fact("copNo") ?? number.slice(0, 20),
        preNo: preNo ?? "",
        invtNo: invtNo?.length === 18 ? invtNo : undefined,
      });
  }
}
