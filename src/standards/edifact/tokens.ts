/**
 * Cuts bytes into segments, elements and components: offsets in typed arrays, no object for a segment.
 * Holds one batch and the segment in the making; what segments mean is not asked here.
 */
import { type Charset, isControl } from "./charsets.ts";
import { type Latin1Buffer, latin1Buffer } from "./latin1.ts";
import { BATCH_BYTES, MAX_SEGMENT_BYTES } from "./limits.ts";
import type { Separators } from "./separators.ts";

/** What a byte is in the cutting loop. Order matters: everything from HIGH on is text. */
const PLAIN = 0;
const COMPONENT = 1;
const REPETITION = 2;
const ELEMENT = 3;
const TERMINATOR = 4;
const RELEASE = 5;
const HIGH = 6;
const SUSPECT = 7;
const LINE_FEED = 8;

/** Low bits of a component's end are its offset in the window; the others say what it holds. */
export const OFFSET_MASK = 0x00ff_ffff;
export const HAS_RELEASE = 0x0100_0000;
const RELEASE_BIT = 24;
export const HAS_HIGH = 0x0200_0000;
export const HAS_SUSPECT = 0x0400_0000;
/** It ends with a repetition separator. */
export const REPEATS = 0x0800_0000;

/** The window grows up to a segment in the making and a batch. */
const FIRST_BYTES = 1_024;
const MOST_BYTES = MAX_SEGMENT_BYTES + 2 * BATCH_BYTES;
/** The first letter of service segments, which may change the marks. */
export const LETTER_U = 0x55;
const LAST_BLANK = 0x20;
const TAB = 0x09;
const CARRIAGE_RETURN = 0x0d;
const LINE_END = 0x0a;

/** First byte of the byte order mark in UTF-8. */
export const MARK_LEAD = 0xef;

/** Behind a segment, bytes at which it must be asked what comes: blanks, line ends, U, a mark. */
const PAUSES = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte <= LAST_BLANK || byte === LETTER_U || byte === MARK_LEAD ? 1 : 0,
);

/** The class of every byte under these marks and this set; without a set only controls are suspect. */
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

/**
 * The window and the segments cut from it. Segment `s` starts at `starts[s]`; its elements, the tag
 * being the first, are `firstElement[s]` to `firstElement[s + 1] - 1`; element `e` has the components
 * `firstComponent[e]` to `firstComponent[e + 1] - 1`; component `c` ends at `ends[c] & OFFSET_MASK`.
 */
export class Tokens {
  bytes: Latin1Buffer = latin1Buffer(FIRST_BYTES + 1);
  ends = new Uint32Array(FIRST_BYTES + 2);
  firstComponent = new Uint32Array(FIRST_BYTES + 2);
  firstElement = new Uint32Array(FIRST_BYTES + 2);
  starts = new Uint32Array(FIRST_BYTES + 2);
  lines = new Float64Array(FIRST_BYTES + 2);
  /** Flags of all components of the segment together. */
  flags = new Uint32Array(FIRST_BYTES + 2);
  kinds: Uint8Array;
  terminator: number;
  /** Whole segments waiting to be taken. */
  segments = 0;
  /** Bytes of input before the window. */
  before = 0;
  /** Used bytes of the window. */
  end = 0;
  /** Where cutting goes on. */
  at = 0;
  /** 1-based line at `at`. */
  line = 1;
  /** A line end is a separator inside segments: it is counted when its segment is whole. */
  #cutsAtLineEnds = false;
  #components = 0;
  #elements = 0;
  #open = 0;
  #openAll = 0;
  #beforeMoving: (() => void) | undefined;

  constructor(marks: Separators) {
    this.kinds = kindsOf(marks, undefined);
    this.terminator = marks.terminator;
  }

  use(marks: Separators, charset: Charset | undefined): void {
    this.kinds = kindsOf(marks, charset);
    this.terminator = marks.terminator;
    const { component, element, release, repetition } = marks;
    this.#cutsAtLineEnds = [component, element, release, repetition].includes(LINE_END);
  }

  /** Room for that many bytes behind the segment in the making; whole segments must be taken. */
  append(bytes: Uint8Array): void {
    if (this.end + bytes.length >= this.bytes.length) {
      this.#beforeMoving?.();
      this.#beforeMoving = undefined;
      this.#compact();
      this.#grow(this.end + bytes.length);
    }
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** Calls once, before the bytes of the window move; of several the last. */
  beforeMoving(call: () => void): void {
    this.#beforeMoving = call;
  }

  /** Offset in the window of the segment in the making. */
  get start(): number {
    return this.starts[this.segments] ?? 0;
  }

  /** Passes over blanks and line ends between segments; true when a byte of a segment is there. */
  skipBlanks(): boolean {
    const { bytes, kinds } = this;
    let at = this.at;
    for (; at < this.end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (byte > LAST_BLANK || !isBlank(byte) || isMark(kinds[byte] ?? 0)) break;
      if (byte === LINE_END) this.line += 1;
    }
    this.#begin(at);
    return at < this.end;
  }

  /** Passes over that many bytes at a segment's start. */
  skip(count: number): void {
    for (let at = this.at; at < this.at + count; at += 1)
      if (this.bytes[at] === LINE_END) this.line += 1;
    this.#begin(this.at + count);
  }

  /** Gives up the segment in the making; its bytes up to the end of the window are passed over. */
  drop(): void {
    this.#restart();
    if (this.#cutsAtLineEnds) this.line += this.#lineEnds(this.start, this.at);
    this.#begin(this.at);
  }

  /** The whole segments have been taken: the one in the making becomes the first. */
  taken(): void {
    if (this.segments === 0) return;
    const from = this.firstElement[this.segments] ?? 0;
    const component = this.firstComponent[from] ?? 0;
    const start = this.start;
    const line = this.lines[this.segments] ?? 1;
    this.ends.copyWithin(0, component, this.#components);
    for (let element = from; element <= this.#elements; element += 1)
      this.firstComponent[element - from] = (this.firstComponent[element] ?? 0) - component;
    this.#components -= component;
    this.#elements -= from;
    this.segments = 0;
    this.firstElement[0] = 0;
    this.starts[0] = start;
    this.lines[0] = line;
  }

  /**
   * Cuts on from `at`, which is inside a segment or at the start of one, until the window ends or,
   * behind a whole segment, where one with U at its start or blanks begin, or `most` are cut.
   */
  cut(most: number): void {
    // The byte behind the window stops the inner loop.
    this.bytes[this.end] = this.terminator;
    let { segments } = this;
    for (;;) {
      this.#cutSegments(most);
      if (segments === this.segments) return;
      if (this.#cutsAtLineEnds) this.#countLines(segments);
      segments = this.segments;
      this.#passLineEnds();
      const next = this.bytes[this.at] as number;
      if (this.at >= this.end || PAUSES[next] === 1 || segments >= most) return;
    }
  }

  /** Cuts until the window ends, `most` segments are whole, or behind one of them a pause stands. */
  #cutSegments(most: number): void {
    const { bytes, kinds, ends, firstComponent, firstElement, starts, lines, end } = this;
    const lineStep = this.terminator === LINE_END ? 1 : 0;
    let { at, segments } = this;
    let components = this.#components;
    let elements = this.#elements;
    let open = this.#open;
    let all = this.#openAll;
    for (;;) {
      let kind = kinds[bytes[at] as number] as number;
      while (kind === PLAIN) {
        at += 1;
        kind = kinds[bytes[at] as number] as number;
      }
      if (at >= end) break;
      if (kind > TERMINATOR) {
        const flags = this.#unusual(kind, at);
        if (flags === 0) break;
        open |= flags;
        at += 1 + ((flags & HAS_RELEASE) >>> RELEASE_BIT);
        continue;
      }
      if (kind === REPETITION) open |= REPEATS;
      ends[components] = at | open;
      all |= open;
      open = 0;
      components += 1;
      at += 1;
      if (kind < ELEMENT) continue;
      elements += 1;
      firstComponent[elements] = components;
      if (kind === ELEMENT) continue;
      this.line += lineStep;
      this.flags[segments] = all;
      all = 0;
      segments += 1;
      firstElement[segments] = elements;
      starts[segments] = at;
      lines[segments] = this.line;
      if (segments >= most || PAUSES[bytes[at] as number] === 1) break;
    }
    this.at = at;
    this.segments = segments;
    this.#components = components;
    this.#elements = elements;
    this.#open = open;
    this.#openAll = all;
  }

  /** Line ends right behind a terminator. */
  #passLineEnds(): void {
    const { bytes, kinds, end } = this;
    let { at } = this;
    if (at !== this.start) return;
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (byte !== LINE_END && byte !== CARRIAGE_RETURN) break;
      if ((kinds[byte] as number) < HIGH) break;
      if (byte === LINE_END) this.line += 1;
    }
    this.#begin(at);
  }

  /** What a byte that is neither plain nor a separator says of its component; 0: more bytes needed. */
  #unusual(kind: number, at: number): number {
    if (kind === LINE_FEED) this.line += 1;
    if (kind === HIGH) return HAS_HIGH;
    if (kind !== RELEASE) return HAS_HIGH | HAS_SUSPECT;
    if (at + 1 >= this.end) return 0;
    const byte = this.bytes[at + 1] as number;
    const released = this.kinds[byte] as number;
    if (byte === LINE_END && !this.#cutsAtLineEnds) this.line += 1;
    const suspect = released === PLAIN || released > RELEASE ? HAS_SUSPECT : 0;
    return HAS_RELEASE | suspect | (released > RELEASE ? HAS_HIGH : 0);
  }

  /** The lines of segments from this one on, by the separators in them that are line ends. */
  #countLines(first: number): void {
    const { starts, lines } = this;
    for (let segment = first; segment < this.segments; segment += 1) {
      this.line += this.#lineEnds(starts[segment] as number, starts[segment + 1] as number);
      lines[segment + 1] = this.line;
    }
  }

  #lineEnds(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at += 1) if (this.bytes[at] === LINE_END) count += 1;
    return count;
  }

  #begin(at: number): void {
    this.at = at;
    this.starts[this.segments] = at;
    this.lines[this.segments] = this.line;
  }

  #restart(): void {
    this.#elements = this.firstElement[this.segments] ?? 0;
    this.#components = this.firstComponent[this.#elements] ?? 0;
    this.#open = 0;
    this.#openAll = 0;
  }

  #grow(needed: number): void {
    if (needed < this.bytes.length) return;
    const size = Math.min(2 * needed, MOST_BYTES);
    this.bytes = grown(latin1Buffer(size + 1), this.bytes);
    this.ends = grown(new Uint32Array(size + 2), this.ends);
    this.firstComponent = grown(new Uint32Array(size + 2), this.firstComponent);
    this.firstElement = grown(new Uint32Array(size + 2), this.firstElement);
    this.starts = grown(new Uint32Array(size + 2), this.starts);
    this.lines = grown(new Float64Array(size + 2), this.lines);
    this.flags = grown(new Uint32Array(size + 2), this.flags);
  }

  /** Moves the segment in the making to the front of the window. */
  #compact(): void {
    const shift = this.start;
    this.bytes.copyWithin(0, shift, this.end);
    for (let component = 0; component < this.#components; component += 1)
      this.ends[component] = (this.ends[component] ?? 0) - shift;
    this.before += shift;
    this.end -= shift;
    this.at -= shift;
    this.starts[0] = 0;
  }
}

function grown<T extends { set: (from: T) => void }>(to: T, from: T): T {
  to.set(from);
  return to;
}

function isBlank(byte: number): boolean {
  return byte === LAST_BLANK || byte === LINE_END || byte === CARRIAGE_RETURN || byte === TAB;
}

function isMark(kind: number): boolean {
  return kind > PLAIN && kind <= RELEASE;
}
