/**
 * What one turn of the dialogue works with: the file, its partners, and the rows and lines that it makes.
 */
import type { Id } from "#domain/events/event.ts";
import { answerLine } from "./ceb-answer.ts";
import type { StepsContext } from "./define.ts";
import { outboxLine } from "./outbox-line.ts";
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

/** What answering and sending on need of a turn. */
export type Answering = Pick<DialogueWork, "saved" | "lines"> & {
  readonly context: Pick<StepsContext, "ports" | "now">;
};

/** Keeps a row of the dialogue, and answers who asked. */
export function keepAndAnswer(work: Answering, dialogue: Dialogue): void {
  const next = { ...dialogue, version: dialogue.version + 1 };
  work.saved.set(next.id, next);
  const line = answerLine(work.context, next);
  if (line !== undefined) work.lines.push(line);
}

/** The document goes to customs as it came: its sender reads it from the message that brought it. */
export function sendOn(work: Answering, dialogue: Dialogue): void {
  const { partnerId, id: subjectId, message: kind, version: ordinal } = dialogue;
  const body = { source: dialogue.sourceMessage };
  work.lines.push(outboxLine(work.context, { partnerId, subjectId, kind, body, ordinal }));
}

/** Customs that lists and cancels of our declarants go on to. */
export function customsOfLists(partners: readonly CebPartner[]): CebPartner | undefined {
  return partners.find(({ settings }) => settings.side === "customs" && settings.sendsLists);
}

/** What a document of the dialogue is before anybody said anything of it. */
export const UNANSWERED = {
  status: null,
  statusAt: null,
  info: "",
  preNo: null,
  invtNo: null,
  dueAt: null,
  answeredAt: null,
  silentAt: null,
} as const;

/** The partner a file came from, or the only one of its party. */
export function cebSender(partners: readonly CebPartner[], file: Message): CebPartner | undefined {
  const declarants = partners.filter(({ settings }) => settings.side === "declarant");
  const own = declarants.filter(({ partyId }) => partyId === file.partyId);
  if (file.partnerId !== null) return own.find(({ partnerId }) => partnerId === file.partnerId);
  return own.length === 1 ? own[0] : undefined;
}
