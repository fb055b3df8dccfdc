/**
 * The walk of `walk-program.ts` over one table: its image in the room, and what a walk is told and
 * tells. Where there is no such program nothing here is asked.
 */
import { compiledProgram, type FastCut } from "#standards/edifact/fast-cut.ts";
import type { Separators } from "#standards/edifact/separators.ts";
import type { SlotPlan } from "./lazy-values.ts";
import type { FieldPlan, Node, Step } from "./plan.ts";
import { type Constant, type Prefix, prefixBytes, prefixOf } from "./segment-prefix.ts";
import { walkProgram } from "./walk-program.ts";
import {
  CODES_BITS,
  FIELD,
  FIELD_BITS,
  KINDS,
  MOST_DEPTH,
  MOST_FIELDS,
  MOST_NEEDED,
  MOST_NODES,
  MOST_OPENED,
  MOST_SLOTS,
  MOST_VALUE_SLOTS,
  MOST_WIDTHS,
  NODE,
  NODE_BITS,
  ROOM,
  STARTS_BITS,
  WALK_WORDS,
  WAYS,
} from "./walk-room.ts";

const WORD_BYTES = 4;
const PREFIX_BYTES = 16;
const ALL_BITS = 0xff;
const SEQUENCE_DIGITS = 9;

/** What changes while a message is walked, by position; codes by field. */
export type WalkNotes = {
  /** How often each has been there. */
  readonly counts: Int32Array;
  /** The running number each was last read with. */
  readonly sequences: Int32Array;
  /** Two positions that followed it in the table's order, the last one first; or -1. */
  readonly usual: Int32Array;
  /** Up to four positions that must have been there before each of them; -1 behind the last. */
  readonly needed: Int32Array;
  /** By depth, the first slot of the value that is being made. */
  readonly bases: Int32Array;
  /** The head of the last segment that was right, where it may come again; four words. */
  readonly seen: Int32Array;
  /** Codes found right, by their bytes. */
  readonly codes: Int32Array;
  /** The dispatch last found right at the beginning of an S8 or S9. */
  readonly starts: Int32Array;
};

/** Notes of their own for a table. */
export function notesOf(nodes: readonly Node[], fields: number): WalkNotes {
  return {
    counts: new Int32Array(nodes.length),
    sequences: new Int32Array(nodes.length),
    usual: new Int32Array(WAYS * nodes.length).fill(-1),
    needed: new Int32Array(WAYS * MOST_NEEDED * nodes.length).fill(-1),
    bases: new Int32Array(1 + nodes.reduce((most, { depth }) => Math.max(most, depth), 0)),
    seen: new Int32Array(4 * nodes.length),
    codes: new Int32Array(fields << CODES_BITS),
    starts: new Int32Array(fields << STARTS_BITS),
  };
}

/** Notes a step, the first of those by its tag, as the last one taken from a position. */
export function noteUsual({ usual, needed }: WalkNotes, from: number, step: Step): void {
  const { node, required, isBackward } = step;
  const isOnce = required.every(({ min }) => min === 1);
  const way = WAYS * from;
  if (isBackward || !isOnce || required.length > MOST_NEEDED || usual[way] === node.id) return;
  usual.copyWithin(way + 1, way, way + WAYS - 1);
  needed.copyWithin(MOST_NEEDED * (way + 1), MOST_NEEDED * way, MOST_NEEDED * (way + WAYS - 1));
  usual[way] = node.id;
  for (let at = 0; at < MOST_NEEDED; at += 1)
    needed[MOST_NEEDED * way + at] = required[at]?.id ?? -1;
}

/** The image of a table; undefined where it is too large. */
export type WalkTable = { readonly image: Int32Array<ArrayBuffer> };

export function walkTableOf(
  nodes: readonly Node[],
  slots: readonly (SlotPlan | undefined)[],
  marks: Separators,
): WalkTable | undefined {
  const known = tables.get(nodes);
  if (known?.marks === marks) return known.table;
  const image = new TableImage();
  const isWhole = nodes.every((node) => image.add(node, slots[node.id], marks));
  const table = isWhole ? { image: image.words } : undefined;
  tables.set(nodes, { marks, table });
  return table;
}

/** The last one of each plan. */
const tables = new WeakMap<
  readonly Node[],
  { readonly marks: Separators; readonly table: WalkTable | undefined }
>();

class TableImage {
  readonly words = new Int32Array((ROOM.codes - ROOM.nodes) / WORD_BYTES);
  #fields = 0;
  #widths = 0;

  /** False where there is no room for it. */
  add(node: Node, plan: SlotPlan | undefined, marks: Separators): boolean {
    const prefix = prefixOf(node);
    const measure = node.fields.find(({ kind }) => kind === "measure");
    const words = node.fields.map((field) => fieldWords(field, field === measure));
    const fields = [...words, ...prefix.rest.map(constantWords)];
    const known = fields.filter((one) => one !== undefined);
    const isWalked = plan !== undefined && canBeWalked(node, plan, prefix);
    if (!this.#hasRoom(node, fields.length)) return false;
    // The most of any other stays 0.
    if (isWalked && known.length === fields.length) {
      this.#putNode(node, plan, prefix);
      this.#putPrefix(node.id, prefixBytes(prefix, marks));
      this.#putFields(node.id, known);
      this.#putWidths(node);
    }
    return true;
  }

  #hasRoom({ id, depth, widths }: Node, fields: number): boolean {
    return (
      id < MOST_NODES &&
      depth < MOST_DEPTH &&
      this.#fields + fields <= MOST_FIELDS &&
      this.#widths + widths.length <= MOST_WIDTHS
    );
  }

  #putNode(node: Node, { slot, identity, number, layout }: SlotPlan, prefix: Prefix): void {
    const { id } = node;
    this.#put(id, "max", node.max);
    this.#put(id, "prefixLength", prefix.length);
    this.#put(id, "prefixComponents", 1 + prefix.constants.length);
    this.#put(id, "prefixElement", Math.max(prefix.element, 0));
    this.#put(id, "isOptionalLeaf", node.isOptionalLeaf ? 1 : 0);
    this.#put(id, "mayRecur", node.mayRecur ? 1 : 0);
    this.#put(id, "lastInside", node.isGroup ? node.lastInside : id);
    this.#put(id, "slot", slot);
    this.#put(id, "identity", identity);
    this.#put(id, "number", number);
    this.#put(id, "depth", node.depth);
    this.#put(id, "valueSlots", node.valueKey === undefined ? 0 : layout.slots);
  }

  #putPrefix(id: number, bytes: Uint8Array): void {
    const view = new Uint8Array(this.words.buffer);
    const at = id << NODE_BITS;
    const masks = WORD_BYTES * (at + NODE.masks);
    view.set(bytes, WORD_BYTES * (at + NODE.prefix));
    view.fill(ALL_BITS, masks, masks + bytes.length);
  }

  #putFields(id: number, fields: readonly (readonly number[])[]): void {
    const place = (): number => ROOM.fields + ((WORD_BYTES * this.#fields) << FIELD_BITS);
    this.#put(id, "fields", place());
    for (const words of fields) {
      this.words.set(words, (place() - ROOM.nodes) / WORD_BYTES);
      this.#fields += 1;
    }
    this.#put(id, "fieldsEnd", place());
  }

  #putWidths({ id, widths }: Node): void {
    const place = ROOM.widths + WORD_BYTES * this.#widths;
    this.words.set(widths, (place - ROOM.nodes) / WORD_BYTES);
    this.#widths += widths.length;
    this.#put(id, "widths", place);
    this.#put(id, "widthsCount", widths.length);
  }

  #put(id: number, name: keyof typeof NODE, word: number): void {
    this.words[(id << NODE_BITS) + NODE[name]] = word;
  }
}

function canBeWalked({ tagCode }: Node, { layout }: SlotPlan, { length }: Prefix): boolean {
  return tagCode !== 0 && length <= PREFIX_BYTES && layout.slots <= MOST_VALUE_SLOTS;
}

const WALKED: Partial<Record<FieldPlan["kind"], number>> = {
  an: KINDS.text,
  code: KINDS.text,
  lines: KINDS.lines,
  measure: KINDS.measure,
  integer: KINDS.integer,
  decimal: KINDS.decimal,
  s10: KINDS.s10,
  s8: KINDS.s8,
  s9: KINDS.s9,
  sequence: KINDS.sequence,
};

/** The words of a field; undefined for a kind that is not walked. */
function fieldWords(plan: FieldPlan, isNoted: boolean): readonly number[] | undefined {
  const kind = WALKED[plan.kind];
  if (kind === undefined) return undefined;
  const words = Array.from({ length: 1 << FIELD_BITS }, () => 0);
  words[FIELD.kind] = kind;
  words[FIELD.element] = plan.element;
  words[FIELD.component] = plan.component;
  words[FIELD.max] = plan.kind === "sequence" ? SEQUENCE_DIGITS : plan.max;
  words[FIELD.mayBeEmpty] = plan.mayBeEmpty ? 1 : 0;
  words[FIELD.unit] = plan.unit;
  words[FIELD.count] = plan.kind === "lines" ? plan.count : isNoted ? 1 : 0;
  const codes = ROOM.codes + ((WORD_BYTES * plan.number) << CODES_BITS);
  const start = ROOM.starts + ((WORD_BYTES * plan.number) << STARTS_BITS);
  const hasStart = plan.kind === "s8" || plan.kind === "s9";
  words[FIELD.codes] = hasStart ? start : plan.isListed ? codes : 0;
  return words;
}

function constantWords({ element, component, text }: Constant): readonly number[] | undefined {
  if (!/^[A-Z0-9]{1,4}$/.test(text)) return undefined;
  const words = Array.from({ length: 1 << FIELD_BITS }, () => 0);
  words[FIELD.kind] = KINDS.constant;
  words[FIELD.element] = element;
  words[FIELD.component] = component;
  words[FIELD.max] = text.length;
  words[FIELD.unit] = Array.from(text).reduce(
    (sum, letter, at) => sum | (letter.charCodeAt(0) << (8 * at)),
    0,
  );
  return words;
}

/** The room of one memory. */
export class FastWalk {
  readonly notes: WalkNotes;
  readonly slots: Int32Array<ArrayBuffer>;
  /** Number of the position and first slot of each value that a walk opened. */
  readonly opened: Int32Array;
  readonly #words: Int32Array;
  readonly #image: Int32Array;
  readonly #run: () => number;
  #table: WalkTable | undefined;

  constructor({ buffer }: FastCut, run: () => number) {
    const words = (place: number, count: number) => new Int32Array(buffer, place, count);
    this.notes = {
      counts: words(ROOM.counts, MOST_NODES),
      sequences: words(ROOM.sequences, MOST_NODES),
      usual: words(ROOM.usual, WAYS * MOST_NODES),
      needed: words(ROOM.needed, WAYS * MOST_NEEDED * MOST_NODES),
      bases: words(ROOM.bases, MOST_DEPTH),
      seen: words(ROOM.seen, 4 * MOST_NODES),
      codes: words(ROOM.codes, MOST_FIELDS << CODES_BITS),
      starts: words(ROOM.starts, MOST_FIELDS << STARTS_BITS),
    };
    this.slots = words(ROOM.slots, MOST_SLOTS + MOST_VALUE_SLOTS);
    this.opened = words(ROOM.opened, 2 * MOST_OPENED);
    this.#words = words(ROOM.from, Object.keys(WALK_WORDS).length);
    this.#image = words(ROOM.nodes, (ROOM.codes - ROOM.nodes) / WORD_BYTES);
    this.#run = run;
  }

  /** A message of this table is walked from now on, going on from what was noted of it. */
  take(table: WalkTable, notes: WalkNotes): void {
    if (this.#table !== table) this.#image.set(table.image);
    this.#table = table;
    for (const key of NOTES) this.notes[key].set(notes[key]);
  }

  /**
   * Walks segments from one on until one is not as the table has it; answers its number. `shift` makes
   * a slot of where a segment begins; `used` slots are in use.
   */
  walk(from: number, behind: number, state: number, shift: number, used: number): number {
    const words = this.#words;
    words[WALK_WORDS.index] = from;
    words[WALK_WORDS.behind] = behind;
    words[WALK_WORDS.state] = state;
    words[WALK_WORDS.shift] = shift;
    words[WALK_WORDS.used] = used;
    words[WALK_WORDS.opened] = 0;
    return this.#run();
  }

  /** Puts what stays from message to message into the notes of a table. */
  giveBack({ usual, needed }: WalkNotes): void {
    usual.set(this.notes.usual.subarray(0, usual.length));
    needed.set(this.notes.needed.subarray(0, needed.length));
  }

  /** The position that the walk came to. */
  get state(): number {
    return this.#words[WALK_WORDS.state] as number;
  }

  /** Slots in use behind it. */
  get used(): number {
    return this.#words[WALK_WORDS.used] as number;
  }

  /** How many values it opened. */
  get openedCount(): number {
    return this.#words[WALK_WORDS.opened] as number;
  }
}

const NOTES = [
  "counts",
  "sequences",
  "usual",
  "needed",
  "bases",
  "seen",
  "codes",
  "starts",
] as const;

const walks = new WeakMap<FastCut, FastWalk>();
const program = compiledProgram(walkProgram);

/** The room of a memory, made once; undefined where there is no program. */
export function fastWalkOf(memory: FastCut): FastWalk | undefined {
  const known = walks.get(memory);
  if (known !== undefined) return known;
  const module = program();
  if (module === undefined) return undefined;
  const walk = new FastWalk(memory, memory.runOf(module));
  walks.set(memory, walk);
  return walk;
}
