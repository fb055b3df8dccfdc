/**
 * The bytes of one message, with the segments whose fields are made when they are asked for. Bytes are
 * kept as characters: such texts are cheap to let go. Texts come out on their own and keep nothing alive.
 * Only segments that `quick-check.ts` passed are asked here.
 */
import type { Charset } from "#standards/edifact/charsets.ts";
import { decodeLatin1, ownSlice } from "#standards/edifact/latin1.ts";
import { DEFAULT_SEPARATORS, type Separators } from "#standards/edifact/separators.ts";
import { s10TextAt } from "#standards/upu/s10.ts";
import { decimalOf } from "./element-text.ts";
import type { LazyField } from "./lazy-values.ts";
import type { FieldPlan } from "./plan.ts";
import type { Prefix } from "./segment-prefix.ts";
import type { LocalTime, Measure } from "./value-of.ts";
import { SCALE_SHIFT } from "./walk-room.ts";

const TAG_BYTES = 3;
const DIGIT_0 = 0x30;
const POINT = 0x2e;
const UNIT_MASK = 0x00ff_ffff;

/** Whole segments: the offset of the first, and their bytes, each a character. */
export type KeptPiece = { readonly from: number; readonly text: string };

/** What was read of a segment that is not plain: its values by key. */
export type ReadFields = Readonly<Record<string, unknown>>;

export class KeptMessage {
  #marks: Separators = DEFAULT_SEPARATORS;
  #charset: Charset | undefined;
  #pieces: readonly KeptPiece[] = [];
  /** The piece that was last asked. */
  #piece: KeptPiece = { from: 0, text: "" };
  /**
   * A number for each position of each value: 0 where there is no segment, one more than where its
   * segment begins, or minus the number (from 1) of what was read of it.
   */
  #slots = new Int32Array(0);
  #read: readonly ReadFields[] = [];
  /** The component last found: its bytes, and whether one of them is a release character. */
  #from = 0;
  #to = 0;
  #isReleased = false;
  /** The last unit asked for, by its bytes. */
  #unit = 0;
  #unitText = "";

  /** What was in force when its segments were cut. */
  use(marks: Separators, charset: Charset | undefined): void {
    this.#marks = marks;
    this.#charset = charset;
  }

  /** The message is whole: its segments in their order, and what says where they are. */
  close(
    pieces: readonly KeptPiece[],
    slots: Int32Array<ArrayBuffer>,
    read: readonly ReadFields[],
  ): void {
    this.#pieces = pieces;
    this.#slots = slots;
    this.#read = read;
  }

  slot(at: number): number {
    return this.#slots[at] ?? 0;
  }

  /** A field of the value whose slots begin there; undefined where nothing stands. */
  value(base: number, { plan, slot, prefix, number }: LazyField): unknown {
    const at = this.#slots[base + slot] as number;
    if (at === 0) return undefined;
    if (at < 0) return this.#read[-at - 1]?.[plan.key];
    if (number > 0 && this.#slots[base + number + 1] !== 0) return this.#numberAt(base + number);
    const from = this.#goTo(at - 1);
    const isNext = plan.component === 0 && plan.element === prefix.element + 1;
    return plan.kind === "s10" && isNext
      ? this.#s10(from + 1 + prefix.length)
      : this.#valueAt(from, plan, prefix);
  }

  /** Goes to the piece with the segment at an offset; answers where in it that is. */
  #goTo(offset: number): number {
    const { from, text } = this.#piece;
    if (offset >= from && offset < from + text.length) return offset - from;
    let [low, high] = [0, this.#pieces.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#pieces[middle] as KeptPiece).from <= offset) low = middle;
      else high = middle;
    }
    this.#piece = this.#pieces[low] as KeptPiece;
    return offset - this.#piece.from;
  }

  #valueAt(at: number, plan: FieldPlan, prefix: Prefix): unknown {
    const { element, component, kind } = plan;
    const isThere = this.#find(at, prefix, element, component);
    if (kind === "lines") return isThere ? this.#lines(plan.count) : undefined;
    if (!isThere || this.#from === this.#to) return undefined;
    if (kind === "measure") return this.#measure(at, plan, prefix);
    const text = this.#text();
    if (kind === "integer") return Number(text);
    if (kind === "decimal") return decimalOf(text, plan.max);
    return kind === "time" ? this.#time(at, plan, prefix, text) : text;
  }

  /** A measure as the walk noted it: units, then scale and unit. */
  #numberAt(slot: number): Measure {
    const rest = this.#slots[slot + 1] as number;
    const unit = rest & UNIT_MASK;
    if (unit !== this.#unit) {
      this.#unit = unit;
      const letters = [unit & 0xff, (unit >> 8) & 0xff, unit >> 16].filter((one) => one > 0);
      this.#unitText = String.fromCharCode(...letters);
    }
    const units = this.#slots[slot] as number;
    return { units, scale: rest >>> SCALE_SHIFT, unit: this.#unitText };
  }

  /** It stands right behind the prefix and its mark; nothing else passes the quick check. */
  #s10(from: number): string | undefined {
    const { text } = this.#piece;
    return text.charCodeAt(from - 1) === this.#marks.element ? s10TextAt(text, from) : undefined;
  }

  /** Digits and at most one point: nothing else passes the quick check. */
  #measure(at: number, { element, unit }: FieldPlan, prefix: Prefix): Measure {
    const { text } = this.#piece;
    const to = this.#to;
    let units = 0;
    let scale = 0;
    for (let index = this.#from; index < to; index += 1) {
      const byte = text.charCodeAt(index);
      if (byte === POINT) scale = to - index - 1;
      else units = units * 10 + byte - DIGIT_0;
    }
    const isThere = this.#find(at, prefix, element, unit);
    return { units, scale, unit: isThere ? this.#text() : "" };
  }

  #time(at: number, { element, component }: FieldPlan, prefix: Prefix, text: string): LocalTime {
    const isThere = this.#find(at, prefix, element, component + 1);
    return { text, format: isThere ? this.#text() : "" };
  }

  #lines(count: number): readonly string[] | undefined {
    const lines = [this.#text()];
    while (
      lines.length < count &&
      this.#piece.text.charCodeAt(this.#to) === this.#marks.component
    ) {
      this.#end(this.#to + 1);
      lines.push(this.#text());
    }
    return lines.length === 1 && lines[0] === "" ? undefined : lines;
  }

  /** Goes to a component of the segment at an offset; false when it is absent. */
  #find(at: number, prefix: Prefix, element: number, component: number): boolean {
    const { element: markElement, component: markComponent } = this.#marks;
    const { text } = this.#piece;
    const isBehind =
      element > prefix.element || (element === prefix.element && component > prefix.component);
    let atElement = isBehind ? prefix.element : -1;
    let atComponent = isBehind ? prefix.component : 0;
    this.#to = at + (isBehind ? prefix.length : TAG_BYTES);
    while (atElement < element || atComponent < component) {
      const mark = text.charCodeAt(this.#to);
      if (mark === markElement) {
        if (atElement === element) return false;
        atElement += 1;
        atComponent = 0;
      } else if (mark === markComponent) atComponent += 1;
      else return false;
      this.#end(this.#to + 1);
    }
    return true;
  }

  /** Finds where the component that begins here ends. */
  #end(from: number): void {
    const { text } = this.#piece;
    const { component, element, terminator, release } = this.#marks;
    this.#isReleased = false;
    let at = from;
    for (; at < text.length; at += 1) {
      const byte = text.charCodeAt(at);
      if (byte === element || byte === component || byte === terminator) break;
      if (byte !== release) continue;
      this.#isReleased = true;
      at += 1;
    }
    this.#from = from;
    this.#to = at;
  }

  #text(): string {
    const isLatin1 = this.#charset?.isLatin1 !== false;
    const { text } = this.#piece;
    if (!this.#isReleased && isLatin1) return ownSlice(text, this.#from, this.#to);
    const part = Buffer.from(text.slice(this.#from, this.#to), "latin1");
    const size = this.#isReleased ? takeReleased(part, this.#marks.release) : part.length;
    const plain = part.subarray(0, size);
    return isLatin1 ? decodeLatin1(plain) : (this.#charset as Charset).decode(plain);
  }
}

/** Takes the release characters out; answers how many bytes are left. */
function takeReleased(bytes: Uint8Array, release: number): number {
  let size = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] === release) at += 1;
    bytes[size] = bytes[at] as number;
    size += 1;
  }
  return size;
}
