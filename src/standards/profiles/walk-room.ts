/**
 * Where the walk over a table finds its table and notes what it did, in the memory of `fast-cut.ts`
 * behind the window. One message at a time has the room.
 */
import { PLACES } from "#standards/edifact/cut-program.ts";

const WORD_BYTES = 4;

/** What fits in it; a table that is larger is walked without it. */
export const MOST_NODES = 256;
export const MOST_FIELDS = 512;
export const MOST_WIDTHS = 1_024;
export const MOST_DEPTH = 16;
/** Of one message; beyond them the rest of it is walked without it. */
export const MOST_SLOTS = 65_536;
/** Values opened in one call. */
export const MOST_OPENED = 4_096;
/** Slots of one value. */
export const MOST_VALUE_SLOTS = 64;
/** Behind a measure's units a slot has its unit, and from this bit on its scale. */
export const SCALE_SHIFT = 24;
/** Ways on that are remembered of a position, and where they are: the last one first. */
export const WAYS = 2;
/** Positions that must have been there before the one that a way leads to. */
export const MOST_NEEDED = 4;
/** Codes remembered of a field: a power of two. */
export const CODES_BITS = 4;
/** Words remembered of a field that begins with a dispatch (S8): its twenty bytes. */
export const STARTS_BITS = 3;
export const START_WORDS = 5;

/** Words that go in and out. */
export const WALK_WORDS = {
  index: 0,
  behind: 1,
  state: 2,
  /** Added to where a segment begins in the window for its slot. */
  shift: 3,
  used: 4,
  opened: 5,
} as const;
const WORDS = 16;

/** Words of a position, and of a field. */
export const NODE_BITS = 5;
export const FIELD_BITS = 3;
export const NODE = {
  /** 0 where it cannot be walked. */
  max: 0,
  prefixLength: 1,
  prefixComponents: 2,
  prefixElement: 3,
  /** Addresses. */
  widths: 4,
  fields: 6,
  fieldsEnd: 7,
  widthsCount: 5,
  isOptionalLeaf: 8,
  mayRecur: 9,
  /** Its own number where it is no group. */
  lastInside: 10,
  slot: 11,
  /** -1: none. */
  identity: 12,
  depth: 13,
  /** Slots of the value it opens; 0: it opens none. */
  valueSlots: 14,
  /** The first of the two slots of its measure; 0: it has none. */
  number: 15,
  prefix: 16,
  masks: 20,
} as const;
export const FIELD = {
  kind: 0,
  element: 1,
  component: 2,
  max: 3,
  mayBeEmpty: 4,
  /** Component of the unit; of a constant its bytes. */
  unit: 5,
  /** Components of lines; of the measure that is noted 1. */
  count: 6,
  /** Address of the codes found right; 0: there is no list. Of S8 and S9 that of the start. */
  codes: 7,
} as const;
export const KINDS = {
  text: 0,
  lines: 1,
  measure: 2,
  integer: 3,
  decimal: 4,
  s10: 5,
  s8: 6,
  s9: 7,
  sequence: 8,
  constant: 9,
} as const;

const from = PLACES.behind;
const counts = from + WORD_BYTES * WORDS;
const sequences = counts + WORD_BYTES * MOST_NODES;
const usual = sequences + WORD_BYTES * MOST_NODES;
const needed = usual + WAYS * WORD_BYTES * MOST_NODES;
const bases = needed + WAYS * MOST_NEEDED * WORD_BYTES * MOST_NODES;
const seen = bases + WORD_BYTES * MOST_DEPTH;
const nodes = seen + 4 * WORD_BYTES * MOST_NODES;
const fields = nodes + (WORD_BYTES << NODE_BITS) * MOST_NODES;
const widths = fields + (WORD_BYTES << FIELD_BITS) * MOST_FIELDS;
const codes = widths + WORD_BYTES * MOST_WIDTHS;
const starts = codes + (WORD_BYTES << CODES_BITS) * MOST_FIELDS;
const opened = starts + (WORD_BYTES << STARTS_BITS) * MOST_FIELDS;
const slots = opened + 2 * WORD_BYTES * MOST_OPENED;
const behind = slots + WORD_BYTES * (MOST_SLOTS + MOST_VALUE_SLOTS);

/** Addresses in the memory, each a multiple of sixteen. */
export const ROOM = {
  from,
  counts,
  sequences,
  usual,
  needed,
  bases,
  seen,
  nodes,
  fields,
  widths,
  codes,
  starts,
  opened,
  slots,
  behind,
} as const;
