/**
 * Shows one message with its findings, and the first of its raw bytes as text where asked. Bytes that
 * are no text are shown as they can be; nothing is changed by looking.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { view } from "./define.ts";
import { MessageAnswerSchema, messageAnswer } from "./message-answer.ts";
import type { Blobs } from "./ports.ts";
import type { Message } from "./ports-messages.ts";
import { UuidSchema } from "./schemas.ts";

/** Raw bytes that are shown at most, 64 KiB. */
const SHOWN_BYTES = 65_536;

export const showMessage = view({
  name: "show-message",
  sentence: "Shows a message, its findings and, where asked, the start of its raw text.",
  roles: ["administrator", "clerk", "declarant", "officer", "auditor"],
  input: Type.Object(
    { id: UuidSchema, raw: Type.Optional(Type.Boolean()) },
    { additionalProperties: false },
  ),
  output: Type.Object(
    {
      message: MessageAnswerSchema,
      raw: Type.Optional(
        Type.Object(
          {
            text: Type.String({ description: "The first 64 KiB, as text." }),
            more: Type.Boolean({ description: "Whether there are more bytes." }),
          },
          { additionalProperties: false },
        ),
      ),
    },
    { additionalProperties: false },
  ),
  handler: async (record, { id, raw }, _actor, ports) => {
    const found = await record.message(id);
    if (found === undefined) return refuse("message/not-found", { messageId: id });
    const message = messageAnswer(found);
    if (raw !== true) return ok({ message });
    return ok({ message, raw: await startOf(ports.blobs, found) });
  },
});

/** Of a message inside a file only its own bytes, where they are the file's. */
async function startOf(blobs: Blobs, message: Message): Promise<{ text: string; more: boolean }> {
  const { blobKeyId, blobHash, sizeBytes, contained } = message;
  const isPart = contained !== undefined && contained.length > 0;
  const from = isPart ? contained.offset : 0;
  const to = Math.min(isPart ? from + contained.length : sizeBytes, from + SHOWN_BYTES);
  const decoder = new TextDecoder();
  let text = "";
  let at = 0;
  for await (const bytes of blobs.get(blobKeyId, blobHash)) {
    text += decoder.decode(bytes.subarray(Math.max(0, from - at), Math.max(0, to - at)), {
      stream: true,
    });
    at += bytes.length;
    if (at >= to) break;
  }
  const length = isPart ? contained.length : sizeBytes;
  return { text: text + decoder.decode(), more: length > SHOWN_BYTES };
}
