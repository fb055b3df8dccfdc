/**
 * What became of a message, as an answer and as a view: counts, state and the findings kept. The same
 * shape for taking in, correcting, replaying and showing.
 */
import { type Static, Type } from "typebox";
import type { Message } from "./ports-messages.ts";
import { FindingSchema, UuidSchema } from "./schemas.ts";

/** `taken-in`, `part` of it, or `suspense`: in the last two the rest waits for a person. */
export const MessageAnswerSchema = Type.Object(
  {
    messageId: UuidSchema,
    name: Type.String(),
    format: Type.String(),
    state: Type.String(),
    rowsTotal: Type.Integer(),
    rowsDone: Type.Integer(),
    rowsRefused: Type.Integer(),
    findings: Type.Array(FindingSchema),
    findingsTotal: Type.Integer(),
    attempts: Type.Integer(),
    receivedAt: Type.Integer(),
    sizeBytes: Type.Integer(),
    corrects: Type.Union([UuidSchema, Type.Null()]),
  },
  { additionalProperties: false },
);

export type MessageAnswer = Static<typeof MessageAnswerSchema>;

/** The answer that tells of a message. */
export function messageAnswer(message: Message): MessageAnswer {
  return {
    messageId: message.id,
    name: message.name,
    format: message.format,
    state: message.state,
    rowsTotal: message.rowsTotal,
    rowsDone: message.rowsDone,
    rowsRefused: message.rowsRefused,
    findings: [...message.findings],
    findingsTotal: message.findingsTotal,
    attempts: message.attempts,
    receivedAt: message.receivedAt,
    sizeBytes: message.sizeBytes,
    corrects: message.corrects,
  };
}

/** Rows done and refused, for the audit row. */
export function messageCounts(answer: MessageAnswer): { done: number; refused: number } {
  return { done: answer.rowsDone, refused: answer.rowsRefused };
}
