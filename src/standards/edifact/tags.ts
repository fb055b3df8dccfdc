/** Tags as numbers of their three bytes: which are tags at all, and which belong into messages. */
/** `UN`, with which service segments begin. */
const SERVICE = 0x554e;
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** 1 for each byte that may stand first, or later, in a tag. */
export const CAPITAL = table(CAPITALS);
export const TAG_CHARACTER = table(`${CAPITALS}0123456789`);

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

/** The three bytes there as one number. */
export function tagAt(bytes: Uint8Array, at: number): number {
  const [first, second] = [bytes[at] as number, bytes[at + 1] as number];
  return (first << 16) | (second << 8) | (bytes[at + 2] as number);
}
