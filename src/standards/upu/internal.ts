/**
 * Our own codes for pieces that came without one: `MP`, ten characters of Crockford base 32, one
 * check character. The number comes from a counter that is handed in; no code is made here by chance.
 */
import { assert } from "#base/result.ts";

/** No I, L, O, U: read aloud and hand-written without doubt. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const DIGITS = 10;
const LENGTH = 13;
/** The first character is a letter, A or later, so that no code can look like S10 (a digit there). */
const FIRST = 10 * 32 ** (DIGITS - 1);
/** Largest number a code can carry, about 7.7e14; a JavaScript number holds it exactly. */
export const MAX_INTERNAL_NUMBER = 32 ** DIGITS - 1 - FIRST;

export type InternalCode = {
  readonly normalised: string;
  readonly number: number;
  readonly checkFails: boolean;
};

/** The code of a whole number from 0 to MAX_INTERNAL_NUMBER, such as `MPA000000001` and its check. */
export function makeInternalCode(number: number): string {
  assert(
    Number.isSafeInteger(number) && number >= 0 && number <= MAX_INTERNAL_NUMBER,
    "internal codes number from 0 to their maximum",
  );
  let rest = number + FIRST;
  let digits = "";
  for (let at = 0; at < DIGITS; at += 1) {
    digits = (ALPHABET[rest % 32] ?? "0") + digits;
    rest = Math.floor(rest / 32);
  }
  return `MP${digits}${checkCharacter(digits)}`;
}

/** Reads normalised text; I and L are taken as 1 and O as 0. Undefined when it has not the shape. */
export function parseInternalCode(normalised: string): InternalCode | undefined {
  if (!isInternalShape(normalised)) return undefined;
  const body = normalised.slice(2).replaceAll(/[IL]/g, "1").replaceAll("O", "0");
  const digits = body.slice(0, DIGITS);
  let number = 0;
  for (const digit of digits) number = number * 32 + ALPHABET.indexOf(digit);
  const checkFails = body[DIGITS] !== checkCharacter(digits);
  return { normalised: `MP${body}`, number: number - FIRST, checkFails };
}

/** True for `MP`, a letter of the alphabet and ten more characters of it. */
export function isInternalShape(normalised: string): boolean {
  if (normalised.length !== LENGTH || !normalised.startsWith("MP")) return false;
  if (ALPHABET.indexOf(normalised[2] ?? "") < 10) return false;
  for (let at = 3; at < LENGTH; at += 1) {
    const char = normalised.charCodeAt(at);
    const fits = (char >= 48 && char <= 57) || (char >= 65 && char <= 90 && char !== 85);
    if (!fits) return false;
  }
  return true;
}

/**
 * Horner's scheme in the field of 32 elements (x^5 + x^2 + 1): every single wrong character and
 * every swap of neighbours changes the result.
 */
function checkCharacter(digits: string): string {
  let sum = 0;
  for (let at = 0; at < DIGITS; at += 1) {
    sum = (sum ^ ALPHABET.indexOf(digits[at] ?? "0")) << 1;
    if (sum > 31) sum ^= 0b100101;
  }
  return ALPHABET[sum] ?? "0";
}
