/**
 * How every reader of input works: bytes are pushed in slices, rows and findings come back, and
 * nothing is kept but the row in the making. A fault of one row never loses the rows beside it.
 */
import type { Finding } from "#base/result.ts";
import { SLICE_BYTES } from "./limits.ts";

/** One row, declaration or message of an input and the exact bytes it was read from. */
export type Row<T> = {
  /** 1-based number of its first data row, header not counted. */
  readonly row: number;
  /** 1-based line of the text it starts on. */
  readonly line: number;
  /** 0-based byte offset of its first byte and the number of bytes up to its last. */
  readonly offset: number;
  readonly length: number;
  /** Elements from the root to the row, in XML. */
  readonly path?: string;
  /** Present if and only if no finding is an error. */
  readonly value: T | undefined;
  readonly findings: readonly Finding[];
  /** What is written on its outside, where a row is a message. */
  readonly envelope?: MessageEnvelope;
};

/** The outside of a message, readable even where its content is not. */
export type MessageEnvelope = {
  /** As its standard names it: `PREDES`, `CEB621`. */
  readonly type: string;
  /** Version and release as written, or an edition. */
  readonly version: string;
  /** The sender's own reference, unique in its interchange. */
  readonly reference: string;
  readonly sender: string;
  readonly recipient: string;
  /** Reference of the interchange around it; empty where it has none. */
  readonly interchange: string;
  /** Name and version of the profile that read it. */
  readonly profile?: string;
};

/** What one slice gave. */
export type Portion<T> = {
  readonly rows: readonly Row<T>[];
  /** Faults of the file as a whole, such as a missing column. */
  readonly findings: readonly Finding[];
  /** From here on nothing could be read: the bytes from this offset go to suspense. */
  readonly unreadFrom?: number;
};

/**
 * Takes bytes in any slices: the same bytes give the same rows however they are cut. Never throws.
 * A slice must not be changed by its giver before the next one has been pushed.
 */
export type Reader<T> = {
  readonly push: (bytes: Uint8Array) => Portion<T>;
  readonly end: () => Portion<T>;
};

/** Reads a whole input slice by slice; at most the rows of one slice are in memory. */
export async function* readInput<T>(
  reader: Reader<T>,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Portion<T>> {
  for await (const bytes of source)
    for (let from = 0; from < bytes.length; from += SLICE_BYTES)
      yield reader.push(bytes.subarray(from, from + SLICE_BYTES));
  yield reader.end();
}

/** Reads bytes that are in memory anyway, all at once. */
export function readBytes<T>(reader: Reader<T>, bytes: Uint8Array): Portion<T> {
  const first = reader.push(bytes);
  const last = reader.end();
  const unreadFrom = first.unreadFrom ?? last.unreadFrom;
  const rows = [...first.rows, ...last.rows];
  const findings = [...first.findings, ...last.findings];
  return unreadFrom === undefined ? { rows, findings } : { rows, findings, unreadFrom };
}
