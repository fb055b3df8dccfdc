/**
 * ISO 8859-1 by the fastest way the engine has: Node's own buffer methods, which its types leave out.
 */

/** A buffer whose bytes become text, or take it, one byte a character. */
export type Latin1Buffer = Buffer & {
  latin1Slice: (from: number, to: number) => string;
  /** Answers the number of bytes written; characters over U+00FF lose their upper half. */
  latin1Write: (text: string, at: number) => number;
};

/** Slices of a text that are longer keep all of it alive. */
const LONGEST_COPIED = 12;
let scratch: Latin1Buffer | undefined;

/** Characters of a text up to U+00FF, as a text that stands on its own. */
export function ownSlice(text: string, from: number, to: number): string {
  const slice = text.slice(from, to);
  if (slice.length <= LONGEST_COPIED) return slice;
  if (scratch === undefined || scratch.length < slice.length)
    scratch = latin1Buffer(2 * slice.length);
  scratch.latin1Write(slice, 0);
  return scratch.latin1Slice(0, slice.length);
}

/** A buffer of zeros. */
export function latin1Buffer(size: number): Latin1Buffer {
  return Buffer.alloc(size) as Latin1Buffer;
}

/** Text of bytes: every byte is a character. */
export function decodeLatin1(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) as Latin1Buffer;
  return buffer.latin1Slice(0, bytes.length);
}
