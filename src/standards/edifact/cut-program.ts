/**
 * The cutting loop of `tokens.ts` as a WebAssembly program that looks at 64 bytes at once, and where
 * its memory holds what. Same window, same arrays, same result: it begins where the plain loop stopped
 * and stops where that must go on. It does the usual; what is seldom is left to the plain loop.
 */
import {
  ALWAYS,
  CARRIAGE_RETURN,
  ELEMENT,
  FLAGS_SHIFT,
  HAS_DOUBT,
  HAS_HIGH,
  HAS_SUSPECT,
  HEAD_BYTES,
  IS_DATA,
  LINE_END,
  LINE_FEED,
  RELEASE,
  REPEATS,
  REPETITION,
  SUSPECT,
  TAG_BYTES,
  TERMINATOR,
} from "./byte-kinds.ts";
import { BATCH_BYTES, MAX_SEGMENT_BYTES } from "./limits.ts";
import {
  block,
  bytes16,
  type Code,
  f64,
  i32,
  i64,
  jump,
  jumpIf,
  locals,
  loop,
  memory,
  moduleOf,
  type Operand,
  sequence,
  set,
  when,
} from "./wasm-code.ts";

/** Bytes of the window, and entries of each array. */
export const MOST_BYTES = MAX_SEGMENT_BYTES + 2 * BATCH_BYTES;
export const MOST_ENTRIES = MOST_BYTES + 2;
const BLOCK_BYTES = 64;

/** What goes in and out, as four-byte words from the beginning of the memory; `line` is a float. */
export const WORDS = {
  at: 0,
  end: 1,
  most: 2,
  segments: 3,
  components: 4,
  elements: 5,
  open: 6,
  openAll: 7,
  line: 8,
} as const;
const WORD_BYTES = 4;

/** Tables of 256 bytes, by byte: its kind, what it is behind a release character, and more. */
const KINDS = 0x100;
/** Flags of a component, without their lower bits; LINE_RELEASED is left to the plain loop. */
const RELEASED = 0x200;
export const LINE_RELEASED = 0x80;
/** 1 where the plain loop must be asked what comes; line ends are passed here. */
const PAUSING = 0x300;
/** 1: may be first in a tag; 2: may be later in one. */
const TAGS = 0x400;
/** Whether it is in doubt. */
const DOUBTS = 0x500;
/** By the lower half of a byte, bits of the upper halves with which it is no plain text. */
const LOW_HALVES = 0x600;
/** By the upper half of a byte, its bit. */
const HIGH_HALVES = 0x610;
/** 0 to 15. */
const INDEXES = 0x620;
const BYTES = 0x700;
const ENDS = aligned(BYTES + MOST_BYTES + BLOCK_BYTES);
const COMPONENTS = aligned(ENDS + WORD_BYTES * MOST_ENTRIES);
const ELEMENTS = aligned(COMPONENTS + WORD_BYTES * MOST_ENTRIES);
const STARTS = aligned(ELEMENTS + WORD_BYTES * MOST_ENTRIES);
const FLAGS = aligned(STARTS + WORD_BYTES * MOST_ENTRIES);
const LINES = aligned(FLAGS + WORD_BYTES * MOST_ENTRIES);
const HEADS = aligned(LINES + 2 * WORD_BYTES * MOST_ENTRIES);
const BEHIND = aligned(HEADS + HEAD_BYTES * MOST_ENTRIES);

/** Behind all of it, for who reads the segments. */
export const SPARE_BYTES = 0x7_0000;

/** Where everything is, in bytes from the beginning of the memory. */
export const PLACES = {
  kinds: KINDS,
  released: RELEASED,
  pausing: PAUSING,
  tags: TAGS,
  doubts: DOUBTS,
  lowHalves: LOW_HALVES,
  highHalves: HIGH_HALVES,
  indexes: INDEXES,
  bytes: BYTES,
  ends: ENDS,
  firstComponent: COMPONENTS,
  firstElement: ELEMENTS,
  starts: STARTS,
  flags: FLAGS,
  lines: LINES,
  heads: HEADS,
  behind: BEHIND,
} as const;

const SERVICE = 0x4e55;
const ALL_BITS = 0xff;
const IS_DATA_BIT = 31 - Math.clz32(IS_DATA);
const REPEATS_BIT = 31 - Math.clz32(REPEATS);

const named = locals({
  at: "i32",
  end: "i32",
  most: "i32",
  segments: "i32",
  components: "i32",
  elements: "i32",
  open: "i32",
  openAll: "i32",
  line: "f64",
  /** Where the segment begins. */
  start: "i32",
  /** Bytes before it have been looked at. */
  passed: "i32",
  /** The bytes of the block that are not plain, the first one's bit lowest. */
  found: "i64",
  position: "i32",
  byte: "i32",
  kind: "i32",
  word: "i32",
  size: "i32",
  /** 1 where the plain loop must go on. */
  isLeft: "i32",
  piece: "v128",
});
const { at, end, most, segments, components, elements, open, openAll, line } = named;
const { start, passed, found, position, byte, kind, word, size, isLeft, piece } = named;
const NUMBERS = { at, end, most, segments, components, elements, open, openAll };

/** The program; what it answers is 1 where the plain loop must go on, and 0 where it would stop. */
export function cutProgram(): Uint8Array<ArrayBuffer> {
  const body = sequence(
    takeIn(),
    set(start, memory.load32(STARTS, words(segments))),
    block("stop", loop("blocks", jumpIf("stop", i32.atLeast(at, end)), oneBlock())),
    giveOut(),
  );
  return moduleOf(named, body, isLeft);
}

/** The 64 bytes from `at` on; what is found in them one after the other. */
function oneBlock(): Code {
  return sequence(
    set(found, i64.or(bitsOf(0), i64.or(bitsOf(16), i64.or(bitsOf(32), bitsOf(48))))),
    // Nothing behind the window, and nothing that stands behind a release character.
    when(
      i32.more(i32.add(at, BLOCK_BYTES), end),
      set(found, i64.and(found, i64.subtract(bitAt(end), i64.constant(1n)))),
    ),
    when(
      i32.more(passed, at),
      set(found, i64.and(found, i64.left(i64.constant(-1n), distance(passed)))),
    ),
    block(
      "done",
      loop(
        "next",
        jumpIf("done", i64.isZero(found)),
        set(position, i32.add(at, i32.ofLong(i64.zeros(found)))),
        set(found, i64.and(found, i64.subtract(found, i64.constant(1n)))),
        set(byte, memory.loadByte(BYTES, position)),
        set(kind, memory.loadByte(KINDS, byte)),
        when(i32.more(kind, TERMINATOR), unusual(), jump("next")),
        separator(),
        jump("next"),
      ),
    ),
    set(at, i32.add(at, BLOCK_BYTES)),
    when(i32.more(at, end), set(at, end)),
    jump("blocks"),
  );
}

/** Bits of the sixteen bytes from there on: 1 for those that are no plain text. */
function bitsOf(from: number): Code {
  const table = (place: number): Code => memory.load128(place, 0);
  const low = bytes16.swizzle(table(LOW_HALVES), bytes16.and(piece, bytes16.all(0x0f)));
  const high = bytes16.swizzle(table(HIGH_HALVES), bytes16.right(piece, 4));
  const isFound = bytes16.other(bytes16.and(low, high), bytes16.all(0));
  const bits = bytes16.highBits(bytes16.or(isFound, piece));
  return sequence(
    set(piece, memory.load128(BYTES + from, at)),
    i64.left(i64.of(bits), i64.constant(BigInt(from))),
  );
}

/** A byte that is no separator and no plain text. */
function unusual(): Code {
  const behind = i32.add(position, 1);
  const released = memory.loadByte(RELEASED, memory.loadByte(BYTES, behind));
  const isContinued = i32.same(i32.and(memory.loadByte(BYTES, behind), 0xc0), 0x80);
  const isLineEnd = i32.or(i32.same(byte, LINE_END), i32.same(byte, CARRIAGE_RETURN));
  return sequence(
    when(
      i32.same(kind, RELEASE),
      when(i32.atLeast(behind, end), leave(position, 1)),
      set(byte, released),
      when(i32.atLeast(byte, LINE_RELEASED), leave(position, 1)),
      set(open, i32.or(open, i32.left(byte, FLAGS_SHIFT))),
      set(passed, i32.add(position, 2)),
      set(found, i64.and(found, i64.rotateLeft(i64.constant(-2n), distance(behind)))),
      jump("next"),
    ),
    when(
      i32.and(i32.same(position, start), isLineEnd),
      when(i32.same(byte, LINE_END), set(line, f64.add(line, f64.of(1)))),
      begin(),
      jump("next"),
    ),
    when(i32.same(kind, LINE_FEED), leave(position, 1)),
    set(open, i32.or(open, HAS_HIGH)),
    when(i32.same(kind, SUSPECT), set(open, i32.or(open, HAS_SUSPECT)), jump("next")),
    set(byte, memory.loadByte(DOUBTS, byte)),
    jumpIf("next", i32.isZero(byte)),
    when(
      i32.or(i32.or(i32.same(byte, ALWAYS), i32.atLeast(behind, end)), isContinued),
      set(open, i32.or(open, HAS_DOUBT)),
    ),
  );
}

/** Which separator it is decides by numbers, not by jumps, as far as it can: they are hard to guess. */
function separator(): Code {
  const repeats = i32.left(i32.same(kind, REPETITION), REPEATS_BIT);
  return sequence(
    set(open, i32.or(open, repeats)),
    memory.store32(ENDS, words(components), i32.or(position, open)),
    set(components, i32.add(components, 1)),
    set(openAll, i32.or(openAll, open)),
    set(open, 0),
    memory.store32(COMPONENTS + WORD_BYTES, words(elements), components),
    set(elements, i32.add(elements, i32.atLeast(kind, ELEMENT))),
    when(i32.same(kind, TERMINATOR), segmentEnd()),
  );
}

function segmentEnd(): Code {
  const head = memory.load128(BYTES, start);
  const isInside = bytes16.less(memory.load128(INDEXES, 0), bytes16.all(size));
  return sequence(
    set(size, i32.subtract(i32.add(position, 1), start)),
    memory.store32(FLAGS, words(segments), i32.or(openAll, dataFlag())),
    when(i32.more(size, HEAD_BYTES), set(size, HEAD_BYTES)),
    memory.store128(HEADS, i32.left(segments, 4), bytes16.and(head, isInside)),
    set(openAll, 0),
    set(segments, i32.add(segments, 1)),
    memory.store32(ELEMENTS, words(segments), elements),
    begin(),
    when(i32.atLeast(segments, most), leave(start, 0)),
  );
}

/** IS_DATA, if the segment is of that kind. */
function dataFlag(): Code {
  const tag = (index: number): Code =>
    memory.loadByte(TAGS, i32.and(i32.right(word, 8 * index), ALL_BITS));
  const behind = memory.loadByte(KINDS, i32.right(word, 8 * TAG_BYTES));
  const isOne = i32.less(i32.subtract(behind, ELEMENT), TERMINATOR - ELEMENT + 1);
  const isShort = i32.less(size, MAX_SEGMENT_BYTES + 1);
  const isOther = i32.other(i32.and(word, 0xffff), SERVICE);
  const isTag = i32.and(tag(0), i32.right(i32.and(tag(1), tag(2)), 1));
  return sequence(
    set(word, memory.load32(BYTES, start)),
    i32.left(i32.and(i32.and(isTag, isOne), i32.and(isOther, isShort)), IS_DATA_BIT),
  );
}

/** A segment begins behind `position`, where something may stand that is the plain loop's. */
function begin(): Code {
  return sequence(
    set(start, i32.add(position, 1)),
    memory.store32(STARTS, words(segments), start),
    memory.store64Float(LINES, i32.left(segments, 3), line),
    when(memory.loadByte(PAUSING, memory.loadByte(BYTES, start)), leave(start, 0)),
  );
}

/** Stops there. */
function leave(where: Operand, left: 0 | 1): Code {
  return sequence(set(at, where), set(isLeft, left), jump("stop"));
}

function takeIn(): Code {
  const numbers = Object.entries(NUMBERS).map(([name, local]) =>
    set(local, memory.load32(WORD_BYTES * WORDS[name as keyof typeof NUMBERS], 0)),
  );
  return sequence(...numbers, set(line, memory.load64Float(WORD_BYTES * WORDS.line, 0)));
}

function giveOut(): Code {
  const numbers = Object.entries(NUMBERS).map(([name, local]) =>
    memory.store32(WORD_BYTES * WORDS[name as keyof typeof NUMBERS], 0, local),
  );
  return sequence(...numbers, memory.store64Float(WORD_BYTES * WORDS.line, 0, line));
}

/** The bit of a byte of the block. */
function bitAt(place: Operand): Code {
  return i64.left(i64.constant(1n), distance(place));
}

/** How far from the block's beginning. */
function distance(place: Operand): Code {
  return i64.of(i32.subtract(place, at));
}

function words(index: Operand): Code {
  return i32.left(index, 2);
}

function aligned(place: number): number {
  return Math.ceil(place / HEAD_BYTES) * HEAD_BYTES;
}
