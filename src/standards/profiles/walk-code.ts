/** The variables of the walk's program, and how it looks at the window and its table. */
import { OFFSET_MASK } from "#standards/edifact/byte-kinds.ts";
import { PLACES } from "#standards/edifact/cut-program.ts";
import {
  type Code,
  i32,
  jumpIf,
  locals,
  memory,
  type Operand,
  sequence,
  set,
} from "#standards/edifact/wasm-code.ts";
import { FIELD, NODE, ROOM } from "./walk-room.ts";

export const named = locals({
  index: "i32",
  behind: "i32",
  state: "i32",
  shift: "i32",
  used: "i32",
  opened: "i32",
  /** Which of the ways on is tried; number and address of its position. */
  way: "i32",
  number: "i32",
  node: "i32",
  head: "v128",
  start: "i32",
  hash: "i32",
  /** Elements of the segment. */
  first: "i32",
  behindElements: "i32",
  element: "i32",
  component: "i32",
  behindComponents: "i32",
  /** Address of the field; its component, with what it holds. */
  field: "i32",
  kind: "i32",
  end: "i32",
  from: "i32",
  to: "i32",
  size: "i32",
  max: "i32",
  isLacking: "i32",
  isEmpty: "i32",
  value: "i32",
  digit: "i32",
  sum: "i32",
  base: "i32",
  /** The number that was read; that of the segment's measure, and its scale and unit, or 0. */
  units: "i32",
  scale: "i32",
  measureUnits: "i32",
  measureRest: "i32",
});
const { number, node, field, from, to, size } = named;

export function setRange(which: Operand): Code {
  return sequence(
    set(from, i32.add(i32.and(endsAt(i32.subtract(which, 1)), OFFSET_MASK), 1)),
    set(to, i32.and(endsAt(which), OFFSET_MASK)),
    set(size, i32.subtract(to, from)),
  );
}

export function isNone(which: Operand): Code {
  const before = i32.and(endsAt(i32.subtract(which, 1)), OFFSET_MASK);
  return i32.same(i32.subtract(i32.and(endsAt(which), OFFSET_MASK), before), 1);
}

export function endsAt(which: Operand): Code {
  return memory.load32(PLACES.ends, words(which));
}

export function firstComponent(which: Operand): Code {
  return memory.load32(PLACES.firstComponent, words(which));
}

export function seen(): Code {
  return memory.load128(ROOM.seen, i32.left(number, 4));
}

export function ofNode(name: keyof typeof NODE): Code {
  return memory.load32(ROOM.nodes + 4 * NODE[name], node);
}

export function ofField(name: keyof typeof FIELD): Code {
  return memory.load32(4 * FIELD[name], field);
}

export function stopIf(condition: Operand): Code {
  return jumpIf("stop", condition);
}

export function words(number: Operand): Code {
  return i32.left(number, 2);
}
