/**
 * The clock of an expected answer: begun when a document is written to customs, told as silence when the
 * time is over and nothing was answered.
 */
import type { Id } from "#domain/events/event.ts";
import { deadline } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import type { Deadline, Ports, Tx } from "./ports.ts";
import type { CebPartner } from "./ports-dialogue.ts";

/** An answer of the dialogue is missed. */
export const ANSWER_DUE = "answer-due";
const MINUTE_MS = 60_000;

export type Asking = {
  readonly ports: Pick<Ports, "ids" | "site">;
  readonly tx: Tx;
  readonly now: number;
  readonly partner: CebPartner;
};

/** Notes under which guid documents of ours went out, and when their answers are missed. */
export async function askedOfCustoms(
  { ports, tx, now, partner }: Asking,
  dialogueIds: readonly Id[],
  guid: string,
): Promise<void> {
  const all = await tx.dialoguesById([...new Set(dialogueIds)]);
  const ours = all.filter(({ side }) => side === "ours");
  if (ours.length === 0) return;
  const dueAt = now + partner.settings.answerMinutes * MINUTE_MS;
  await tx.saveDialogues(
    ours.map((one) => ({
      ...one,
      version: one.version + 1,
      reference: guid,
      state: "waiting" as const,
      dueAt,
      answeredAt: null,
      silentAt: null,
    })),
  );
  await tx.dropDeadlines(
    ours.map(({ id }) => id),
    ANSWER_DUE,
  );
  await tx.addDeadlines(ours.map(({ id }) => deadline(ports, ANSWER_DUE, id, dueAt)));
}

/** Marks documents whose answer did not come; gives how many. */
export async function noteSilence(
  { tx, now }: Pick<CallContext, "tx" | "now">,
  due: readonly Deadline[],
): Promise<number> {
  if (due.length === 0) return 0;
  const waiting = await tx.dialoguesById(due.map(({ subjectId }) => subjectId));
  const silent = waiting.filter(
    ({ answeredAt, dueAt, state }) =>
      state !== "withdrawn" && answeredAt === null && dueAt !== null && dueAt <= now,
  );
  await tx.saveDialogues(
    silent.map((one) => ({ ...one, version: one.version + 1, silentAt: now })),
  );
  return silent.length;
}
