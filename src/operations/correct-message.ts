/**
 * Takes in the corrected copy of a message that waits: a new message that names the old one, which
 * is then replaced. Nothing of the old one is changed or undone; rows it did are not done twice.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { ArrivedSchema, NameSchema } from "./arrived-schema.ts";
import { command } from "./define.ts";
import { type MessageAnswer, MessageAnswerSchema, messageCounts } from "./message-answer.ts";
import { close, takeIn, waiting } from "./message-course.ts";
import { UuidSchema } from "./schemas.ts";

export const correctMessage = command({
  name: "correct-message",
  sentence: "Takes in the corrected copy of a message in suspense, in place of the old one.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer", "system"],
  input: Type.Object(
    { messageId: UuidSchema, name: Type.Optional(NameSchema), ...ArrivedSchema },
    { additionalProperties: false },
  ),
  output: MessageAnswerSchema,
  counts: (answer) => messageCounts(answer as MessageAnswer),
  steps: async (context, input) => {
    const { messageId, blobHash, blobKeyId, sizeBytes } = input;
    const id = context.ports.ids.derived("correction", messageId, blobHash);
    const found = await context.ports.store.transaction(async (tx) => {
      // The old one first: a correction that replaced it meanwhile is then there to be seen.
      const old = await tx.lockMessage(messageId);
      const begun = old === undefined ? undefined : await tx.lockMessage(id);
      return old === undefined || begun === undefined ? waiting(context, tx, messageId) : ok(old);
    });
    if (!found.ok) return found;
    const { name: oldName, partyId, partnerId } = found.value;
    const name = input.name ?? oldName;
    const arrived = { id, name, blobHash, blobKeyId, sizeBytes, partyId, partnerId };
    return takeIn(context, { ...arrived, corrects: messageId, firstRow: 1 });
  },
  handler: close,
});
