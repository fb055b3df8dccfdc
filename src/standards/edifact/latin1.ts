/**
 * ISO 8859-1 by the fastest way the engine has: Node's own buffer methods, which its types leave out.
 */

/** A buffer whose bytes become text, or take it, one byte a character. */
export type Latin1Buffer = Buffer & {
  latin1Slice: (from: number, to: number) => string;
  /** Answers the number of bytes written; characters over U+00FF lose their upper half. */
  latin1Write: (text: string, at: number) => number;
};

/** A buffer of zeros. */
export function latin1Buffer(size: number): Latin1Buffer {
  return Buffer.alloc(size) as Latin1Buffer;
}

/** A buffer of any bytes, for who writes all that is read of it. */
export function rawBuffer(size: number): Latin1Buffer {
  return Buffer.allocUnsafeSlow(size) as Latin1Buffer;
}

/** Text of bytes: every byte is a character. */
export function decodeLatin1(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) as Latin1Buffer;
  return buffer.latin1Slice(0, bytes.length);
}
