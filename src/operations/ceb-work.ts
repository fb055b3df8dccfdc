/**
 * What one turn of the dialogue works with: the file, its partners, and the rows and lines that it makes.
 */
import type { Id } from "#domain/events/event.ts";
import { answerLine } from "./ceb-answer.ts";
import type { StepsContext } from "./define.ts";
import type { Tx } from "./ports.ts";
import type { CebPartner, Dialogue } from "./ports-dialogue.ts";
import type { Message, OutboxRow } from "./ports-messages.ts";

export type DialogueWork = {
  readonly context: Pick<StepsContext, "ports" | "now">;
  readonly tx: Tx;
  readonly file: Message;
  /** Who sent the file, where it is a declarant of the dialogue. */
  readonly declarant: CebPartner | undefined;
  /** Customs that lists go on to. */
  readonly customs: CebPartner | undefined;
  readonly saved: Map<Id, Dialogue>;
  readonly lines: OutboxRow[];
};

/** Keeps a row of the dialogue, and answers who asked. */
export function keepAndAnswer(work: DialogueWork, dialogue: Dialogue): void {
  const next = { ...dialogue, version: dialogue.version + 1 };
  work.saved.set(next.id, next);
  const line = answerLine(work.context, next);
  if (line !== undefined) work.lines.push(line);
}

/** The document goes to customs as it came: its sender reads it from the message that brought it. */
export function sendOn(work: DialogueWork, dialogue: Dialogue): void {
  const { ports, now } = work.context;
  work.lines.push({
    id: ports.ids.next(),
    partnerId: dialogue.partnerId,
    subjectId: dialogue.id,
    kind: dialogue.message,
    body: { source: dialogue.sourceMessage },
    queuedAt: now,
    ordinal: dialogue.version,
    attempts: 0,
  });
}

/** The partner a file came from, or the only one of its party. */
export function cebSender(partners: readonly CebPartner[], file: Message): CebPartner | undefined {
  const declarants = partners.filter(({ settings }) => settings.side === "declarant");
  const own = declarants.filter(({ partyId }) => partyId === file.partyId);
  if (file.partnerId !== null) return own.find(({ partnerId }) => partnerId === file.partnerId);
  return own.length === 1 ? own[0] : undefined;
}
