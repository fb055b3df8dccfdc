/** Single faults of CEB messages as lines, disks and programs make them, each of a named kind. */
import type { Chance } from "#base/chance.ts";

export type CebDamage = {
  readonly kind: string;
  readonly bytes: Uint8Array;
  /** Byte offset of the fault. */
  readonly at: number;
  /** Whether the message may be as sound as before: damage inside a text, blanks between elements. */
  readonly isHarmless: boolean;
};

/** One letter or digit of a text is another: nothing else is read otherwise. */
export const TEXT_DAMAGE = "letter of a text changed";

type Fault = Omit<CebDamage, "kind">;
type Make = (bytes: Uint8Array, chance: Chance) => Fault;

const [LESS, MORE, AMPERSAND] = [0x3c, 0x3e, 0x26];
const ZED = 0x5a;
/** Bytes of the XML declaration. */
const HEAD = 38;
const BITS = 8;
const BYTES = 256;

const FAULTS: Readonly<Record<string, Make>> = {
  "bit flipped": (bytes, chance) => {
    const at = chance.below(bytes.length);
    return changed(bytes, at, (bytes[at] ?? 0) ^ (1 << chance.below(BITS)), true);
  },
  "byte changed": (bytes, chance) =>
    changed(bytes, chance.below(bytes.length), chance.below(BYTES), true),
  "byte lost": (bytes, chance) => cut(bytes, chance.below(bytes.length), 1, true),
  "part lost": (bytes, chance) =>
    cut(bytes, chance.below(bytes.length), 1 + chance.below(bytes.length), true),
  "cut off": (bytes, chance) => {
    const at = chance.below(bytes.length);
    return { bytes: bytes.subarray(0, at), at, isHarmless: false };
  },
  "mark of a tag changed": (bytes, chance) =>
    changed(bytes, markAt(bytes, chance), chance.pick([0x20, 0x41, AMPERSAND]), false),
  // Another name than xml makes the head an instruction, which may stand there.
  "letter of a tag changed": (bytes, chance) => {
    const at = nameAt(bytes, chance);
    return changed(bytes, at, 0x7a, at < HEAD);
  },
  [TEXT_DAMAGE]: (bytes, chance) => {
    const at = letterAt(bytes, insideAt(bytes, chance));
    return changed(bytes, at, (bytes[at] ?? 0) === ZED ? ZED - 1 : ZED, true);
  },
  "element lost": (bytes, chance) => {
    const { at, length } = elementAt(bytes, chance);
    return cut(bytes, at, length, true);
  },
  "element doubled": (bytes, chance) => {
    const { at, length } = elementAt(bytes, chance);
    return put(bytes, at, bytes.subarray(at, at + length), true);
  },
  "markup put in": (bytes, chance) => {
    const text = chance.pick(["<", "&", "]]>", "<x>", "</x>", "&amp", "\u0000", "<!DOCTYPE x>"]);
    return put(bytes, insideAt(bytes, chance), Buffer.from(text), true);
  },
  "noise put in": (bytes, chance) => {
    const noise = Uint8Array.from({ length: 1 + chance.below(40) }, () => chance.below(BYTES));
    return put(bytes, chance.below(bytes.length), noise, true);
  },
  "deep nesting put in": (bytes, chance) =>
    put(bytes, insideAt(bytes, chance), Buffer.from("<a>".repeat(chance.below(2_000))), true),
  "long text put in": (bytes, chance) =>
    put(bytes, insideAt(bytes, chance), Buffer.from("长".repeat(chance.below(20_000))), true),
};

/** Names of the kinds of damage. */
export const CEB_DAMAGE: readonly string[] = Object.keys(FAULTS);

/** Damages a message once, by a kind chosen by chance. */
export function damageCeb(bytes: Uint8Array, chance: Chance): CebDamage {
  const kind = chance.pick(CEB_DAMAGE);
  const make = FAULTS[kind];
  if (make === undefined) throw new Error(`no damage is called ${kind}`);
  return { kind, ...make(bytes, chance) };
}

function changed(bytes: Uint8Array, at: number, to: number, isHarmless: boolean): Fault {
  const copy = Uint8Array.from(bytes);
  copy[at] = to;
  return { bytes: copy, at, isHarmless };
}

function cut(bytes: Uint8Array, at: number, length: number, isHarmless: boolean): Fault {
  const rest = [bytes.subarray(0, at), bytes.subarray(at + length)];
  return { bytes: Buffer.concat(rest), at, isHarmless };
}

function put(bytes: Uint8Array, at: number, more: Uint8Array, isHarmless: boolean): Fault {
  const parts = [bytes.subarray(0, at), more, bytes.subarray(at)];
  return { bytes: Buffer.concat(parts), at, isHarmless };
}

/** The first byte of this value behind a place chosen by chance, else before it. */
function next(bytes: Uint8Array, value: number, chance: Chance): number {
  const from = chance.below(bytes.length);
  const at = bytes.indexOf(value, from);
  return at < 0 ? bytes.lastIndexOf(value) : at;
}

function markAt(bytes: Uint8Array, chance: Chance): number {
  return next(bytes, LESS, chance);
}

function nameAt(bytes: Uint8Array, chance: Chance): number {
  return next(bytes, LESS, chance) + 2 + chance.below(6);
}

/** A letter or digit of the first text from here on; any byte where there is none. */
function letterAt(bytes: Uint8Array, from: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const found = /<ceb:\w+>(?=[A-Za-z0-9])/g;
  found.lastIndex = from;
  const match = found.exec(text);
  return match === null ? 0 : match.index + match[0].length;
}

/** Right behind a tag. */
function insideAt(bytes: Uint8Array, chance: Chance): number {
  return next(bytes, MORE, chance) + 1;
}

/** From one opening tag to the end of the next closing one. */
function elementAt(
  bytes: Uint8Array,
  chance: Chance,
): { readonly at: number; readonly length: number } {
  const at = next(bytes, LESS, chance);
  const close = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf("</", at);
  const end = close < 0 ? bytes.length : bytes.indexOf(MORE, close) + 1;
  return { at, length: Math.max(end - at, 1) };
}
