/** Records that a partner has fetched messages that waited for it: they are not given again. */
import { type Static, Type } from "typebox";
import type { Id } from "#domain/events/event.ts";
import {
  answered,
  answerSchema,
  batchCounts,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { command } from "./define.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";

/** Messages acknowledged at once. */
const ACKNOWLEDGED_LIMIT = 1_000;

const AcknowledgedRow = Type.Object({ messageId: UuidSchema }, { additionalProperties: false });
type Acknowledged = Static<typeof AcknowledgedRow>;

const batch = { field: "messages", row: AcknowledgedRow, max: ACKNOWLEDGED_LIMIT };

export const acknowledgeMessages = command({
  name: "acknowledge-messages",
  sentence: "Records that the caller's party has fetched messages that waited for it.",
  roles: ["administrator", "clerk", "declarant", "officer"],
  input: Type.Object(
    { messages: rowsSchema("Messages that were fetched.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, messageId: Type.Optional(UuidSchema) })),
  batch,
  counts: batchCounts,
  handler: async ({ tx, actor, now }, input) => {
    const sorted = sortRows<Acknowledged>(batch, input.messages as unknown[]);
    const answers: (RowAnswer & { readonly messageId?: Id })[] = sorted.answers;
    const fetched = [...new Set(sorted.rows.map(({ value }) => value.messageId))].sort();
    const lines = new Map((await tx.linesIn(fetched)).map((one) => [one.messageId, one.ids]));
    const known = new Set<Id>();
    for (const id of fetched) {
      const message = await tx.lockMessage(id);
      if (message?.direction !== "out" || message.partyId !== actor.partyId) continue;
      known.add(id);
      if (message.state !== "to-fetch") continue;
      await tx.outboxSent(lines.get(id) ?? [], id, now);
      await tx.setMessageState(id, "sent", message.attempts + 1);
      if (message.partnerId !== null) await tx.countMessage(message.partnerId, "out");
    }
    for (const { row, value } of sorted.rows) {
      const { messageId } = value;
      if (known.has(messageId)) answers.push({ row, messageId });
      else answers.push({ row, refusal: { code: "message/not-found", facts: { messageId } } });
    }
    return answered(answers);
  },
});
