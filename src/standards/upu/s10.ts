/**
 * Item identifiers of UPU standard S10: service indicator, serial, check digit, issuing country.
 * Shape and check digit only: products are in `s10-indicators.ts`, windows in `s10-allocation.ts`.
 */
import { assert } from "#base/result.ts";

/** The parts of thirteen characters of S10 shape; `checkDigitFails` is a warning, never a stop. */
export type S10 = {
  readonly normalised: string;
  readonly serviceIndicator: string;
  readonly serial: string;
  readonly countryCode: string;
  readonly checkDigit: number;
  readonly expectedCheckDigit: number;
  readonly checkDigitFails: boolean;
};

const LENGTH = 13;
/** S10 check digit: weights over the eight serial digits, modulo 11. */
const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;
/** Where the letters stand. */
const LETTERS = [0, 1, 11, 12] as const;
const HASH = 0x9e37_79b1;

/** True for two letters, nine digits, two letters, all upper case; no regular expression runs. */
export function isS10Shape(normalised: string): boolean {
  if (normalised.length !== LENGTH) return false;
  for (let at = 0; at < LENGTH; at += 1) {
    const char = normalised.charCodeAt(at);
    const fits = at < 2 || at > 10 ? char >= 65 && char <= 90 : char >= 48 && char <= 57;
    if (!fits) return false;
  }
  return true;
}

/** Reads normalised text; undefined when it has not the shape. */
export function parseS10(normalised: string): S10 | undefined {
  if (!isS10Shape(normalised)) return undefined;
  const serial = normalised.slice(2, 10);
  const checkDigit = normalised.charCodeAt(10) - 48;
  const expectedCheckDigit = s10CheckDigit(serial);
  return {
    normalised,
    serviceIndicator: normalised.slice(0, 2),
    serial,
    countryCode: normalised.slice(11),
    checkDigit,
    expectedCheckDigit,
    checkDigitFails: checkDigit !== expectedCheckDigit,
  };
}

/** The check digit of eight serial digits: 11 - (sum mod 11), where 10 is written 0 and 11 is 5. */
export function s10CheckDigit(serial: string): number {
  let sum = 0;
  for (let at = 0; at < WEIGHTS.length; at += 1)
    sum += (WEIGHTS[at] ?? 0) * (serial.charCodeAt(at) - 48);
  return digitOfSum(sum);
}

function digitOfSum(sum: number): number {
  const digit = 11 - (sum % 11);
  return digit === 10 ? 0 : digit === 11 ? 5 : digit;
}

/**
 * A number for an identifier that stands in bytes: equal ones have the same, different ones seldom.
 * 0 when its shape or check digit is not right; no text is made.
 */
export function s10HashAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== LENGTH) return 0;
  let sum = 0;
  let serial = 0;
  for (let at = 0; at < WEIGHTS.length; at += 1) {
    const digit = (bytes[from + 2 + at] as number) - 48;
    if (digit < 0 || digit > 9) return 0;
    sum += (WEIGHTS[at] as number) * digit;
    serial = serial * 10 + digit;
  }
  let letters = 0;
  for (const at of LETTERS) {
    const letter = (bytes[from + at] as number) - 65;
    if (letter < 0 || letter > 25) return 0;
    letters = letters * 26 + letter;
  }
  if ((bytes[from + 10] as number) - 48 !== digitOfSum(sum)) return 0;
  return Math.imul(serial, HASH) ^ letters || 1;
}

/** The thirteen characters from there on, handed over one by one: a list of them would cost more. */
export function s10TextAt(text: string, from: number): string {
  return String.fromCharCode(
    text.charCodeAt(from),
    text.charCodeAt(from + 1),
    text.charCodeAt(from + 2),
    text.charCodeAt(from + 3),
    text.charCodeAt(from + 4),
    text.charCodeAt(from + 5),
    text.charCodeAt(from + 6),
    text.charCodeAt(from + 7),
    text.charCodeAt(from + 8),
    text.charCodeAt(from + 9),
    text.charCodeAt(from + 10),
    text.charCodeAt(from + 11),
    text.charCodeAt(from + 12),
  );
}

/** Writes an identifier from two letters, a serial from 0 to 99,999,999 and the country's letters. */
export function writeS10(serviceIndicator: string, serial: number, countryCode: string): string {
  const digits = String(serial).padStart(8, "0");
  const written = `${serviceIndicator}${digits}${s10CheckDigit(digits)}${countryCode}`;
  assert(isS10Shape(written), "S10 has two letters, eight digits to check and a country");
  return written;
}

/** As printed under the bar code: `RR 473 124 829 GB`. */
export function printS10({ normalised }: Pick<S10, "normalised">): string {
  return normalised.replace(/^(..)(...)(...)(...)(..)$/, "$1 $2 $3 $4 $5");
}
