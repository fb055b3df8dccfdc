/**
 * Reads a kept message as a stream: which format it is, its rows in parts of a bounded size, and the
 * faults of the file as a whole. What becomes of the rows is not decided here.
 */
import type { Finding } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { OpenOptions } from "#standards/messages/edifact-rows.ts";
import { type Format, type InputValue, recognise } from "#standards/messages/index.ts";
import { RECOGNISE_HEAD_BYTES } from "#standards/messages/limits.ts";
import { type Row, readInput } from "#standards/messages/reading.ts";
import type { Blobs } from "./ports.ts";

/** Rows that are done in one transaction at most. */
export const PART_ROWS = 1_000;
/** Rows of one message; what follows is left unread with a finding, so cut larger files. */
export const MESSAGE_ROWS_LIMIT = 2_000_000;

/** The name of the format of bytes that no reader knows. */
export const UNKNOWN_FORMAT = "unknown";

/** Where a message's bytes lie. */
export type Kept = { readonly blobHash: string; readonly blobKeyId: Id };

/** Rows that go together: by default those whose numbers fall into the same thousand. */
export type PartOfRows = { readonly part: number; readonly rows: readonly Row<InputValue>[] };

/** The format of a kept message, or why it is none that we read. */
export async function recogniseKept(
  blobs: Blobs,
  kept: Kept,
): Promise<{ readonly format: Format | undefined; readonly findings: readonly Finding[] }> {
  const head: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of blobs.get(kept.blobKeyId, kept.blobHash)) {
    head.push(bytes);
    length += bytes.length;
    if (length >= RECOGNISE_HEAD_BYTES) break;
  }
  return recognise(Buffer.concat(head));
}

/** How many rows a part has, and what the reader of the format is handed. */
export type PartSize = { readonly rows: number; readonly options?: OpenOptions };

/**
 * The rows of a message in parts: the same bytes give the same parts. Findings of the file as a whole
 * are handed to `onFinding` as they are met. At most one slice's rows and one part are in memory.
 */
export async function* readParts(
  blobs: Blobs,
  kept: Kept,
  format: Format,
  onFinding: (finding: Finding) => void,
  { rows: partRows, options }: PartSize = { rows: PART_ROWS },
): AsyncGenerator<PartOfRows> {
  let part = 0;
  let rows: Row<InputValue>[] = [];
  let count = 0;
  let full = false;
  for await (const portion of readInput(
    format.open(options),
    blobs.get(kept.blobKeyId, kept.blobHash),
  )) {
    portion.findings.forEach(onFinding);
    for (const row of portion.rows) {
      const its = Math.max(part, Math.floor((row.row - 1) / partRows));
      if (its !== part && rows.length > 0) {
        yield { part, rows };
        rows = [];
      }
      part = its;
      full = count === MESSAGE_ROWS_LIMIT;
      if (full) {
        onFinding(tooManyRows(row));
        break;
      }
      count += 1;
      rows.push(row);
    }
    if (full || portion.unreadFrom !== undefined) break;
  }
  if (rows.length > 0) yield { part, rows };
}

function tooManyRows({ row, line }: Row<InputValue>): Finding {
  const at = { row, line };
  const expected = String(MESSAGE_ROWS_LIMIT);
  return { code: "message/too-many-rows", severity: "error", at, expected };
}
