/** What a byte is where segments are cut, and what the cutting notes of components and segments. */
import { type Charset, isControl } from "./charsets.ts";
import type { Separators } from "./separators.ts";

/** What a byte is. Order matters: everything from HIGH on is text. */
export const PLAIN = 0;
export const COMPONENT = 1;
export const REPETITION = 2;
export const ELEMENT = 3;
export const TERMINATOR = 4;
export const RELEASE = 5;
export const HIGH = 6;
export const SUSPECT = 7;
export const LINE_FEED = 8;

/** Low bits of a component's end are its offset in the window; the others say what it holds. */
export const OFFSET_MASK = 0x00ff_ffff;
export const HAS_RELEASE = 0x0100_0000;
export const HAS_HIGH = 0x0200_0000;
export const HAS_SUSPECT = 0x0400_0000;
/** It ends with a repetition separator. */
export const REPEATS = 0x0800_0000;
/** Of a segment: it has the tag of none that is UNx, and is not too long. */
export const IS_DATA = 0x1000_0000;
/** Its bytes over 127 may be other than the set has it. */
export const HAS_DOUBT = 0x2000_0000;
/** While it is cut: a carriage return, part of the line end that ends the segment, is no part of it. */
export const HAS_RETURN = 0x4000_0000;
/** Characters of a segment that has none of these need no look. */
export const CHECKED = HAS_SUSPECT | HAS_DOUBT;
/** The lowest of these bits. */
export const FLAGS_SHIFT = 24;

/** Bytes of a segment's beginning that are kept apart, and their number as four-byte words. */
export const HEAD_BYTES = 16;
export const HEAD_WORDS = 4;

/** The first letter of service segments, which may change the marks. */
export const LETTER_U = 0x55;
/** First byte of the byte order mark in UTF-8. */
export const MARK_LEAD = 0xef;
export const LAST_BLANK = 0x20;
export const CARRIAGE_RETURN = 0x0d;
export const LINE_END = 0x0a;
const TAB = 0x09;
export const TAG_BYTES = 3;
/** First byte that may lead a sequence of UTF-8. */
export const FIRST_LEAD = 0xc2;

/** Behind a segment, bytes at which it must be asked what comes: blanks, line ends, U, a mark. */
export const PAUSES = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= LAST_BLANK || byte === LETTER_U || byte === MARK_LEAD ? 1 : 0,
);

/** The kind of every byte under these marks and this set; without a set only controls are suspect. */
export function kindsOf(marks: Separators, charset: Charset | undefined): Uint8Array {
  const kinds = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte += 1) {
    const isDoubtful =
      charset === undefined
        ? byte < 0x20
        : isControl(byte, charset) || charset.unassigned[byte] === 1;
    kinds[byte] = isDoubtful ? SUSPECT : byte < 0x80 ? PLAIN : HIGH;
  }
  kinds[LINE_END] = LINE_FEED;
  for (const [mark, kind] of [
    [marks.release, RELEASE],
    [marks.repetition, REPETITION],
    [marks.component, COMPONENT],
    [marks.element, ELEMENT],
    [marks.terminator, TERMINATOR],
  ] as const)
    if (mark >= 0) kinds[mark] = kind;
  return kinds;
}

/** Whether a byte over 127 is in doubt: where a continuation of UTF-8 follows it, or always. */
export const IN_PAIRS = 1;
export const ALWAYS = 2;

/** By byte, whether it is in doubt. In sets of one byte besides ISO 8859-1 pairs come by chance. */
export function doubtsOf(charset: Charset | undefined): Uint8Array {
  if (charset?.kind !== "single") return new Uint8Array(256).fill(ALWAYS);
  const doubts = new Uint8Array(256);
  return charset.isLatin1 ? doubts.fill(IN_PAIRS, FIRST_LEAD) : doubts;
}

/** A byte that goes on a sequence of UTF-8. */
export function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** What a component holds because of a release character, by the kind of the byte behind it. */
export function flagsOfReleased(kind: number): number {
  const suspect = kind === PLAIN || kind > RELEASE ? HAS_SUSPECT : 0;
  return HAS_RELEASE | suspect | (kind > RELEASE ? HAS_HIGH : 0);
}

/** Whether a byte of this kind divides what is inside a segment, or releases. */
export function separates(kind: number): boolean {
  return kind > PLAIN && kind <= RELEASE && kind !== TERMINATOR;
}

export function isLineEnd(byte: number): boolean {
  return byte === LINE_END || byte === CARRIAGE_RETURN;
}

/** May stand between segments. */
export function isBlank(byte: number): boolean {
  return byte === LAST_BLANK || byte === TAB || isLineEnd(byte);
}
