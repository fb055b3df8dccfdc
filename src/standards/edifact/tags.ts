/** Tags as numbers of their three bytes: which are tags at all, and which belong into messages. */
import { MAX_SEGMENT_BYTES } from "./limits.ts";
import { HAS_HIGH, HAS_SUSPECT, type Tokens } from "./tokens.ts";

const TAG_BYTES = 3;
/** `UN`, with which service segments begin. */
const SERVICE = 0x554e;
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** 1 for each byte that may stand first, or later, in a tag. */
const CAPITAL = table(CAPITALS);
const TAG_CHARACTER = table(`${CAPITALS}0123456789`);
/** Flags of segments whose characters are looked at. */
export const CHECKED = HAS_HIGH | HAS_SUSPECT;

/** How many segments from here on belong into a message and have nothing to be found. */
export function plainRun(tokens: Tokens, from: number, segments: number): number {
  const { bytes, flags, starts, ends, firstComponent, firstElement } = tokens;
  let segment = from;
  for (; segment < segments; segment += 1) {
    const start = starts[segment] as number;
    if (((flags[segment] as number) & CHECKED) !== 0) break;
    if ((starts[segment + 1] as number) - start > MAX_SEGMENT_BYTES) break;
    const element = firstElement[segment] as number;
    const component = firstComponent[element] as number;
    if (ends[component] !== start + TAG_BYTES) break;
    if (firstComponent[element + 1] !== component + 1) break;
    const high = ((bytes[start] as number) << 8) | (bytes[start + 1] as number);
    if (!isDataTag((high << 8) | (bytes[start + 2] as number))) break;
  }
  return segment - from;
}

function table(characters: string): Uint8Array {
  const bytes = new Uint8Array(256);
  for (const character of characters) bytes[character.charCodeAt(0)] = 1;
  return bytes;
}

/** The three bytes of a tag as one number. */
export function tagCode(tag: string): number {
  return (tag.charCodeAt(0) << 16) | (tag.charCodeAt(1) << 8) | tag.charCodeAt(2);
}

/** Three capitals or digits, the first a capital. */
export function isTag(code: number): boolean {
  const first = CAPITAL[code >>> 16] as number;
  const second = TAG_CHARACTER[(code >>> 8) & 0xff] as number;
  return (first & second & (TAG_CHARACTER[code & 0xff] as number)) === 1;
}

/** A tag that is none of the service segments UNx. */
export function isDataTag(code: number): boolean {
  return code >>> 8 !== SERVICE && isTag(code);
}
