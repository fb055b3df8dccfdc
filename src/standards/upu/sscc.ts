/**
 * Serial shipping container codes of GS1 (SSCC): eighteen digits, the last a check digit; in a bar
 * code they follow the application identifier (00). Where the company prefix ends is not known here.
 */
import { assert } from "#base/result.ts";
import { areDigits } from "./s8.ts";

/** The parts of eighteen digits; `checkDigitFails` is a warning, never a stop. */
export type Sscc = {
  readonly normalised: string;
  readonly extensionDigit: number;
  /** Sixteen digits: the company prefix of GS1 and the company's own serial reference. */
  readonly companyAndSerial: string;
  readonly checkDigit: number;
  readonly expectedCheckDigit: number;
  readonly checkDigitFails: boolean;
};

const LENGTH = 18;

/** Reads 18 digits, or 20 that begin with the application identifier 00; else undefined. */
export function parseSscc(normalised: string): Sscc | undefined {
  const isWithIdentifier = normalised.length === LENGTH + 2 && normalised.startsWith("00");
  const digits = isWithIdentifier ? normalised.slice(2) : normalised;
  if (digits.length !== LENGTH || !areDigits(digits, 0, LENGTH)) return undefined;
  const checkDigit = digitAt(digits, LENGTH - 1);
  const expectedCheckDigit = ssccCheckDigit(digits);
  return {
    normalised: digits,
    extensionDigit: digitAt(digits, 0),
    companyAndSerial: digits.slice(1, 17),
    checkDigit,
    expectedCheckDigit,
    checkDigitFails: checkDigit !== expectedCheckDigit,
  };
}

/** GS1 check digit of the first seventeen digits: weights 3 and 1, up to the next ten. */
export function ssccCheckDigit(digits: string): number {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += digitAt(digits, at) * (at % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** Writes eighteen digits; the extension digit is 0 to 9, company and serial are sixteen digits. */
export function writeSscc(extensionDigit: number, companyAndSerial: string): string {
  const digits = `${extensionDigit}${companyAndSerial}`;
  assert(digits.length === 17 && areDigits(digits, 0, 17), "an SSCC has seventeen digits to check");
  return `${digits}${ssccCheckDigit(digits)}`;
}

/** As printed under a GS1 bar code: `(00)340123450000000017`. */
export function printSscc({ normalised }: Pick<Sscc, "normalised">): string {
  return `(00)${normalised}`;
}

function digitAt(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}
