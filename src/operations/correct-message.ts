/**
 * Takes in the corrected copy of a message that waits: a new message that names the old one, which
 * is then replaced. Nothing of the old one is changed or undone; rows it did are not done twice.
 */
import { Type } from "typebox";
import { ok, type Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { ArrivedSchema, NameSchema } from "./arrived-schema.ts";
import { command, type StepsContext } from "./define.ts";
import { type MessageAnswer, MessageAnswerSchema, messageCounts } from "./message-answer.ts";
import { close, takeIn, waiting } from "./message-course.ts";
import type { Message } from "./ports-messages.ts";
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
    const found = await toCorrect(context, messageId, id);
    if (!found.ok) return found;
    const { name: oldName, partyId, partnerId } = found.value;
    const name = input.name ?? oldName;
    const arrived = { id, name, blobHash, blobKeyId, sizeBytes, partyId, partnerId };
    return takeIn(context, { ...arrived, corrects: messageId, firstRow: 1 });
  },
  handler: close,
});

/**
 * The message that waits, or the one that this very correction replaced already. Locks one at a time:
 * the end of a correction takes the new one and then the old.
 */
async function toCorrect(
  context: StepsContext,
  messageId: Id,
  correctionId: Id,
): Promise<Result<Message>> {
  const { store } = context.ports;
  const found = await store.transaction((tx) => waiting(context, tx, messageId));
  if (found.ok || found.refusal.code !== "message/not-in-suspense") return found;
  const begun = await store.transaction((tx) => tx.lockMessage(correctionId));
  const old = await store.transaction((tx) => tx.lockMessage(messageId));
  return begun === undefined || old === undefined ? found : ok(old);
}
