/**
 * Does the rows of a message in suspense again, after what they lacked was added: a code, a party, a
 * place. Rows that were done are left alone; the bytes are the same.
 */
import { Type } from "typebox";
import { command } from "./define.ts";
import { type MessageAnswer, MessageAnswerSchema, messageCounts } from "./message-answer.ts";
import { close, replay } from "./message-course.ts";
import { UuidSchema } from "./schemas.ts";

export const replayMessage = command({
  name: "replay-message",
  sentence: "Does the rows of a message in suspense again that were not done.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "system"],
  input: Type.Object({ messageId: UuidSchema }, { additionalProperties: false }),
  output: MessageAnswerSchema,
  counts: (answer) => messageCounts(answer as MessageAnswer),
  steps: (context, { messageId }) => replay(context, messageId),
  handler: close,
});
