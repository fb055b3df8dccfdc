/**
 * The segment that is being handed out, read in place from the window of tokens. One object serves a
 * whole input; texts are made only when they are asked for.
 */
import type { FindingPlace } from "#base/result.ts";
import { HAS_HIGH, HAS_RELEASE, OFFSET_MASK, REPEATS, TAG_BYTES } from "./byte-kinds.ts";
import type { Charset } from "./charsets.ts";
import { decodeLatin1, latin1Buffer } from "./latin1.ts";
import type { Separators } from "./separators.ts";
import { ShortTexts } from "./short-texts.ts";
import type { SegmentCursor } from "./sink.ts";
import type { Tokens } from "./tokens.ts";

/** Where in the interchange the input is: what a place says besides the segment. */
export type Surroundings = {
  interchange: number;
  interchangeRef: string;
  /** 0 outside a message. */
  message: number;
  messageRef: string;
  /** 1-based, in the message or, outside, in the interchange. */
  position: number;
};

const SPECIAL = HAS_HIGH | HAS_RELEASE;
/** Shorter slices are copied by the engine; longer ones would keep the whole batch alive. */
const LONGEST_COPIED = 12;
const SHORT_BYTES = 4;
/** From so many on a slice of the whole batch costs less than each made alone. */
const MANY_TEXTS = 64;
const HASH = 0x9e37_79b1;
const TAG_SLOTS = 256;
/** Leaves as many bits of a hash as the slots need. */
const TAG_SHIFT = 24;
const DIGIT_0 = 0x30;
const MINUS = 0x2d;
const MAX_DIGITS = 15;

export class Cursor implements SegmentCursor {
  readonly #tokens: Tokens;
  readonly #around: Surroundings;
  readonly #tagKeys = new Int32Array(TAG_SLOTS);
  readonly #tagTexts: string[] = Array.from({ length: TAG_SLOTS }, () => "");
  readonly #shortTexts = new ShortTexts();
  #marks: Separators | undefined;
  #charset: Charset | undefined;
  #release = -1;
  #segment = 0;
  #first = 0;
  #code = 0;
  #batch: string | undefined;
  #batchFrom = 0;
  /** How many texts of the batch have been asked for. */
  #asked = 0;
  #scratch = latin1Buffer(SHORT_BYTES);

  constructor(tokens: Tokens, around: Surroundings) {
    this.#tokens = tokens;
    this.#around = around;
  }

  use(marks: Separators, charset: Charset | undefined): void {
    this.#marks = marks;
    this.#release = marks.release;
    this.#charset = charset;
  }

  /** The marks in force; undefined before any interchange. */
  get marks(): Separators | undefined {
    return this.#marks;
  }

  get charset(): Charset | undefined {
    return this.#charset;
  }

  /** Where the segment stands, for who reads it in place. */
  get window(): Tokens {
    return this.#tokens;
  }

  /** Its first element in the window. */
  get firstElement(): number {
    return this.#first;
  }

  /** New segments have been cut: the window's content has moved. */
  renew(): void {
    this.#batch = undefined;
    this.#asked = 0;
  }

  /** Puts the cursor on a segment of the batch; answers its tag as a number, see `tagCode`. */
  moveTo(segment: number): number {
    const { bytes, starts, ends, firstComponent, firstElement } = this.#tokens;
    const element = firstElement[segment] as number;
    const start = starts[segment] as number;
    const component = firstComponent[element] as number;
    this.#segment = segment;
    this.#first = element + 1;
    // A component of the tag besides the first would begin before the next element does.
    const isOne = firstComponent[element + 1] === component + 1;
    this.#code =
      isOne && ends[component] === start + TAG_BYTES
        ? ((bytes[start] as number) << 16) |
          ((bytes[start + 1] as number) << 8) |
          (bytes[start + 2] as number)
        : 0;
    return this.#code;
  }

  /** Goes to another segment of a run. */
  standOn(segment: number, position: number): void {
    this.moveTo(segment);
    this.#around.position = position;
  }

  /** Number of the segment in the batch. */
  get index(): number {
    return this.#segment;
  }

  get tag(): string {
    const code = this.#code;
    const slot = Math.imul(code, HASH) >>> TAG_SHIFT;
    if (code !== 0 && this.#tagKeys[slot] === code) return this.#tagTexts[slot] as string;
    const tag = this.#tagText();
    this.#tagKeys[slot] = code;
    this.#tagTexts[slot] = tag;
    return tag;
  }

  /** The three bytes of the tag as one number; 0 when it has not three bytes or holds marks. */
  get tagCode(): number {
    return this.#code;
  }

  get offset(): number {
    return this.#tokens.before + (this.#tokens.starts[this.#segment] as number);
  }

  get line(): number {
    return this.#tokens.lines[this.#segment] as number;
  }

  get position(): number {
    return this.#around.position;
  }

  get elements(): number {
    return (this.#tokens.firstElement[this.#segment + 1] as number) - this.#first;
  }

  /** Bytes up to the terminator, which is not counted. */
  get length(): number {
    return this.#endOf() - (this.#tokens.starts[this.#segment] as number);
  }

  /** Offset behind its terminator, before which a carriage return may stand. */
  get behind(): number {
    const { bytes, before, terminator } = this.#tokens;
    const end = this.#endOf();
    return before + end + (bytes[end] === terminator ? 1 : 2);
  }

  components(element: number, repetition = 0): number {
    const { firstComponent, firstElement } = this.#tokens;
    if ((this.#flags() & REPEATS) === 0) {
      const at = this.#first + element;
      const isAbsent = repetition !== 0 || at >= (firstElement[this.#segment + 1] as number);
      return isAbsent ? 0 : (firstComponent[at + 1] as number) - (firstComponent[at] as number);
    }
    const to = this.#to(element);
    const from = this.#find(element, 0, repetition);
    if (from < 0) return 0;
    let behind = from + 1;
    while (behind < to && ((this.#tokens.ends[behind - 1] as number) & REPEATS) === 0) behind += 1;
    return behind - from;
  }

  repetitions(element: number): number {
    const from = this.#from(element);
    const to = this.#to(element);
    if (from === to) return 0;
    let count = 1;
    if ((this.#flags() & REPEATS) === 0) return count;
    for (let component = from; component < to; component += 1)
      if (((this.#tokens.ends[component] as number) & REPEATS) !== 0) count += 1;
    return count;
  }

  isEmpty(element: number, component?: number): boolean {
    if (component !== undefined) {
      const at = this.#find(element, component, 0);
      return at < 0 || this.#size(at) === 0;
    }
    const to = this.#to(element);
    for (let at = this.#from(element); at < to; at += 1) if (this.#size(at) > 0) return false;
    return true;
  }

  text(element: number, component = 0, repetition = 0): string {
    const at = this.#find(element, component, repetition);
    if (at < 0) return "";
    const { ends, bytes } = this.#tokens;
    const end = ends[at] as number;
    const from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    const to = end & OFFSET_MASK;
    if ((end & SPECIAL) !== 0) return this.#special(from, to, end);
    const size = to - from;
    if (size <= SHORT_BYTES) return this.#shortTexts.text(bytes, from, to);
    this.#asked += 1;
    if (size > LONGEST_COPIED || this.#asked < MANY_TEXTS) return bytes.latin1Slice(from, to);
    this.#batch ??= this.#decodeBatch();
    return this.#batch.slice(from - this.#batchFrom, to - this.#batchFrom);
  }

  integer(element: number, component = 0): number | undefined {
    const at = this.#find(element, component, 0);
    if (at < 0) return undefined;
    const { ends, bytes } = this.#tokens;
    const end = ends[at] as number;
    let from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    const to = end & OFFSET_MASK;
    const isNegative = bytes[from] === MINUS && from < to;
    if (isNegative) from += 1;
    if ((end & SPECIAL) !== 0 || from === to || to - from > MAX_DIGITS) return undefined;
    let value = 0;
    for (; from < to; from += 1) {
      const digit = (bytes[from] as number) - DIGIT_0;
      if (digit < 0 || digit > 9) return undefined;
      value = value * 10 + digit;
    }
    return isNegative ? -value : value;
  }

  is(element: number, component: number, ascii: string): boolean {
    const at = this.#find(element, component, 0);
    if (at < 0) return ascii === "";
    const { ends, bytes } = this.#tokens;
    const end = ends[at] as number;
    if ((end & SPECIAL) !== 0) return this.text(element, component) === ascii;
    const from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    if ((end & OFFSET_MASK) - from !== ascii.length) return false;
    for (let index = 0; index < ascii.length; index += 1)
      if (bytes[from + index] !== ascii.charCodeAt(index)) return false;
    return true;
  }

  raw(): string {
    const { bytes, starts } = this.#tokens;
    const part = bytes.subarray(starts[this.#segment], this.#endOf());
    return this.#decode(part);
  }

  place(element?: number, component?: number): FindingPlace {
    const { interchange, interchangeRef, message, messageRef, position } = this.#around;
    return {
      offset: this.#offsetOf(element, component),
      line: this.line,
      ...(interchange === 0 ? {} : { interchange }),
      ...(interchangeRef === "" ? {} : { interchangeRef }),
      ...(message === 0 ? {} : { message }),
      ...(message === 0 || messageRef === "" ? {} : { messageRef }),
      segment: position,
      tag: this.tag,
      ...(element === undefined ? {} : { element: element + 1 }),
      ...(component === undefined ? {} : { component: component + 1 }),
    };
  }

  #tagText(): string {
    const { bytes, starts, ends, firstComponent } = this.#tokens;
    const end = (ends[firstComponent[this.#first - 1] as number] as number) & OFFSET_MASK;
    const start = starts[this.#segment] as number;
    return decodeLatin1(bytes.subarray(start, Math.min(end, start + LONGEST_COPIED)));
  }

  #flags(): number {
    return this.#tokens.flags[this.#segment] as number;
  }

  #from(element: number): number {
    const { firstComponent } = this.#tokens;
    return firstComponent[this.#first + Math.min(element, this.elements)] as number;
  }

  #to(element: number): number {
    return this.#from(element + 1);
  }

  #size(at: number): number {
    const { ends } = this.#tokens;
    return ((ends[at] as number) & OFFSET_MASK) - ((ends[at - 1] as number) & OFFSET_MASK) - 1;
  }

  #endOf(): number {
    const { ends, firstComponent, firstElement } = this.#tokens;
    const behind = firstComponent[firstElement[this.#segment + 1] as number] as number;
    return (ends[behind - 1] as number) & OFFSET_MASK;
  }

  /** The component in the window's list, or -1 when it is absent. */
  #find(element: number, component: number, repetition: number): number {
    const { firstComponent, firstElement, flags } = this.#tokens;
    const at = this.#first + element;
    if (at >= (firstElement[this.#segment + 1] as number)) return -1;
    const from = firstComponent[at] as number;
    const to = firstComponent[at + 1] as number;
    if (((flags[this.#segment] as number) & REPEATS) !== 0)
      return this.#findRepeated(from, to, component, repetition);
    return repetition === 0 && from + component < to ? from + component : -1;
  }

  #findRepeated(from: number, to: number, component: number, repetition: number): number {
    const { ends } = this.#tokens;
    let at = from;
    for (let passed = 0; passed < repetition; at += 1) {
      if (at >= to) return -1;
      if (((ends[at] as number) & REPEATS) !== 0) passed += 1;
    }
    for (let passed = 0; passed < component; passed += 1, at += 1)
      if (at >= to || ((ends[at] as number) & REPEATS) !== 0) return -1;
    return at < to ? at : -1;
  }

  #offsetOf(element?: number, component = 0): number {
    if (element === undefined || element < 0) return this.offset;
    const at = this.#find(element, component, 0);
    const end = this.#tokens.ends[at - 1] as number;
    return this.#tokens.before + (at < 0 ? this.#endOf() : (end & OFFSET_MASK) + 1);
  }

  #decodeBatch(): string {
    const { bytes, starts, segments, at } = this.#tokens;
    this.#batchFrom = starts[0] as number;
    return bytes.latin1Slice(this.#batchFrom, Math.max(at, starts[segments] as number));
  }

  /** Text with release characters or of bytes over 127. */
  #special(from: number, to: number, flags: number): string {
    const { bytes } = this.#tokens;
    const isLatin1 = this.#charset?.isLatin1 !== false;
    if ((flags & HAS_RELEASE) === 0)
      return isLatin1 ? bytes.latin1Slice(from, to) : this.#decode(bytes.subarray(from, to));
    const size = this.#takeReleased(from, to);
    const kept = this.#scratch;
    return isLatin1 ? kept.latin1Slice(0, size) : this.#decode(kept.subarray(0, size));
  }

  #decode(part: Uint8Array): string {
    return this.#charset === undefined ? decodeLatin1(part) : this.#charset.decode(part);
  }

  /** Puts the bytes without release characters into the scratch; answers how many they are. */
  #takeReleased(from: number, to: number): number {
    const { bytes } = this.#tokens;
    if (this.#scratch.length < to - from) this.#scratch = latin1Buffer(2 * (to - from));
    const kept = this.#scratch;
    const release = this.#release;
    let size = 0;
    for (let at = from; at < to; at += 1) {
      if (bytes[at] === release) at += 1;
      kept[size] = bytes[at] as number;
      size += 1;
    }
    return size;
  }
}
