/**
 * What became of a message, as an answer and as a view: counts, state and the findings kept. The same
 * shape for taking in, correcting, replaying and showing.
 */
import { type Static, Type } from "typebox";
import type { Contained, Message } from "./ports-messages.ts";
import { FindingSchema, UuidSchema } from "./schemas.ts";

/** Of a message inside a file: which file, where in it, and what is written on its outside. */
const ContainedSchema = Type.Object({
  fileId: UuidSchema,
  row: Type.Integer({ minimum: 1, description: "Its number in the file." }),
  type: Type.String(),
  version: Type.String(),
  reference: Type.String(),
  sender: Type.String(),
  recipient: Type.String(),
  interchange: Type.String(),
});

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
    profile: Type.Optional(Type.String({ description: "Name and version of the profile used." })),
    contained: Type.Optional(ContainedSchema),
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
    ...(message.profile === undefined ? {} : { profile: message.profile }),
    ...(message.contained === undefined ? {} : { contained: shownContained(message.contained) }),
  };
}

function shownContained(contained: Contained): NonNullable<MessageAnswer["contained"]> {
  const { fileId, row, type, version, reference, sender, recipient, interchange } = contained;
  return { fileId, row, type, version, reference, sender, recipient, interchange };
}

/** Rows done and refused, for the audit row. */
export function messageCounts(answer: MessageAnswer): { done: number; refused: number } {
  return { done: answer.rowsDone, refused: answer.rowsRefused };
}
