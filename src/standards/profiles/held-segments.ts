/**
 * The segments of the message that is being read: their bytes, taken out of the window before it moves,
 * and where each stands. Handed over to the values when the message ends.
 */
import type { Cursor } from "#standards/edifact/cursor.ts";
import type { Latin1Buffer } from "#standards/edifact/latin1.ts";
import type { Separators } from "#standards/edifact/separators.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { KeptMessage, type KeptPiece, type ReadFields } from "./kept-message.ts";
import type { Layout, LazyValue, SlotPlan } from "./lazy-values.ts";

const FIRST_SLOTS = 4_096;

export class HeldSegments {
  #kept = new KeptMessage();
  #marks: Separators | undefined;
  #ownSlots = new Int32Array(FIRST_SLOTS);
  #slots = this.#ownSlots;
  #used = 0;
  #read: ReadFields[] = [];
  /** The bytes taken out so far, and how many they are. */
  #pieces: KeptPiece[] = [];
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
    this.#pieces = [];
    this.#size = 0;
    this.#window = undefined;
  }

  /** A new value of the message. */
  make(layout: Layout): LazyValue {
    const base = this.#used;
    this.#used = base + layout.slots;
    if (this.#used > this.#slots.length) this.#growSlots();
    return this.makeAt(layout, base);
  }

  /** A value of which a walk has noted segments. */
  makeAt(layout: Layout, base: number): LazyValue {
    return layout.make(this.#kept, base);
  }

  /** Slots in use. */
  get used(): number {
    return this.#used;
  }

  /** Notes in these from now on, all of which are 0; more will do if they are too few. */
  useSlots(slots: Int32Array<ArrayBuffer>): void {
    if (this.#used > slots.length) return;
    slots.set(this.#slots.subarray(0, this.#used));
    this.#slots.fill(0, 0, this.#used);
    this.#slots = slots;
  }

  isIn(slots: Int32Array): boolean {
    return this.#slots === slots;
  }

  /** A walk notes segments from this one on; answers what to add to where one begins for its slot. */
  beginRun(window: Tokens, index: number): number {
    if (this.#window === undefined) this.#open(window, window.starts[index] as number);
    return this.#size - this.#from + 1;
  }

  /** It has noted those before this one; that many slots are in use. */
  endRun(window: Tokens, index: number, used: number): void {
    this.#to = window.starts[index] as number;
    this.#used = used;
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
    { slot, identity, number }: SlotPlan,
    hash: number,
  ): void {
    const { starts } = window;
    const start = starts[index] as number;
    if (this.#window === undefined) this.#open(window, start);
    this.#to = starts[index + 1] as number;
    this.#slots[base + slot] = this.#size + start - this.#from + 1;
    if (identity >= 0) this.#slots[base + identity] = hash;
    if (number > 0) this.#slots[base + number + 1] = 0;
  }

  /** The segment is one of a value, and its fields have been read. */
  keep(base: number, { slot, identity, number }: SlotPlan, fields: ReadFields): void {
    this.#slots[base + slot] = -this.#read.push(fields);
    if (identity >= 0) this.#slots[base + identity] = 0;
    if (number > 0) this.#slots[base + number + 1] = 0;
  }

  /** The message is whole: its values can be asked. */
  end(): void {
    this.#takeOut();
    const slots = this.#slots.slice(0, this.#used);
    this.#slots.fill(0, 0, this.#used);
    this.#slots = this.#ownSlots;
    this.#kept.close(this.#pieces, slots, this.#read);
  }

  #growSlots(): void {
    this.#ownSlots = new Int32Array(2 * this.#used);
    this.#ownSlots.set(this.#slots);
    this.#slots.fill(0);
    this.#slots = this.#ownSlots;
  }

  #open(window: Tokens, start: number): void {
    this.#window = window.bytes;
    this.#from = start;
    this.#to = start;
    window.beforeMoving(this.#takeOut);
  }

  #takeOut = (): void => {
    const window = this.#window;
    this.#window = undefined;
    if (window === undefined || this.#from === this.#to) return;
    this.#pieces.push({ from: this.#size, text: window.latin1Slice(this.#from, this.#to) });
    this.#size += this.#to - this.#from;
  };
}
