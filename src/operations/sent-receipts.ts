/**
 * What a partner says of the syntax of interchanges that were sent to it: acknowledged, received or
 * rejected. The outgoing message keeps it as a finding; the answer names the message it answers.
 */
import type { Finding } from "#base/result.ts";
import type { Actor } from "./define.ts";
import type { SiteFacts, Tx } from "./ports.ts";
import type { SentAs } from "./ports-messages.ts";
import type { RowOutcome } from "./row-outcome.ts";

export type Receipt = SentAs & {
  readonly verdict: "acknowledged" | "received" | "rejected";
  readonly error?: string | undefined;
  /** Reference of the one message it is about. */
  readonly message?: string | undefined;
};

/** Records receipts, row by row; refuses `message/not-sent` for what was not sent to the caller's party. */
export async function keepReceipts(
  tx: Tx,
  actor: Actor,
  site: SiteFacts,
  receipts: readonly Receipt[],
): Promise<readonly RowOutcome[]> {
  const isCentre = actor.partyId === site.operatorId || actor.roles.includes("system");
  const outcomes: RowOutcome[] = [];
  for (const [row, receipt] of receipts.entries()) {
    const { interchange, sender, recipient } = receipt;
    const found = await tx.messageSent({ interchange, sender, recipient });
    const sent = found === undefined ? undefined : await tx.lockMessage(found);
    if (sent === undefined || (sent.partyId !== actor.partyId && !isCentre)) {
      const facts = { found: interchange };
      outcomes.push({ row, refusal: { code: "message/not-sent", facts } });
      continue;
    }
    const finding = findingOf(receipt);
    if (!sent.findings.some((one) => isSame(one, finding))) {
      const findings = [...sent.findings, finding];
      await tx.saveMessage({ ...sent, findings, findingsTotal: sent.findingsTotal + 1 });
    }
    outcomes.push({ row, answerTo: sent.id });
  }
  return outcomes;
}

function isSame(one: Finding, other: Finding): boolean {
  return one.code === other.code && one.at.messageRef === other.at.messageRef;
}

function findingOf({ interchange, message, verdict, error }: Receipt): Finding {
  const at = { interchangeRef: interchange, ...(message !== undefined && { messageRef: message }) };
  if (verdict === "received") return { code: "message/received", severity: "info", at };
  if (verdict === "acknowledged") return { code: "message/acknowledged", severity: "info", at };
  return { code: "message/rejected", severity: "error", at, ...(error && { found: error }) };
}
