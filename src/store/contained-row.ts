/** The columns of a message that only one inside a file has, and both ways between them and the message. */
import type { Contained, Message } from "#operations/ports-messages.ts";

/** In the order of `containedValues`. */
export const CONTAINED_COLUMNS = `file_id, file_row, byte_from, byte_length, message_type,
  message_version, reference, sender, recipient, interchange, content_hash`;

export type ContainedRow = {
  readonly file_id: string | null;
  readonly file_row: number | null;
  readonly byte_from: string | null;
  readonly byte_length: string | null;
  readonly message_type: string | null;
  readonly message_version: string | null;
  readonly reference: string | null;
  readonly sender: string | null;
  readonly recipient: string | null;
  readonly interchange: string | null;
  readonly content_hash: string | null;
};

const NONE: readonly null[] = CONTAINED_COLUMNS.split(",").map(() => null);

/** Values for `CONTAINED_COLUMNS`; of a file only how it was sent. */
export function containedValues({ contained, sentAs }: Message): readonly unknown[] {
  if (contained !== undefined) return insideValues(contained);
  if (sentAs === undefined) return NONE;
  const { sender, recipient, interchange } = sentAs;
  return [null, null, null, null, null, null, null, sender, recipient, interchange, null];
}

function insideValues(inside: Contained): readonly unknown[] {
  const { fileId, row, offset, length, type, version, reference } = inside;
  const { sender, recipient, interchange, contentHash } = inside;
  const outside = [type, version, reference, sender, recipient, interchange];
  return [fileId, row, offset, length, ...outside, contentHash];
}

/** What a message inside a file has, or an interchange that was sent. */
export function containedOf(row: ContainedRow): Pick<Message, "contained" | "sentAs"> {
  if (row.file_id === null) {
    const { sender, recipient, interchange } = row;
    if (sender === null || recipient === null || interchange === null) return {};
    return { sentAs: { interchange, sender, recipient } };
  }
  return {
    contained: {
      fileId: row.file_id,
      row: row.file_row ?? 0,
      offset: Number(row.byte_from),
      length: Number(row.byte_length),
      type: row.message_type ?? "",
      version: row.message_version ?? "",
      reference: row.reference ?? "",
      sender: row.sender ?? "",
      recipient: row.recipient ?? "",
      interchange: row.interchange ?? "",
      contentHash: row.content_hash,
    },
  };
}
