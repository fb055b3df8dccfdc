/**
 * The bytes of one message, with the segments whose fields are made when they are asked for. Texts come
 * out on their own and keep nothing alive. Only segments that `quick-check.ts` passed are asked here.
 */
import type { Charset } from "#standards/edifact/charsets.ts";
import { type Latin1Buffer, latin1Buffer } from "#standards/edifact/latin1.ts";
import { DEFAULT_SEPARATORS, type Separators } from "#standards/edifact/separators.ts";
import { ShortTexts } from "#standards/edifact/short-texts.ts";
import { decimalOf } from "./element-text.ts";
import type { FieldPlan } from "./plan.ts";
import type { LocalTime, Measure } from "./value-of.ts";

const TAG_BYTES = 3;
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

  /** The value of a field; undefined where nothing stands. */
  value(slot: number, plan: FieldPlan): unknown {
    const at = this.#slots[slot] as number;
    if (at === 0) return undefined;
    if (at < 0) return this.#read[-at - 1]?.[plan.key];
    const { element, component, kind, max } = plan;
    const isThere = this.#find(at - 1, element, component);
    if (kind === "lines") return isThere ? this.#lines(plan.count) : undefined;
    if (!isThere || this.#from === this.#to) return undefined;
    const text = this.#text();
    if (kind === "integer") return Number(text);
    if (kind === "decimal") return decimalOf(text, max);
    if (kind === "measure") return this.#measure(at - 1, plan, text);
    return kind === "time" ? this.#time(at - 1, plan, text) : text;
  }

  #measure(at: number, { element, unit, max }: FieldPlan, text: string): Measure | undefined {
    const number = decimalOf(text, max);
    if (number === undefined) return undefined;
    const isThere = this.#find(at, element, unit);
    return { units: number.units, scale: number.scale, unit: isThere ? this.#text() : "" };
  }

  #time(at: number, { element, component }: FieldPlan, text: string): LocalTime {
    const isThere = this.#find(at, element, component + 1);
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
  #find(at: number, element: number, component: number): boolean {
    const marks = this.#marks;
    this.#end(at + TAG_BYTES);
    for (let passed = -1; passed < element; ) {
      const mark = this.#bytes[this.#to];
      if (mark === marks.element) passed += 1;
      else if (mark !== marks.component) return false;
      this.#end(this.#to + 1);
    }
    for (let passed = 0; passed < component; passed += 1) {
      if (this.#bytes[this.#to] !== marks.component) return false;
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
