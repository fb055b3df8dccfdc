/**
 * The segments of the message that is being read: their bytes, taken out of the window before it moves,
 * and where each stands. Handed over to the values when the message ends.
 */
import type { Cursor } from "#standards/edifact/cursor.ts";
import { type Latin1Buffer, latin1Buffer } from "#standards/edifact/latin1.ts";
import type { Separators } from "#standards/edifact/separators.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { KeptMessage, type ReadFields } from "./kept-message.ts";
import type { Layout, LazyValue, SlotPlan } from "./lazy-values.ts";

const FIRST_SLOTS = 4_096;
const FIRST_BYTES = 65_536;

export class HeldSegments {
  #kept = new KeptMessage();
  #marks: Separators | undefined;
  #slots = new Int32Array(FIRST_SLOTS);
  #used = 0;
  #read: ReadFields[] = [];
  /** The bytes taken out so far. */
  #bytes = latin1Buffer(FIRST_BYTES);
  #size = 0;
  /** Bytes of the window that are still to be taken out. */
  #window: Latin1Buffer | undefined;
  #from = 0;
  #to = 0;

  /** Begins a message. */
  begin(): void {
    this.#kept = new KeptMessage();
    this.#marks = undefined;
    this.#slots.fill(0, 0, this.#used);
    this.#used = 0;
    this.#read = [];
    this.#size = 0;
    this.#window = undefined;
  }

  /** A new value of the message. */
  make(layout: Layout): LazyValue {
    const base = this.#used;
    this.#used = base + layout.slots;
    if (this.#used > this.#slots.length) this.#slots = grown(this.#slots, this.#used);
    return layout.make(this.#kept, base);
  }

  /** False where the segment was cut by other marks than those before it. */
  takes(cursor: Cursor): boolean {
    const { marks } = cursor;
    if (marks === this.#marks) return marks !== undefined;
    if (this.#marks !== undefined || marks === undefined) return false;
    this.#marks = marks;
    this.#kept.use(marks, cursor.charset);
    return true;
  }

  /** The segment is one of a value, and its fields can be made of its bytes. */
  note(cursor: Cursor, base: number, plan: SlotPlan, hash: number): void {
    this.noteAt(cursor.window, cursor.index, base, plan, hash);
  }

  noteAt(
    window: Tokens,
    index: number,
    base: number,
    { slot, identity }: SlotPlan,
    hash: number,
  ): void {
    const { starts } = window;
    const start = starts[index] as number;
    if (this.#window === undefined) this.#open(window, start);
    this.#to = starts[index + 1] as number;
    this.#slots[base + slot] = this.#size + start - this.#from + 1;
    if (identity >= 0) this.#slots[base + identity] = hash;
  }

  /** The segment is one of a value, and its fields have been read. */
  keep(base: number, { slot, identity }: SlotPlan, fields: ReadFields): void {
    this.#slots[base + slot] = -this.#read.push(fields);
    if (identity >= 0) this.#slots[base + identity] = 0;
  }

  /** The message is whole: its values can be asked. */
  end(): void {
    this.#takeOut();
    const bytes = latin1Buffer(this.#size);
    this.#bytes.copy(bytes, 0, 0, this.#size);
    this.#kept.close(bytes, this.#slots.slice(0, this.#used), this.#read);
  }

  #open(window: Tokens, start: number): void {
    this.#window = window.bytes;
    this.#from = start;
    window.beforeMoving(this.#takeOut);
  }

  #takeOut = (): void => {
    if (this.#window === undefined) return;
    const size = this.#to - this.#from;
    if (this.#size + size > this.#bytes.length) {
      const larger = latin1Buffer(2 * (this.#size + size));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#window.copy(this.#bytes, this.#size, this.#from, this.#to);
    this.#size += size;
    this.#window = undefined;
  };
}

function grown(slots: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(2 * least);
  next.set(slots);
  return next;
}
