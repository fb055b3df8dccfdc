/** Records that a partner has fetched messages that waited for it: they are not given again. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { command } from "./define.ts";
import { UuidSchema } from "./schemas.ts";

/** Messages acknowledged at once. */
const ACKNOWLEDGED_LIMIT = 1_000;

export const acknowledgeMessages = command({
  name: "acknowledge-messages",
  sentence: "Records that the caller's party has fetched messages that waited for it.",
  roles: ["administrator", "clerk", "declarant", "officer"],
  input: Type.Object(
    { messageIds: Type.Array(UuidSchema, { minItems: 1, maxItems: ACKNOWLEDGED_LIMIT }) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    acknowledged: Type.Integer({ description: "Those fetched before are counted too." }),
    unknown: Type.Array(UuidSchema, { description: "None of them is the caller's to fetch." }),
  }),
  handler: async ({ tx, actor, now }, { messageIds }) => {
    const ids = [...new Set(messageIds)].sort();
    const lines = new Map((await tx.linesIn(ids)).map((one) => [one.messageId, one.ids]));
    const unknown: Id[] = [];
    for (const id of ids) {
      const message = await tx.lockMessage(id);
      if (message?.direction !== "out" || message.partyId !== actor.partyId) unknown.push(id);
      else if (message.state === "to-fetch") {
        await tx.outboxSent(lines.get(id) ?? [], id, now);
        await tx.setMessageState(id, "sent", message.attempts + 1);
        if (message.partnerId !== null) await tx.countMessage(message.partnerId, "out");
      }
    }
    return ok({ acknowledged: ids.length - unknown.length, unknown });
  },
});
