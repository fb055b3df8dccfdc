/** The part of the walk's program that checks the fields of a segment: what `quick-check.ts` says of them. */
import { HAS_HIGH, HAS_RELEASE } from "#standards/edifact/byte-kinds.ts";
import { PLACES } from "#standards/edifact/cut-program.ts";
import {
  block,
  bytes16,
  type Code,
  choose,
  i32,
  jump,
  jumpIf,
  loop,
  memory,
  sequence,
  set,
  when,
} from "#standards/edifact/wasm-code.ts";
import {
  endsAt,
  firstComponent,
  named,
  ofField,
  ofNode,
  setRange,
  stopIf,
  words,
} from "./walk-code.ts";
import { CODES_BITS, FIELD_BITS, KINDS, ROOM, SCALE_SHIFT } from "./walk-room.ts";

const SPECIAL = HAS_RELEASE | HAS_HIGH;
const HASH = 0x9e37_79b1 | 0;
const DIGIT_0 = 0x30;
const LETTER_A = 0x41;
const LETTERS = 26;
const POINT = 0x2e;
const SHORT_NUMBER = 9;
const MAX_UNIT = 3;
const CODE_BYTES = 4;
const S10_LENGTH = 13;
const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
const S10_LETTERS = [0, 1, 11, 12];
const S10_CHECK_DIGIT = 10;
const S8_LENGTH = 20;
const S9_LENGTH = 29;
/** Whether it is the highest receptacle: 0, 1 or 9; whether something in it is registered: 0 or 1. */
const S9_HIGHEST = 23;
const S9_REGISTERED = 24;

const { number, hash } = named;
const { first, behindElements, element, component, behindComponents } = named;
const { field, kind, end, from, to, size, max } = named;
const { isLacking, isEmpty, value, digit, sum } = named;
const { units, scale, measureUnits, measureRest } = named;

/** Stops where a field is not as the table has it. */
export function checkFields(): Code {
  return sequence(
    set(isLacking, ofNode("isOptionalLeaf")),
    set(field, ofNode("fields")),
    block(
      "read",
      loop(
        "fields",
        jumpIf("read", i32.same(field, ofNode("fieldsEnd"))),
        findField(),
        when(isEmpty, stopIf(i32.isZero(ofField("mayBeEmpty")))),
        when(i32.isZero(isEmpty), checkField()),
        set(field, i32.add(field, 4 << FIELD_BITS)),
        jump("fields"),
      ),
    ),
    stopIf(isLacking),
  );
}

/** The component of the field, if it is there. */
function findField(): Code {
  return sequence(
    set(isEmpty, 1),
    set(element, i32.add(first, ofField("element"))),
    when(
      i32.less(element, behindElements),
      set(component, i32.add(firstComponent(element), ofField("component"))),
      set(behindComponents, firstComponent(i32.add(element, 1))),
      when(
        i32.less(component, behindComponents),
        set(end, endsAt(component)),
        setRange(component),
        set(isEmpty, i32.isZero(size)),
      ),
    ),
  );
}

/** A field that is there, by its kind. */
function checkField(): Code {
  const isKind = (name: keyof typeof KINDS): Code => i32.same(kind, KINDS[name]);
  const isSpecial = i32.and(end, SPECIAL);
  return block(
    "right",
    set(kind, ofField("kind")),
    set(max, ofField("max")),
    when(
      i32.less(kind, KINDS.sequence),
      set(isLacking, 0),
      when(isKind("text"), stopIf(i32.more(size, max)), checkCode(), jump("right")),
      when(isKind("lines"), checkLines(), jump("right")),
    ),
    stopIf(isSpecial),
    when(isKind("s10"), checkS10(), jump("right")),
    when(isKind("s8"), checkStart(S8_LENGTH), jump("right")),
    when(isKind("s9"), checkS9(), jump("right")),
    when(isKind("measure"), checkNumber(), checkUnit(), jump("right")),
    when(isKind("decimal"), checkNumber(), jump("right")),
    when(isKind("constant"), checkConstant(), jump("right")),
    checkInteger(),
    when(
      isKind("sequence"),
      stopIf(i32.other(value, i32.add(memory.load32(ROOM.sequences, words(number)), 1))),
    ),
  );
}

/** The code in the range, where there is a list: it must have been found right before. */
function checkCode(): Code {
  const hashed = i32.right(i32.times(value, HASH), 32 - CODES_BITS);
  return when(
    ofField("codes"),
    stopIf(i32.or(i32.more(size, CODE_BYTES), i32.and(end, SPECIAL))),
    set(value, bytesOf()),
    stopIf(i32.other(memory.load32(0, i32.add(ofField("codes"), words(hashed))), value)),
  );
}

function checkConstant(): Code {
  return sequence(stopIf(i32.other(size, max)), stopIf(i32.other(bytesOf(), ofField("unit"))));
}

/** One to four bytes of the range as a number, the first lowest. */
function bytesOf(): Code {
  const bits = i32.subtract(32, i32.left(size, 3));
  return i32.and(memory.load32(PLACES.bytes, from), i32.right(-1, bits));
}

function checkLines(): Code {
  return sequence(
    set(value, i32.add(component, ofField("count"))),
    set(value, choose(value, behindComponents, i32.less(value, behindComponents))),
    block(
      "lines",
      loop(
        "line",
        setRange(component),
        stopIf(i32.more(size, max)),
        set(component, i32.add(component, 1)),
        jumpIf("line", i32.less(component, value)),
      ),
    ),
    stopIf(i32.isZero(size)),
  );
}

/** At most nine characters of digits and one point between them, as we write it. */
function checkNumber(): Code {
  const byte = memory.loadByte(PLACES.bytes, value);
  const isOutside = i32.or(i32.same(value, from), i32.same(i32.add(value, 1), to));
  return sequence(
    stopIf(i32.or(i32.more(size, SHORT_NUMBER), i32.more(size, i32.add(max, 1)))),
    // Where the point is; none is none of the places.
    set(sum, -1),
    set(value, from),
    set(units, 0),
    block(
      "digits",
      loop(
        "digit",
        set(digit, i32.subtract(byte, DIGIT_0)),
        block(
          "taken",
          when(
            i32.more(digit, 9),
            stopIf(i32.other(digit, POINT - DIGIT_0)),
            stopIf(i32.or(i32.other(sum, -1), isOutside)),
            set(sum, value),
            jump("taken"),
          ),
          set(units, i32.add(i32.times(units, 10), digit)),
        ),
        set(value, i32.add(value, 1)),
        jumpIf("digit", i32.less(value, to)),
      ),
    ),
    when(
      i32.same(memory.loadByte(PLACES.bytes, from), DIGIT_0),
      stopIf(i32.and(i32.other(size, 1), i32.other(sum, i32.add(from, 1)))),
    ),
    set(scale, choose(0, i32.subtract(i32.subtract(to, sum), 1), i32.same(sum, -1))),
  );
}

function checkUnit(): Code {
  return sequence(
    set(component, i32.add(firstComponent(element), ofField("unit"))),
    stopIf(i32.atLeast(component, behindComponents)),
    set(end, endsAt(component)),
    setRange(component),
    stopIf(i32.or(i32.isZero(size), i32.more(size, MAX_UNIT))),
    checkCode(),
    when(
      i32.and(ofField("count"), i32.isZero(i32.and(end, SPECIAL))),
      set(measureUnits, units),
      set(measureRest, i32.or(i32.left(scale, SCALE_SHIFT), bytesOf())),
    ),
  );
}

/** A whole number of at most nine digits, as we write it. */
function checkInteger(): Code {
  return sequence(
    stopIf(i32.or(i32.more(size, SHORT_NUMBER), i32.more(size, max))),
    stopIf(i32.and(i32.same(memory.loadByte(PLACES.bytes, from), DIGIT_0), i32.more(size, 1))),
    set(value, 0),
    loop(
      "digit",
      set(digit, i32.subtract(memory.loadByte(PLACES.bytes, from), DIGIT_0)),
      stopIf(i32.more(digit, 9)),
      set(value, i32.add(i32.times(value, 10), digit)),
      set(from, i32.add(from, 1)),
      jumpIf("digit", i32.less(from, to)),
    ),
  );
}

/** As `s10HashAt`, with the same hash. */
function checkS10(): Code {
  const byteAt = (at: number): Code => memory.loadByte(PLACES.bytes + at, from);
  const digits = S10_WEIGHTS.flatMap((weight, at) => [
    set(digit, i32.subtract(byteAt(2 + at), DIGIT_0)),
    stopIf(i32.more(digit, 9)),
    set(sum, i32.add(sum, i32.times(digit, weight))),
    set(value, i32.add(i32.times(value, 10), digit)),
  ]);
  const letters = S10_LETTERS.flatMap((at) => [
    set(digit, i32.subtract(byteAt(at), LETTER_A)),
    stopIf(i32.atLeast(digit, LETTERS)),
    set(hash, i32.add(i32.times(hash, LETTERS), digit)),
  ]);
  return sequence(
    stopIf(i32.or(i32.other(size, S10_LENGTH), ofField("codes"))),
    set(sum, 0),
    set(value, 0),
    ...digits,
    ...letters,
    // 11 less the rest; 10 is written 0, and 11 is 5.
    set(sum, i32.subtract(11, i32.rest(sum, 11))),
    set(sum, choose(0, choose(5, sum, i32.same(sum, 11)), i32.same(sum, 10))),
    stopIf(i32.other(i32.subtract(byteAt(S10_CHECK_DIGIT), DIGIT_0), sum)),
    set(hash, i32.xor(i32.times(value, HASH), hash)),
    set(hash, choose(hash, 1, hash)),
  );
}

/** An identifier of that length whose dispatch was found right before. */
function checkStart(length: number): Code {
  const start = ofField("codes");
  const first16 = bytes16.xor(memory.load128(PLACES.bytes, from), memory.load128(0, start));
  return sequence(
    stopIf(i32.or(i32.other(size, length), i32.more(size, max))),
    stopIf(bytes16.isAny(first16)),
    stopIf(i32.other(memory.load32(PLACES.bytes + 16, from), memory.load32(16, start))),
  );
}

/** A known dispatch and nine digits; the hash is that of `hashOf` in `quick-check.ts`. */
function checkS9(): Code {
  const isDigit = (at: number): Code =>
    sequence(
      set(digit, i32.subtract(memory.loadByte(PLACES.bytes + at, from), DIGIT_0)),
      stopIf(i32.more(digit, 9)),
      ...(at === S9_REGISTERED ? [stopIf(i32.more(digit, 1))] : []),
      ...(at === S9_HIGHEST ? [stopIf(i32.and(i32.more(digit, 1), i32.other(digit, 9)))] : []),
    );
  const digits = Array.from({ length: S9_LENGTH - S8_LENGTH }, (_, at) => isDigit(S8_LENGTH + at));
  return sequence(
    checkStart(S9_LENGTH),
    ...digits,
    set(hash, 0),
    loop(
      "character",
      set(hash, i32.add(i32.times(hash, HASH), memory.loadByte(PLACES.bytes, from))),
      set(from, i32.add(from, 1)),
      jumpIf("character", i32.less(from, to)),
    ),
    set(hash, choose(hash, 1, hash)),
  );
}
