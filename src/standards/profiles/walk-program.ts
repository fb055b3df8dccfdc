/**
 * The walk over a table as a WebAssembly program: segments that are as the position usual behind the
 * last one has them are checked by their bytes and noted, until one is not. It says of a segment what
 * `quick-check.ts` does, or nothing: then that is asked, and the full reading behind it.
 */
import { CHECKED, HEAD_BYTES, IS_DATA, REPEATS } from "#standards/edifact/byte-kinds.ts";
import { PLACES } from "#standards/edifact/cut-program.ts";
import {
  block,
  bytes16,
  type Code,
  i32,
  jump,
  jumpIf,
  loop,
  memory,
  moduleOf,
  sequence,
  set,
  when,
} from "#standards/edifact/wasm-code.ts";
import { checkFields } from "./field-program.ts";
import { endsAt, firstComponent, isNone, named, ofNode, seen, stopIf, words } from "./walk-code.ts";
import {
  MOST_NEEDED,
  MOST_NODES,
  MOST_OPENED,
  MOST_SLOTS,
  NODE,
  NODE_BITS,
  ROOM,
  WALK_WORDS,
  WAYS,
} from "./walk-room.ts";

const LOOKED_AT = CHECKED | REPEATS | IS_DATA;

const { index, behind, state, shift, used, opened, way, number, node } = named;
const { head, start, hash } = named;
const { first, behindElements, element, component, behindComponents } = named;
const { size } = named;
const { isEmpty, value, base, measureUnits, measureRest } = named;
const IN_AND_OUT = { index, behind, state, shift, used, opened };

/** The program; what it answers is the number of the first segment that it leaves. */
export function walkProgram(): Uint8Array<ArrayBuffer> {
  const body = sequence(
    takeIn(),
    block(
      "stop",
      loop(
        "segments",
        stopIf(i32.atLeast(index, behind)),
        stopIf(i32.other(i32.and(memory.load32(PLACES.flags, words(index)), LOOKED_AT), IS_DATA)),
        stopIf(i32.or(i32.atLeast(used, MOST_SLOTS), i32.atLeast(opened, MOST_OPENED))),
        set(head, memory.load128(PLACES.heads, i32.left(index, 4))),
        set(start, memory.load32(PLACES.starts, words(index))),
        set(hash, 0),
        set(measureRest, 0),
        block("right", goOn(), check()),
        enter(),
        set(index, i32.add(index, 1)),
        jump("segments"),
      ),
    ),
    giveOut(),
  );
  return moduleOf(named, body, index);
}

/** Goes to the first position that the segment begins as; it is right where it came like that before. */
function goOn(): Code {
  const prefix = memory.load128(ROOM.nodes + 4 * NODE.prefix, node);
  const masks = memory.load128(ROOM.nodes + 4 * NODE.masks, node);
  return sequence(
    set(way, i32.times(state, WAYS)),
    loop(
      "ways",
      set(number, memory.load32(ROOM.usual, words(way))),
      stopIf(i32.atLeast(number, MOST_NODES)),
      set(node, i32.left(number, NODE_BITS + 2)),
      stopIf(i32.atLeast(memory.load32(ROOM.counts, words(number)), ofNode("max"))),
      block("needed", ...Array.from({ length: MOST_NEEDED }, (_, at) => askNeeded(at))),
      jumpIf("right", i32.isZero(bytes16.isAny(bytes16.xor(head, seen())))),
      when(
        bytes16.isAny(bytes16.and(bytes16.xor(head, prefix), masks)),
        set(way, i32.add(way, 1)),
        jumpIf("ways", i32.less(way, i32.times(i32.add(state, 1), WAYS))),
        jump("stop"),
      ),
    ),
  );
}

/** Stops where a position that must have been there before was not. */
function askNeeded(at: number): Code {
  return sequence(
    set(value, memory.load32(ROOM.needed + 4 * at, i32.left(way, 4))),
    jumpIf("needed", i32.atLeast(value, MOST_NODES)),
    stopIf(i32.isZero(memory.load32(ROOM.counts, words(value)))),
  );
}

/** Stops where the segment, which begins as the position has it, is not so behind its prefix. */
function check(): Code {
  const behindStart = memory.load32(PLACES.starts, words(i32.add(index, 1)));
  const isShort = i32.less(i32.subtract(behindStart, start), HEAD_BYTES + 1);
  const sequenceAddress = words(number);
  return sequence(
    set(first, memory.load32(PLACES.firstElement, words(index))),
    set(component, i32.add(firstComponent(first), ofNode("prefixComponents"))),
    stopIf(i32.other(endsAt(i32.subtract(component, 1)), i32.add(start, ofNode("prefixLength")))),
    set(first, i32.add(first, 1)),
    set(behindElements, memory.load32(PLACES.firstElement, words(i32.add(index, 1)))),
    checkWidths(),
    checkFields(),
    when(
      i32.and(ofNode("mayRecur"), isShort),
      memory.store128(ROOM.seen, i32.left(number, 4), head),
    ),
    memory.store32(
      ROOM.sequences,
      sequenceAddress,
      i32.add(memory.load32(ROOM.sequences, sequenceAddress), 1),
    ),
  );
}

/** No element and no component more than the table has, and nothing empty at an end. */
function checkWidths(): Code {
  const isLast = i32.same(i32.add(element, 1), behindElements);
  const ordinal = words(i32.subtract(element, first));
  const width = memory.load32(0, i32.add(ofNode("widths"), ordinal));
  return sequence(
    set(size, i32.subtract(behindElements, first)),
    stopIf(i32.or(i32.isZero(size), i32.more(size, ofNode("widthsCount")))),
    set(element, i32.add(first, ofNode("prefixElement"))),
    set(component, firstComponent(element)),
    block(
      "checked",
      loop(
        "elements",
        jumpIf("checked", i32.atLeast(element, behindElements)),
        set(behindComponents, firstComponent(i32.add(element, 1))),
        set(size, i32.subtract(behindComponents, component)),
        set(isEmpty, isNone(i32.subtract(behindComponents, 1))),
        stopIf(i32.and(isEmpty, i32.or(i32.more(size, 1), isLast))),
        stopIf(i32.and(i32.isZero(isEmpty), i32.more(size, width))),
        set(component, behindComponents),
        set(element, i32.add(element, 1)),
        jump("elements"),
      ),
    ),
  );
}

/** Notes the segment: its position, the value it opens, where it stands. */
function enter(): Code {
  const count = i32.add(memory.load32(ROOM.counts, words(number)), 1);
  const baseAddress = words(ofNode("depth"));
  return sequence(
    memory.store32(ROOM.counts, words(number), count),
    when(i32.other(ofNode("lastInside"), number), forgetInside()),
    when(
      ofNode("valueSlots"),
      memory.store32(ROOM.opened, i32.left(opened, 3), number),
      memory.store32(ROOM.opened + 4, i32.left(opened, 3), used),
      set(opened, i32.add(opened, 1)),
      memory.store32(ROOM.bases, baseAddress, used),
      set(used, i32.add(used, ofNode("valueSlots"))),
    ),
    set(base, memory.load32(ROOM.bases, baseAddress)),
    memory.store32(ROOM.slots, words(i32.add(base, ofNode("slot"))), i32.add(start, shift)),
    when(
      i32.other(ofNode("identity"), -1),
      memory.store32(ROOM.slots, words(i32.add(base, ofNode("identity"))), hash),
    ),
    when(
      ofNode("number"),
      set(value, words(i32.add(base, ofNode("number")))),
      memory.store32(ROOM.slots, value, measureUnits),
      memory.store32(ROOM.slots + 4, value, measureRest),
    ),
    set(state, number),
  );
}

/** What is inside a group begins anew. */
function forgetInside(): Code {
  return sequence(
    set(value, i32.add(number, 1)),
    loop(
      "inside",
      memory.store32(ROOM.counts, words(value), 0),
      memory.store32(ROOM.sequences, words(value), 0),
      set(value, i32.add(value, 1)),
      jumpIf("inside", i32.less(value, i32.add(ofNode("lastInside"), 1))),
    ),
  );
}

function takeIn(): Code {
  const all = Object.entries(IN_AND_OUT).map(([name, local]) =>
    set(local, memory.load32(ROOM.from + 4 * WALK_WORDS[name as keyof typeof IN_AND_OUT], 0)),
  );
  return sequence(...all);
}

function giveOut(): Code {
  const all = Object.entries(IN_AND_OUT).map(([name, local]) =>
    memory.store32(ROOM.from + 4 * WALK_WORDS[name as keyof typeof IN_AND_OUT], 0, local),
  );
  return sequence(...all);
}
