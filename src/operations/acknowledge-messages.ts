/** Records that a partner has fetched messages that waited for it: they are not given again. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
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
    const own = (await tx.lockMessages(ids)).filter(
      ({ direction, partyId }) => direction === "out" && partyId === actor.partyId,
    );
    const fresh = own.filter(({ state }) => state === "to-fetch");
    await tx.messagesFetched(
      fresh.map(({ id }) => id),
      now,
    );
    const known = new Set(own.map(({ id }) => id));
    const unknown = ids.filter((id) => !known.has(id));
    return ok({ acknowledged: ids.length - unknown.length, unknown });
  },
});
