/**
 * Gives a partner the messages that wait for it to fetch, oldest first, with their bytes. They wait until
 * it acknowledges them (acknowledge-messages): asked again, they are given again.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { blobBytes } from "./blob-bytes.ts";
import { view } from "./define.ts";
import { UuidSchema } from "./schemas.ts";

/** Messages given at once, and bytes of them; one that is larger is given alone. */
const FETCHED_AT_ONCE = 100;
const FETCHED_BYTES = 8_388_608;

export const fetchMessages = view({
  name: "fetch-messages",
  sentence: "Gives the caller's party the messages that wait for it, until it acknowledges them.",
  roles: ["administrator", "clerk", "declarant", "officer"],
  input: Type.Object(
    { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: FETCHED_AT_ONCE })) },
    { additionalProperties: false },
  ),
  output: Type.Object({
    messages: Type.Array(
      Type.Object({
        messageId: UuidSchema,
        name: Type.String(),
        sizeBytes: Type.Integer(),
        text: Type.String({ description: "The whole message, UTF-8." }),
      }),
    ),
    more: Type.Boolean({ description: "Whether others wait behind these." }),
  }),
  handler: async (record, { limit = FETCHED_AT_ONCE }, actor, ports) => {
    const found = await record.messagesToFetch(actor.partyId, limit + 1);
    const messages: { messageId: string; name: string; sizeBytes: number; text: string }[] = [];
    let size = 0;
    for (const one of found.slice(0, limit)) {
      size += one.sizeBytes;
      if (messages.length > 0 && size > FETCHED_BYTES) break;
      const { id: messageId, name, sizeBytes } = one;
      const bytes = await blobBytes(ports.blobs, one.blobKeyId, one.blobHash);
      const text = new TextDecoder().decode(bytes);
      messages.push({ messageId, name, sizeBytes, text });
    }
    return ok({ messages, more: found.length > messages.length });
  },
});
