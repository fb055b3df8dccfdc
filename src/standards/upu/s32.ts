/**
 * Consignment identifiers of UPU standard S32: country, operator part, serial; up to 12 characters,
 * and longer ones are kept (EDIFACT allows 35). The structure is from memory and not verified.
 */
import { assert } from "#base/result.ts";
import { isCountryCode } from "#standards/codes/countries.ts";

/** The parts of 5 to 35 characters of S32 shape. */
export type Consignment = {
  readonly normalised: string;
  readonly countryCode: string;
  /** Two characters after the country that the operator chose. */
  readonly operatorPart: string;
  readonly serial: string;
  readonly isCountryKnown: boolean;
  /** More than the 12 characters of S32: a warning. */
  readonly isLong: boolean;
};

/** Longest consignment identifier of UPU S32, characters; longer ones are a warning. */
export const CONSIGNMENT_LENGTH = 12;
/** Longest that is kept, characters: document number 1004 of UN/EDIFACT D.96A. */
export const CONSIGNMENT_STORED_LENGTH = 35;
const SHAPE = /^[A-Z]{2}[A-Z0-9]{3,}$/;
/** A letter, one more character and a serial of digits: what is taken for S32 unasked. */
const TYPICAL = /^[A-Z]{3}[A-Z0-9]\d{4,8}$/;

/** Reads normalised text; undefined when it has not the shape. */
export function parseConsignment(normalised: string): Consignment | undefined {
  if (normalised.length > CONSIGNMENT_STORED_LENGTH || !SHAPE.test(normalised)) return undefined;
  const countryCode = normalised.slice(0, 2);
  return {
    normalised,
    countryCode,
    operatorPart: normalised.slice(2, 4),
    serial: normalised.slice(4),
    isCountryKnown: isCountryCode(countryCode),
    isLong: normalised.length > CONSIGNMENT_LENGTH,
  };
}

/**
 * True for text that is taken for S32 although house numbers share its shape: an ISO country, a
 * letter, a letter or digit, then 4 to 8 digits.
 */
export function isTypicalConsignment(normalised: string): boolean {
  return TYPICAL.test(normalised) && isCountryCode(normalised.slice(0, 2));
}

/**
 * Writes at most twelve characters from the country, an operator part of two characters and a
 * serial that is padded to eight digits (0 to 99,999,999).
 */
export function writeConsignment(
  countryCode: string,
  operatorPart: string,
  serial: number,
): string {
  assert(Number.isInteger(serial) && serial >= 0 && serial <= 99_999_999, "a serial has 8 digits");
  const written = `${countryCode}${operatorPart}${String(serial).padStart(8, "0")}`;
  assert(SHAPE.test(written) && written.length === 12, "country and operator part have 2 each");
  return written;
}
