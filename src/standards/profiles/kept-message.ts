/**
 * The bytes of one message, with the segments whose fields are made when they are asked for. Texts come
 * out on their own and keep nothing alive. Only segments that `quick-check.ts` passed are asked here.
 */
import type { Charset } from "#standards/edifact/charsets.ts";
import { type Latin1Buffer, latin1Buffer } from "#standards/edifact/latin1.ts";
import { DEFAULT_SEPARATORS, type Separators } from "#standards/edifact/separators.ts";
import { ShortTexts } from "#standards/edifact/short-texts.ts";
import { s10TextAt } from "#standards/upu/s10.ts";
import { decimalOf } from "./element-text.ts";
import type { FieldPlan } from "./plan.ts";
import type { Prefix } from "./segment-prefix.ts";
import type { LocalTime, Measure } from "./value-of.ts";

const TAG_BYTES = 3;
const DIGIT_0 = 0x30;
const POINT = 0x2e;
const LATIN_TEXTS = new ShortTexts();

/** What was read of a segment that is not plain: its values by key. */
export type ReadFields = Readonly<Record<string, unknown>>;

export class KeptMessage {
  #marks: Separators = DEFAULT_SEPARATORS;
  #charset: Charset | undefined;
  #bytes: Latin1Buffer = latin1Buffer(0);
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

  /** What was in force when its segments were cut. */
  use(marks: Separators, charset: Charset | undefined): void {
    this.#marks = marks;
    this.#charset = charset;
  }

  /** The message is whole: its segments one behind the other, and what says where they are. */
  close(bytes: Latin1Buffer, slots: Int32Array<ArrayBuffer>, read: readonly ReadFields[]): void {
    this.#bytes = bytes;
    this.#slots = slots;
    this.#read = read;
  }

  slot(at: number): number {
    return this.#slots[at] ?? 0;
  }

  /** The value of a field, whose segment begins with a prefix; undefined where nothing stands. */
  value(slot: number, plan: FieldPlan, prefix: Prefix): unknown {
    const at = this.#slots[slot] as number;
    if (at === 0) return undefined;
    if (at < 0) return this.#read[-at - 1]?.[plan.key];
    const isNext = plan.component === 0 && plan.element === prefix.element + 1;
    return plan.kind === "s10" && isNext
      ? this.#s10(at + prefix.length)
      : this.#valueAt(at, plan, prefix);
  }

  #valueAt(at: number, plan: FieldPlan, prefix: Prefix): unknown {
    const { element, component, kind } = plan;
    const isThere = this.#find(at - 1, prefix, element, component);
    if (kind === "lines") return isThere ? this.#lines(plan.count) : undefined;
    if (!isThere || this.#from === this.#to) return undefined;
    if (kind === "measure") return this.#measure(at - 1, plan, prefix);
    const text = this.#text();
    if (kind === "integer") return Number(text);
    if (kind === "decimal") return decimalOf(text, plan.max);
    return kind === "time" ? this.#time(at - 1, plan, prefix, text) : text;
  }

  /** It stands right behind the prefix and its mark; nothing else passes the quick check. */
  #s10(from: number): string | undefined {
    const bytes = this.#bytes;
    return bytes[from - 1] === this.#marks.element ? s10TextAt(bytes, from) : undefined;
  }

  /** Digits and at most one point: nothing else passes the quick check. */
  #measure(at: number, { element, unit }: FieldPlan, prefix: Prefix): Measure {
    const bytes = this.#bytes;
    const to = this.#to;
    let units = 0;
    let scale = 0;
    for (let index = this.#from; index < to; index += 1) {
      const byte = bytes[index] as number;
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
    while (lines.length < count && this.#bytes[this.#to] === this.#marks.component) {
      this.#end(this.#to + 1);
      lines.push(this.#text());
    }
    return lines.length === 1 && lines[0] === "" ? undefined : lines;
  }

  /** Goes to a component of the segment at an offset; false when it is absent. */
  #find(at: number, prefix: Prefix, element: number, component: number): boolean {
    const { element: markElement, component: markComponent } = this.#marks;
    const bytes = this.#bytes;
    const isBehind =
      element > prefix.element || (element === prefix.element && component > prefix.component);
    let atElement = isBehind ? prefix.element : -1;
    let atComponent = isBehind ? prefix.component : 0;
    this.#to = at + (isBehind ? prefix.length : TAG_BYTES);
    while (atElement < element || atComponent < component) {
      const mark = bytes[this.#to];
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
    const bytes = this.#bytes;
    const { component, element, terminator, release } = this.#marks;
    this.#isReleased = false;
    let at = from;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === element || byte === component || byte === terminator) break;
      if (byte !== release) continue;
      this.#isReleased = true;
      at += 1;
    }
    this.#from = from;
    this.#to = at;
  }

  #text(): string {
    if (this.#isReleased) return this.#releasedText();
    const [from, to] = [this.#from, this.#to];
    if (this.#charset?.isLatin1 === false)
      return this.#charset.decode(this.#bytes.subarray(from, to));
    return LATIN_TEXTS.text(this.#bytes, from, to);
  }

  #releasedText(): string {
    const plain = latin1Buffer(this.#to - this.#from);
    let size = 0;
    for (let at = this.#from; at < this.#to; at += 1) {
      if (this.#bytes[at] === this.#marks.release) at += 1;
      plain[size] = this.#bytes[at] as number;
      size += 1;
    }
    const part = plain.subarray(0, size);
    return this.#charset?.isLatin1 === false
      ? this.#charset.decode(part)
      : plain.latin1Slice(0, size);
  }
}
