/**
 * Text in the characters that a character set has: accents are taken off, ligatures written out, small
 * letters made capitals where the set has none. What has no such form stays, to be found when written.
 */
import { charsetOf } from "./charsets.ts";

/** Letters of Latin script that are no letter with an accent. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  ß: "ss",
  Æ: "AE",
  æ: "ae",
  Œ: "OE",
  œ: "oe",
  Ø: "O",
  ø: "o",
  Ł: "L",
  ł: "l",
  Đ: "D",
  đ: "d",
  Ð: "D",
  ð: "d",
  Þ: "TH",
  þ: "th",
  ı: "i",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
};

const ASCII = 128;

/** Each character as it is where the set of this syntax has it, else the nearest; the set is known. */
export function transliterate(text: string, syntax: string): string {
  return Array.from(text, (character) => nearest(character, syntax)).join("");
}

function nearest(character: string, syntax: string): string {
  if (isIn(character, syntax)) return character;
  const plain = WRITTEN_OUT[character] ?? character.normalize("NFKD").replace(/\p{M}/gu, "");
  const fits = (text: string): boolean =>
    text !== "" && Array.from(text).every((one) => isIn(one, syntax));
  const upper = plain.toUpperCase();
  return fits(plain) ? plain : fits(upper) ? upper : character;
}

function isIn(character: string, syntax: string): boolean {
  const charset = charsetOf(syntax);
  const code = character.codePointAt(0) ?? 0;
  if (charset === undefined) return true;
  if (code < ASCII) return charset.unassigned[code] === 0;
  return charset.kind === "utf8" || charset.byteOf(character) !== undefined;
}
