/**
 * Cuts bytes into segments, elements and components: offsets in typed arrays, no object for a segment.
 * Holds one batch and the segment in the making; what segments mean is not asked here.
 */
import {
  ALWAYS,
  CARRIAGE_RETURN,
  CHECKED,
  doubtsOf,
  ELEMENT,
  FLAGS_SHIFT,
  flagsOfReleased,
  HAS_DOUBT,
  HAS_HIGH,
  HAS_RETURN,
  HAS_SUSPECT,
  HEAD_WORDS,
  HIGH,
  IN_PAIRS,
  IS_DATA,
  isBlank,
  isContinuation,
  isLineEnd,
  kindsOf,
  LINE_END,
  LINE_FEED,
  PAUSES,
  PLAIN,
  RELEASE,
  REPEATS,
  REPETITION,
  separates,
  TAG_BYTES,
  TERMINATOR,
} from "./byte-kinds.ts";
import type { Charset } from "./charsets.ts";
import { type CutState, type FastCut, fastCut } from "./fast-cut.ts";
import type { Latin1Buffer } from "./latin1.ts";
import { BATCH_BYTES, MAX_SEGMENT_BYTES } from "./limits.ts";
import type { Separators } from "./separators.ts";
import { isDataTag, tagAt } from "./tags.ts";
import { copyWindow, type Window, windowOf } from "./window.ts";

/** The window grows up to a segment in the making and a batch. */
const FIRST_BYTES = 1_024;
const MOST_BYTES = MAX_SEGMENT_BYTES + 2 * BATCH_BYTES;
/** Inputs that are shorter are not worth a memory of their own. */
const FAST_FROM_BYTES = BATCH_BYTES;
const LOOKED_AT = CHECKED | IS_DATA;
const WORD_BYTES = 4;

/**
 * The window and the segments cut from it. Segment `s` starts at `starts[s]`; its elements, the tag
 * being the first, are `firstElement[s]` to `firstElement[s + 1] - 1`; element `e` has the components
 * `firstComponent[e]` to `firstComponent[e + 1] - 1`; component `c` ends at `ends[c] & OFFSET_MASK`.
 */
export class Tokens implements CutState, Window {
  bytes: Latin1Buffer;
  ends: Uint32Array;
  firstComponent: Uint32Array;
  firstElement: Uint32Array;
  starts: Uint32Array;
  lines: Float64Array;
  /** Flags of all components of the segment together. */
  flags: Uint32Array;
  /** The first sixteen bytes of each segment, zeros behind its terminator, as four words. */
  heads: Int32Array;
  kinds: Uint8Array;
  doubts: Uint8Array;
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
  /** Components and elements so far; flags of the component and the segment in the making. */
  components = 0;
  elements = 0;
  open = 0;
  openAll = 0;
  readonly #fastFrom: number;
  #fast: FastCut | undefined;
  #isSlow = true;
  #beforeMoving: (() => void) | undefined;

  /** From `fastFrom` bytes of input on many bytes are looked at at once, where that can be had. */
  constructor(marks: Separators, fastFrom = FAST_FROM_BYTES) {
    this.kinds = kindsOf(marks, undefined);
    this.doubts = doubtsOf(undefined);
    this.terminator = marks.terminator;
    this.#fastFrom = fastFrom;
    const window = windowOf(FIRST_BYTES);
    this.bytes = window.bytes;
    this.ends = window.ends;
    this.firstComponent = window.firstComponent;
    this.firstElement = window.firstElement;
    this.starts = window.starts;
    this.lines = window.lines;
    this.flags = window.flags;
    this.heads = window.heads;
  }

  use(marks: Separators, charset: Charset | undefined): void {
    this.kinds = kindsOf(marks, charset);
    this.doubts = doubtsOf(charset);
    this.terminator = marks.terminator;
    const { component, element, release, repetition } = marks;
    this.#cutsAtLineEnds = [component, element, release, repetition].includes(LINE_END);
    this.#fast?.use(this.kinds, this.doubts);
  }

  /** Room for that many bytes behind the segment in the making; whole segments must be taken. */
  append(bytes: Uint8Array): void {
    if (this.#isSlow && this.before + this.end + bytes.length >= this.#fastFrom) this.#hasten();
    if (this.end + bytes.length >= this.bytes.length) {
      this.#willMove();
      this.#compact();
      this.#grow(this.end + bytes.length);
    }
    this.bytes.set(bytes, this.end);
    this.end += bytes.length;
  }

  /** The memory that the window is in, if programs can run on it. */
  get memory(): FastCut | undefined {
    return this.#fast;
  }

  /** Calls once, before the bytes of the window move; of several the last. */
  beforeMoving(call: () => void): void {
    this.#beforeMoving = call;
  }

  /** Offset in the window of the segment in the making. */
  get start(): number {
    return this.starts[this.segments] ?? 0;
  }

  /**
   * Passes over blanks and line ends between segments, empty segments of them alone, and inside an
   * interchange none that separates; true when a byte of a segment is there.
   */
  skipBlanks(isInside: boolean): boolean {
    const { bytes, kinds } = this;
    let at = this.at;
    for (; at < this.end; at += 1) {
      const byte = bytes[at] ?? 0;
      if (!isBlank(byte)) break;
      if (isInside && separates(kinds[byte] ?? 0)) break;
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
    this.ends.copyWithin(0, component, this.components);
    for (let element = from; element <= this.elements; element += 1)
      this.firstComponent[element - from] = (this.firstComponent[element] ?? 0) - component;
    this.components -= component;
    this.elements -= from;
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
      if (!this.#cutFast(most)) this.#cutSegments(this.#fast === undefined ? most : segments + 1);
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
    let components = this.components;
    let elements = this.elements;
    let open = this.open;
    let all = this.openAll;
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
        at += 1 + ((flags >>> FLAGS_SHIFT) & 1);
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
      this.#note(segments, at, this.#leaveReturn(components - 1, all));
      all = 0;
      segments += 1;
      firstElement[segments] = elements;
      starts[segments] = at;
      lines[segments] = this.line;
      if (segments >= most || PAUSES[bytes[at] as number] === 1) break;
    }
    this.at = at;
    this.segments = segments;
    this.components = components;
    this.elements = elements;
    this.open = open;
    this.openAll = all;
  }

  /** Line ends right behind a terminator. */
  #passLineEnds(): void {
    const { bytes, kinds, end } = this;
    let { at } = this;
    if (at !== this.start) return;
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (!isLineEnd(byte) || (kinds[byte] as number) < HIGH) break;
      if (byte === LINE_END) this.line += 1;
    }
    this.#begin(at);
  }

  /** What a byte that is neither plain nor a separator says of its component; 0: more bytes needed. */
  #unusual(kind: number, at: number): number {
    if (kind === LINE_FEED) this.line += 1;
    if (kind === HIGH) return this.#isInDoubt(at) ? HAS_HIGH | HAS_DOUBT : HAS_HIGH;
    const mayReturn = this.bytes[at] === CARRIAGE_RETURN && this.terminator === LINE_END;
    if (kind !== RELEASE && !mayReturn) return HAS_HIGH | HAS_SUSPECT;
    if (at + 1 >= this.end) return 0;
    const byte = this.bytes[at + 1] as number;
    if (kind !== RELEASE) return byte === LINE_END ? HAS_RETURN : HAS_HIGH | HAS_SUSPECT;
    const released = this.kinds[byte] as number;
    if (byte === LINE_END && !this.#cutsAtLineEnds) this.line += 1;
    return flagsOfReleased(released);
  }

  /** The carriage return before a line end that ends segments is no part of the last component. */
  #leaveReturn(component: number, flags: number): number {
    if ((flags & HAS_RETURN) === 0) return flags;
    this.ends[component] = ((this.ends[component] as number) & ~HAS_RETURN) - 1;
    return flags & ~HAS_RETURN;
  }

  #isInDoubt(at: number): boolean {
    const doubt = this.doubts[this.bytes[at] as number];
    const isPair = at + 1 >= this.end || isContinuation(this.bytes[at + 1] as number);
    return doubt === ALWAYS || (doubt === IN_PAIRS && isPair);
  }

  /** Flags and head of a segment that ends before `behind`. */
  #note(segment: number, behind: number, flags: number): void {
    const { bytes, kinds, heads } = this;
    const start = this.starts[segment] as number;
    const mark = kinds[bytes[start + TAG_BYTES] as number];
    const isShort = behind - start <= MAX_SEGMENT_BYTES;
    const hasTag = (mark === ELEMENT || mark === TERMINATOR) && isDataTag(tagAt(bytes, start));
    this.flags[segment] = isShort && hasTag ? flags | IS_DATA : flags;
    for (let word = 0; word < HEAD_WORDS; word += 1) {
      const from = start + WORD_BYTES * word;
      const to = Math.min(from + WORD_BYTES, behind);
      let value = 0;
      for (let at = to - 1; at >= from; at -= 1) value = (value << 8) | (bytes[at] as number);
      heads[HEAD_WORDS * segment + word] = value;
    }
  }

  /** How many segments from here on are data and have nothing to be found. */
  dataRun(from: number): number {
    const { flags, segments } = this;
    let segment = from;
    while (segment < segments && ((flags[segment] as number) & LOOKED_AT) === IS_DATA) segment += 1;
    return segment - from;
  }

  /** Cuts many bytes at once; false where the plain loop must go on. */
  #cutFast(most: number): boolean {
    const isUsual = !this.#cutsAtLineEnds && this.terminator !== LINE_END;
    return isUsual && this.#fast?.cut(this, most) === true;
  }

  /** Takes a memory in which many bytes are looked at at once, if there is one. */
  #hasten(): void {
    this.#isSlow = false;
    const fast = fastCut();
    if (fast === undefined) return;
    this.#willMove();
    this.#moveTo(fast);
    fast.use(this.kinds, this.doubts);
    this.#fast = fast;
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
    this.elements = this.firstElement[this.segments] ?? 0;
    this.components = this.firstComponent[this.elements] ?? 0;
    this.open = 0;
    this.openAll = 0;
  }

  #willMove(): void {
    this.#beforeMoving?.();
    this.#beforeMoving = undefined;
  }

  #grow(needed: number): void {
    if (needed < this.bytes.length) return;
    this.#moveTo(windowOf(Math.min(2 * needed, MOST_BYTES)));
  }

  #moveTo(window: Window): void {
    copyWindow(this, window, this);
    Object.assign(this, window);
  }

  /** Moves the segment in the making to the front of the window. */
  #compact(): void {
    const shift = this.start;
    this.bytes.copyWithin(0, shift, this.end);
    for (let component = 0; component < this.components; component += 1)
      this.ends[component] = (this.ends[component] ?? 0) - shift;
    this.before += shift;
    this.end -= shift;
    this.at -= shift;
    this.starts[0] = 0;
  }
}
