/**
 * Gives the rows of a file that were not done as a file of their own, with its header, byte for byte: to
 * be corrected and sent again. A command, not a view, so that the audit trail tells who took persons'
 * data out. Files of messages are corrected whole.
 */
import { Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { type Format, formatNamed } from "#standards/messages/index.ts";
import { mayTouch } from "./batch.ts";
import { command, type StepsContext } from "./define.ts";
import { readParts } from "./message-rows.ts";
import type { Message } from "./ports-messages.ts";
import { UuidSchema } from "./schemas.ts";

/** Rows, and bytes of them, that one answer has at most. */
const ROWS_LIMIT = 10_000;
const BYTES_LIMIT = 8_388_608;

/** How the rows of a format stand together: what is before, between and behind them. */
const FRAMES: Readonly<Record<string, readonly [string, string, string]>> = {
  csv: ["", "\n", "\n"],
  ndjson: ["", "\n", "\n"],
  json: ["[\n", ",\n", "\n]\n"],
};

export const showRefusedRows = command({
  name: "show-refused-rows",
  sentence: "Gives the rows of a file that were not done as a file to correct and send again.",
  roles: ["administrator", "floor", "clerk", "declarant", "officer"],
  input: Type.Object({ messageId: UuidSchema }, { additionalProperties: false }),
  output: Type.Object(
    {
      name: Type.String({ description: "A name for the file." }),
      rows: Type.Integer(),
      more: Type.Boolean({ description: "Whether there are rows beyond those given." }),
      text: Type.Optional(Type.String()),
    },
    { additionalProperties: false },
  ),
  secretOutput: ["text"],
  steps: async (context, { messageId }) => {
    const found = await rowFileOf(context, messageId);
    if (!found.ok) return found;
    const undone = await undoneOf(context, found.value);
    if (undone.spans.length === 0) return refuse("message/nothing-refused");
    return ok(await textOf(context, found.value, undone));
  },
  handler: async ({ prepared }) => ok(prepared),
});

type RowFile = { readonly message: Message; readonly format: Format };

async function rowFileOf({ ports, actor }: StepsContext, messageId: Id): Promise<Result<RowFile>> {
  const message = await ports.store.transaction((tx) => tx.lockMessage(messageId));
  if (message === undefined || !mayTouch(actor, message)) {
    return refuse("message/not-found", { messageId });
  }
  const format = formatNamed(message.format);
  if (format === undefined || frameOf(format) === undefined || message.contained !== undefined) {
    return refuse("message/rows-not-apart", { found: message.format });
  }
  return ok({ message, format });
}

function frameOf({ name }: Format): readonly [string, string, string] | undefined {
  return FRAMES[name.slice(name.lastIndexOf("-") + 1)];
}

type Span = { readonly offset: number; readonly length: number };
type Undone = { readonly spans: readonly Span[]; readonly more: boolean; readonly start: number };

/** Where the rows lie that were not done; `start` is where the first row begins, done or not. */
async function undoneOf({ ports }: StepsContext, { message, format }: RowFile): Promise<Undone> {
  const spans: Span[] = [];
  let start = message.sizeBytes;
  let bytes = 0;
  for await (const { part, rows } of readParts(ports.blobs, message, format, () => undefined)) {
    start = Math.min(start, rows[0]?.offset ?? start);
    const kept = await ports.store.transaction((tx) => tx.messagePart(message.id, part));
    const undone = new Set(kept?.undone);
    for (const { row, offset, length } of rows) {
      if (!undone.has(row)) continue;
      if (spans.length >= ROWS_LIMIT || bytes + length > BYTES_LIMIT) {
        return { spans, start, more: true };
      }
      spans.push({ offset, length });
      bytes += length;
    }
  }
  return { spans, start, more: false };
}

async function textOf(
  { ports }: StepsContext,
  { message, format }: RowFile,
  { spans, start, more }: Undone,
): Promise<object> {
  const header = { offset: 0, length: format.columns === undefined ? 0 : start };
  const blob = ports.blobs.get(message.blobKeyId, message.blobHash);
  const [head = "", ...rows] = await slices(blob, [header, ...spans]);
  const [before, between, behind] = frameOf(format) ?? ["", "", ""];
  const trimmed = rows.map((text) => text.replace(/[\s,]+$/, ""));
  const text = `${head}${before}${trimmed.join(between)}${behind}`;
  return { name: `refused-${message.name}`, rows: spans.length, more, text };
}

/** The texts of these stretches, which stand in the order of their bytes. */
async function slices(
  blob: AsyncIterable<Uint8Array>,
  spans: readonly Span[],
): Promise<readonly string[]> {
  const parts: Uint8Array[][] = spans.map(() => []);
  let at = 0;
  let first = 0;
  for await (const bytes of blob) {
    for (let index = first; index < spans.length; index += 1) {
      const { offset, length } = spans[index] ?? { offset: 0, length: 0 };
      if (offset >= at + bytes.length) break;
      const from = Math.max(0, offset - at);
      const to = Math.min(bytes.length, offset + length - at);
      if (to > from) parts[index]?.push(bytes.slice(from, to));
      if (offset + length <= at + bytes.length && index === first) first += 1;
    }
    at += bytes.length;
  }
  return parts.map((pieces) => decode(pieces));
}

function decode(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder();
  return `${pieces.map((piece) => decoder.decode(piece, { stream: true })).join("")}${decoder.decode()}`;
}
