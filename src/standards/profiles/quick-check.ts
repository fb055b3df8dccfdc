/**
 * Whether a segment is as its position has it, by its bytes and without a text: then its fields can be
 * made when they are asked for. True only where the full reading would find nothing and keep nothing;
 * what is unusual is left to it.
 */

import {
  HAS_HIGH,
  HAS_RELEASE,
  HAS_SUSPECT,
  OFFSET_MASK,
  REPEATS,
} from "#standards/edifact/byte-kinds.ts";
import type { Cursor } from "#standards/edifact/cursor.ts";
import type { Latin1Buffer } from "#standards/edifact/latin1.ts";
import type { SegmentCursor } from "#standards/edifact/sink.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { s10HashAt } from "#standards/upu/s10.ts";
import type { FieldReader } from "./field-reader.ts";
import type { FieldPlan, Node } from "./plan.ts";

const UNUSUAL = HAS_SUSPECT | REPEATS;
const SPECIAL = HAS_RELEASE | HAS_HIGH;
/** Known codes of one field; a code has up to four bytes here. */
const CODES_BITS = 4;
const CODE_BYTES = 4;
const HASH = 0x9e37_79b1;
/** Bytes of a segment that is remembered. */
const SEEN_BITS = 4;
const DIGIT_0 = 0x30;
const POINT = 0x2e;
const SHORT_NUMBER = 9;
const MAX_DIGITS = 15;
const MAX_UNIT = 3;

export class QuickCheck {
  readonly #reader: FieldReader;
  /** Codes found right in this message, by field. */
  readonly #codes: Int32Array;
  /** The last segment of each position that passed, if it is short and another may be the same. */
  readonly #seen: Uint8Array;
  readonly #seenSizes: Uint8Array;
  /** Of the identifier that the last segment told; 0 where it told none. */
  identity = 0;

  constructor(reader: FieldReader, fields: number, nodes: number) {
    this.#reader = reader;
    this.#seen = new Uint8Array(nodes << SEEN_BITS);
    this.#seenSizes = new Uint8Array(nodes);
    this.#codes = new Int32Array(fields << CODES_BITS);
  }

  /** Begins a message. */
  begin(): void {
    this.#codes.fill(0);
    this.#seenSizes.fill(0);
  }

  /** True where the last segment of the position that passed had the same bytes. */
  isAsBefore({ starts, bytes }: Tokens, index: number, id: number): boolean {
    const size = this.#seenSizes[id] as number;
    if (size === 0) return false;
    const start = starts[index] as number;
    if ((starts[index + 1] as number) - start !== size) return false;
    const seen = this.#seen;
    const from = id << SEEN_BITS;
    for (let at = size - 1; at >= 0; at -= 1)
      if (bytes[start + at] !== seen[from + at]) return false;
    return true;
  }

  #remember(cursor: Cursor, { id }: Node): void {
    const { starts, bytes } = cursor.window;
    const start = starts[cursor.index] as number;
    const size = (starts[cursor.index + 1] as number) - start;
    if (size > 1 << SEEN_BITS) return;
    const from = id << SEEN_BITS;
    for (let at = 0; at < size; at += 1) this.#seen[from + at] = bytes[start + at] as number;
    this.#seenSizes[id] = size;
  }

  /** `number` is the running number that the segment would be written with. */
  passes(cursor: Cursor, node: Node, number: number): boolean {
    const { window, index } = cursor;
    if (((window.flags[index] as number) & UNUSUAL) !== 0) return false;
    const { firstComponent, firstElement, ends } = window;
    const behind = firstElement[index + 1] as number;
    if (!isOfWidth(firstComponent, ends, cursor.firstElement, behind, node.widths)) return false;
    this.identity = 0;
    if (!this.#fields(cursor, node, behind, number)) return false;
    if (node.hasConstants && !hasConstants(cursor, node)) return false;
    if (node.mayRecur) this.#remember(cursor, node);
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
    return kind === "s10" ? this.#s10(cursor, plan, from, to, end) : this.#text(cursor, plan);
  }

  #s10(cursor: Cursor, plan: FieldPlan, from: number, to: number, flags: number): boolean {
    if ((flags & SPECIAL) !== 0 || plan.isListed) return false;
    this.identity = s10HashAt(cursor.window.bytes, from, to);
    return this.identity !== 0;
  }

  /** Kinds that are rare in a message: their text is made. */
  #text(cursor: Cursor, plan: FieldPlan): boolean {
    const text = cursor.text(plan.element, plan.component);
    if (plan.kind === "s9") this.identity = hashOf(text);
    return this.#reader.isRight(cursor, plan, text);
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
    if (isShort) for (let at = from; at < to; at += 1) key = (key << 8) | (bytes[at] as number);
    const slot = (plan.number << CODES_BITS) | (Math.imul(key, HASH) >>> (32 - CODES_BITS));
    if (isShort && this.#codes[slot] === key) return true;
    if (!this.#reader.hasCode(plan, cursor.text(plan.element, component))) return false;
    if (isShort) this.#codes[slot] = key;
    return true;
  }
}

/** No element more than the table has, no component more, and nothing empty at an end. */
function isOfWidth(
  firstComponent: Uint32Array,
  ends: Uint32Array,
  first: number,
  behind: number,
  widths: readonly number[],
): boolean {
  if (behind - first > widths.length || behind === first) return false;
  let from = firstComponent[first] as number;
  for (let element = first; element < behind; element += 1) {
    const to = firstComponent[element + 1] as number;
    const components = to - from;
    const isEmpty = isNone(ends, to - 1);
    if (components > 1 ? isEmpty : isEmpty && element === behind - 1) return false;
    if (components > (widths[element - first] as number) && !isEmpty) return false;
    from = to;
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

function hasConstants(cursor: Cursor, { fixed, choices }: Node): boolean {
  for (const { element, component, text } of fixed)
    if (!cursor.is(element, component, text)) return false;
  for (const { element, component, texts } of choices)
    if (!cursor.is(element, component, texts[0] ?? "")) return false;
  return true;
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
