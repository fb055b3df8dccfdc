/**
 * Character sets of the syntax identifiers UNOA to UNOY (service code list 0001 of syntax 4 release 1;
 * UNOL and UNOW as later releases name them): what a byte may be, text of bytes, bytes of text.
 * Escape sequences of UNOX (ISO 2022) are named, not followed: such text is given as ISO 8859-1.
 */
import { decodeLatin1 } from "./latin1.ts";

/** `level`: ASCII only, UNOA and UNOB; `single`: one byte a character; `extended`: UNOX. */
export type Charset = {
  /** 0001, four letters. */
  readonly syntax: string;
  readonly kind: "level" | "single" | "utf8" | "extended";
  /** What a finding calls it. */
  readonly name: string;
  /** 1 for each byte that the set gives no character to; control characters are not asked here. */
  readonly unassigned: Uint8Array;
  /** Every byte is the character of its own number. */
  readonly isLatin1: boolean;
  /** Text of bytes without release characters; a byte without a character becomes U+FFFD. */
  readonly decode: (bytes: Uint8Array) => string;
  /** The byte of a character over U+007F, undefined when the set has none; unused for UTF-8. */
  readonly byteOf: (character: string) => number | undefined;
};

/** ISO 8859 part of each single-byte identifier. */
const PARTS: Readonly<Record<string, number>> = {
  UNOC: 1,
  UNOD: 2,
  UNOE: 5,
  UNOF: 7,
  UNOG: 3,
  UNOH: 4,
  UNOI: 6,
  UNOJ: 8,
  UNOK: 9,
  UNOL: 15,
};

const ASCII_BYTES = 128;
const ALL_BYTES = 256;
const FIRST_HIGH = 0xa0;
/** Invariant part of ISO 646 without lower case, the repertoire of level A. */
const LEVEL_A = " !\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
const LOWER_CASE = "abcdefghijklmnopqrstuvwxyz";

const known = new Map<string, Charset>();

/** The set an identifier names; undefined when none is known by it. */
export function charsetOf(syntax: string): Charset | undefined {
  const found = known.get(syntax) ?? makeCharset(syntax);
  if (found !== undefined) known.set(syntax, found);
  return found;
}

function makeCharset(syntax: string): Charset | undefined {
  const part = PARTS[syntax];
  if (part !== undefined) return singleByte(syntax, part);
  if (syntax === "UNOA") return level(syntax, "ISO 646, level A", LEVEL_A);
  if (syntax === "UNOB") return level(syntax, "ISO 646, level B", LEVEL_A + LOWER_CASE);
  if (syntax === "UNOX") return { ...latin1(syntax, "ISO 2022"), kind: "extended" };
  if (syntax === "UNOY" || syntax === "UNOW") return utf8(syntax);
  return undefined;
}

/** Only these characters; a byte over 127 is read as ISO 8859-1, which is what senders mostly mean. */
function level(syntax: string, name: string, characters: string): Charset {
  const unassigned = new Uint8Array(ALL_BYTES).fill(1);
  for (const character of characters) unassigned[character.charCodeAt(0)] = 0;
  return { ...latin1(syntax, name), kind: "level", unassigned, byteOf: () => undefined };
}

function latin1(syntax: string, name: string): Charset {
  return {
    syntax,
    kind: "single",
    name,
    unassigned: new Uint8Array(ALL_BYTES),
    isLatin1: true,
    decode: decodeLatin1,
    byteOf: (character) => {
      const code = character.charCodeAt(0);
      return code >= FIRST_HIGH && code < ALL_BYTES && character.length === 1 ? code : undefined;
    },
  };
}

function singleByte(syntax: string, part: number): Charset {
  const name = `ISO 8859-${part}`;
  // The decoder's own "iso-8859-1" is Windows-1252; part 9's differs from ISO in control bytes only.
  if (part === 1) return latin1(syntax, name);
  const decoder = new TextDecoder(`iso-8859-${part}`);
  const bytes = new Map<string, number>();
  const unassigned = new Uint8Array(ALL_BYTES);
  for (let byte = FIRST_HIGH; byte < ALL_BYTES; byte += 1) {
    const character = decoder.decode(Uint8Array.of(byte));
    if (character === "\uFFFD") unassigned[byte] = 1;
    else bytes.set(character, byte);
  }
  return {
    syntax,
    kind: "single",
    name,
    unassigned,
    isLatin1: false,
    decode: (text) => decoder.decode(text),
    byteOf: (character) => bytes.get(character),
  };
}

function utf8(syntax: string): Charset {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    syntax,
    kind: "utf8",
    name: "ISO 10646 in UTF-8",
    unassigned: new Uint8Array(ALL_BYTES),
    isLatin1: false,
    decode: (bytes) => decoder.decode(bytes),
    byteOf: () => undefined,
  };
}

/** True for the bytes that are text nowhere: C0, DEL and, in sets of one byte, C1. */
export function isControl(byte: number, charset: Charset): boolean {
  if (byte < ASCII_BYTES) return byte < 0x20 || byte === 0x7f;
  return charset.kind !== "utf8" && byte < FIRST_HIGH;
}
