/**
 * Whether a segment is as its position has it, by its bytes and without a text: then its fields can be
 * made when they are asked for. True only where the full reading would find nothing and keep nothing;
 * what is unusual is left to it.
 */
import {
  HAS_HIGH,
  HAS_RELEASE,
  HAS_SUSPECT,
  HEAD_BYTES,
  HEAD_WORDS,
  OFFSET_MASK,
  REPEATS,
} from "#standards/edifact/byte-kinds.ts";
import type { Cursor } from "#standards/edifact/cursor.ts";
import type { Latin1Buffer } from "#standards/edifact/latin1.ts";
import type { Separators } from "#standards/edifact/separators.ts";
import type { SegmentCursor } from "#standards/edifact/sink.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { s10HashAt } from "#standards/upu/s10.ts";
import type { WalkNotes } from "./fast-walk.ts";
import type { FieldReader } from "./field-reader.ts";
import type { FieldPlan, Node } from "./plan.ts";
import { type Prefix, prefixBytes, prefixOf } from "./segment-prefix.ts";
import { CODES_BITS, START_WORDS, STARTS_BITS } from "./walk-room.ts";

const UNUSUAL = HAS_SUSPECT | REPEATS;
const SPECIAL = HAS_RELEASE | HAS_HIGH;
/** A code has up to four bytes here. */
const CODE_BYTES = 4;
const HASH = 0x9e37_79b1;
const DIGIT_0 = 0x30;
const POINT = 0x2e;
const SHORT_NUMBER = 9;
const MAX_DIGITS = 15;
const MAX_UNIT = 3;
const ALL_BITS = 0xff;

/** How segments of a position are compared with its prefix: words of their heads, and which bits. */
type Comparison = {
  readonly prefix: Prefix;
  readonly words: Int32Array;
  readonly masks: Int32Array;
  /** Components up to the prefix's end, the tag counted. */
  readonly components: number;
  /** The first element whose components are counted. */
  readonly element: number;
};

export class QuickCheck {
  readonly #reader: FieldReader;
  readonly #nodes: readonly Node[];
  /** What was right in this message: codes, and segments that may come again. */
  notes: Pick<WalkNotes, "seen" | "codes" | "starts">;
  #marks: Separators | undefined;
  #comparisons: readonly (Comparison | undefined)[] = [];
  /** Of the identifier that the last segment told; 0 where it told none. */
  identity = 0;

  constructor(reader: FieldReader, nodes: readonly Node[], notes: WalkNotes) {
    this.#reader = reader;
    this.#nodes = nodes;
    this.notes = notes;
  }

  /** Begins a message. */
  begin(): void {
    this.notes.codes.fill(0);
    this.notes.starts.fill(0);
    this.notes.seen.fill(0);
  }

  /** The marks of the segments that are asked from now on. */
  use(marks: Separators): void {
    if (marks === this.#marks) return;
    this.#marks = marks;
    this.#comparisons = this.#nodes.map((node) => comparisonOf(node, marks));
  }

  /** True where the last segment of the position that passed had the same bytes. */
  isAsBefore({ heads }: Tokens, index: number, id: number): boolean {
    const { seen } = this.notes;
    const at = HEAD_WORDS * index;
    const from = HEAD_WORDS * id;
    return (
      heads[at] === seen[from] &&
      heads[at + 1] === seen[from + 1] &&
      heads[at + 2] === seen[from + 2] &&
      heads[at + 3] === seen[from + 3]
    );
  }

  #remember({ starts, heads }: Tokens, index: number, id: number): void {
    const size = (starts[index + 1] as number) - (starts[index] as number);
    if (size > HEAD_BYTES) return;
    for (let word = 0; word < HEAD_WORDS; word += 1)
      this.notes.seen[HEAD_WORDS * id + word] = heads[HEAD_WORDS * index + word] as number;
  }

  /** `number` is the running number that the segment would be written with. */
  passes(cursor: Cursor, node: Node, number: number): boolean {
    const { window, index } = cursor;
    const comparison = this.#comparisons[node.id];
    if (((window.flags[index] as number) & UNUSUAL) !== 0) return false;
    if (comparison === undefined || !hasPrefix(window, index, comparison)) return false;
    const behind = window.firstElement[index + 1] as number;
    if (!isOfWidth(window, cursor.firstElement, comparison.element, behind, node.widths))
      return false;
    this.identity = 0;
    if (!this.#fields(cursor, node, behind, number)) return false;
    const { rest } = comparison.prefix;
    for (const { element, component, text } of rest)
      if (!cursor.is(element, component, text)) return false;
    if (node.mayRecur) this.#remember(window, index, node.id);
    return true;
  }

  #fields(cursor: Cursor, node: Node, behind: number, number: number): boolean {
    const { firstComponent, ends, bytes } = cursor.window;
    let isEmpty = node.isOptionalLeaf;
    for (const plan of node.fields) {
      const element = cursor.firstElement + plan.element;
      const at = (firstComponent[element] as number) + plan.component;
      if (element >= behind || at >= (firstComponent[element + 1] as number) || isNone(ends, at)) {
        if (!plan.mayBeEmpty) return false;
      } else if (plan.kind === "sequence") {
        if (integerAt(bytes, ends, at, MAX_DIGITS) !== number) return false;
      } else {
        isEmpty = false;
        if (!this.#field(cursor, plan, at)) return false;
      }
    }
    return !isEmpty;
  }

  #field(cursor: Cursor, plan: FieldPlan, at: number): boolean {
    const { kind, max } = plan;
    const { ends, bytes, firstComponent } = cursor.window;
    const end = ends[at] as number;
    const from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    const to = end & OFFSET_MASK;
    if (kind === "code" || kind === "an") {
      if (to - from > max) return false;
      return !plan.isListed || this.#code(cursor, plan, plan.component, from, to, end);
    }
    if (kind === "lines") {
      const behind = firstComponent[cursor.firstElement + plan.element + 1] as number;
      return areLines(ends, at, Math.min(at + plan.count, behind), max);
    }
    if (kind === "measure") return this.#measure(cursor, plan, from, to, end);
    if (kind === "integer") return integerAt(bytes, ends, at, max) >= 0;
    if (kind === "decimal") return (end & SPECIAL) === 0 && isShortNumber(bytes, from, to, max);
    if (kind === "s10") return this.#s10(cursor, plan, from, to, end);
    return this.#text(cursor, plan, from, end);
  }

  #s10(cursor: Cursor, plan: FieldPlan, from: number, to: number, flags: number): boolean {
    if ((flags & SPECIAL) !== 0 || plan.isListed) return false;
    this.identity = s10HashAt(cursor.window.bytes, from, to);
    return this.identity !== 0;
  }

  /** Kinds that are rare in a message: their text is made. */
  #text(cursor: Cursor, plan: FieldPlan, from: number, flags: number): boolean {
    const { kind, number } = plan;
    const text = cursor.text(plan.element, plan.component);
    if (kind === "s9") this.identity = hashOf(text);
    if (!this.#reader.isRight(cursor, plan, text)) return false;
    const hasStart = (kind === "s8" || kind === "s9") && (flags & SPECIAL) === 0;
    if (hasStart) this.#rememberStart(cursor.window.bytes, from, number);
    return true;
  }

  /** The dispatch that the identifier there begins with is right: its bytes as words. */
  #rememberStart(bytes: Latin1Buffer, from: number, field: number): void {
    for (let word = 0; word < START_WORDS; word += 1)
      this.notes.starts[(field << STARTS_BITS) + word] = bytes.readInt32LE(from + 4 * word);
  }

  #measure(cursor: Cursor, plan: FieldPlan, from: number, to: number, end: number): boolean {
    const { ends, bytes, firstComponent } = cursor.window;
    if ((end & SPECIAL) !== 0 || !isShortNumber(bytes, from, to, plan.max)) return false;
    const element = cursor.firstElement + plan.element;
    const at = (firstComponent[element] as number) + plan.unit;
    if (at >= (firstComponent[element + 1] as number)) return false;
    const start = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
    const unitEnd = ends[at] as number;
    const size = (unitEnd & OFFSET_MASK) - start;
    if (size === 0 || size > MAX_UNIT) return false;
    const behind = unitEnd & OFFSET_MASK;
    return !plan.isListed || this.#code(cursor, plan, plan.unit, start, behind, unitEnd);
  }

  /** Whether the list has a code; those that it has are known by their bytes from then on. */
  #code(
    cursor: Cursor,
    plan: FieldPlan,
    component: number,
    from: number,
    to: number,
    flags: number,
  ): boolean {
    const isShort = to - from <= CODE_BYTES && (flags & SPECIAL) === 0;
    const { bytes } = cursor.window;
    let key = 0;
    if (isShort)
      for (let at = to - 1; at >= from; at -= 1) key = (key << 8) | (bytes[at] as number);
    const slot = (plan.number << CODES_BITS) | (Math.imul(key, HASH) >>> (32 - CODES_BITS));
    if (isShort && this.notes.codes[slot] === key) return true;
    if (!this.#reader.hasCode(plan, cursor.text(plan.element, component))) return false;
    if (isShort) this.notes.codes[slot] = key;
    return true;
  }
}

function comparisonOf(node: Node, marks: Separators): Comparison | undefined {
  const prefix = prefixOf(node);
  if (prefix.length > HEAD_BYTES || node.tagCode === 0) return undefined;
  const bytes = new Uint8Array(HEAD_BYTES);
  bytes.set(prefixBytes(prefix, marks));
  const masks = new Uint8Array(HEAD_BYTES).fill(ALL_BITS, 0, prefix.length);
  return {
    prefix,
    words: wordsOf(bytes),
    masks: wordsOf(masks),
    components: 1 + prefix.constants.length,
    element: Math.max(prefix.element, 0),
  };
}

/** As `Tokens` gives heads. */
function wordsOf(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer);
  return Int32Array.from({ length: HEAD_WORDS }, (_, word) => view.getInt32(4 * word, true));
}

/** The segment begins with the prefix, and the byte behind it is a separator. */
function hasPrefix(
  { heads, starts, ends, firstComponent, firstElement }: Tokens,
  index: number,
  { words, masks, components, prefix }: Comparison,
): boolean {
  const at = HEAD_WORDS * index;
  for (let word = 0; word < HEAD_WORDS && masks[word] !== 0; word += 1)
    if ((((heads[at + word] as number) ^ (words[word] as number)) & (masks[word] as number)) !== 0)
      return false;
  const last = (firstComponent[firstElement[index] as number] as number) + components - 1;
  return ends[last] === (starts[index] as number) + prefix.length;
}

/**
 * No element more than the table has, from one on no component more, and nothing empty at an end.
 */
function isOfWidth(
  { firstComponent, ends }: Tokens,
  first: number,
  from: number,
  behind: number,
  widths: readonly number[],
): boolean {
  if (behind - first > widths.length || behind === first) return false;
  let start = firstComponent[first + from] as number;
  for (let element = first + from; element < behind; element += 1) {
    const to = firstComponent[element + 1] as number;
    const components = to - start;
    const isEmpty = isNone(ends, to - 1);
    if (components > 1 ? isEmpty : isEmpty && element === behind - 1) return false;
    if (components > (widths[element - first] as number) && !isEmpty) return false;
    start = to;
  }
  return true;
}

function isNone(ends: Uint32Array, at: number): boolean {
  return ((ends[at] as number) & OFFSET_MASK) - ((ends[at - 1] as number) & OFFSET_MASK) === 1;
}

function areLines(ends: Uint32Array, from: number, to: number, max: number): boolean {
  let start = (ends[from - 1] as number) & OFFSET_MASK;
  for (let at = from; at < to; at += 1) {
    const end = (ends[at] as number) & OFFSET_MASK;
    if (end - start - 1 > max) return false;
    start = end;
  }
  return !isNone(ends, to - 1);
}

/** A whole number as we write it, of at most so many digits; -1 where it is none. */
function integerAt(bytes: Latin1Buffer, ends: Uint32Array, at: number, max: number): number {
  const end = ends[at] as number;
  const from = ((ends[at - 1] as number) & OFFSET_MASK) + 1;
  const to = end & OFFSET_MASK;
  if ((end & SPECIAL) !== 0 || to - from > max || to - from > MAX_DIGITS) return -1;
  if (bytes[from] === DIGIT_0 && to - from > 1) return -1;
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = (bytes[index] as number) - DIGIT_0;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** At most nine characters of digits and one point between them, as we write it. */
function isShortNumber(bytes: Latin1Buffer, from: number, to: number, max: number): boolean {
  const size = to - from;
  if (size > SHORT_NUMBER || size > max + 1) return false;
  let point = -1;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] as number) - DIGIT_0;
    if (digit >= 0 && digit <= 9) continue;
    if (bytes[at] !== POINT || point >= 0 || at === from || at === to - 1) return false;
    point = at;
  }
  return bytes[from] !== DIGIT_0 || size === 1 || point === from + 1;
}

/** Never 0. */
function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1)
    hash = (Math.imul(hash, HASH) + text.charCodeAt(at)) | 0;
  return hash === 0 ? 1 : hash;
}

/** Whether a segment has the qualifiers of a position. */
export function fits(cursor: SegmentCursor, { only, conditions }: Node): boolean {
  if (only !== undefined) return cursor.is(only.element, only.component, only.text);
  for (const { element, component, texts } of conditions)
    if (!texts.some((text) => cursor.is(element, component, text))) return false;
  return true;
}
