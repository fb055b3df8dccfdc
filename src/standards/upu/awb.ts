/**
 * Air waybill numbers of IATA: three digits of the airline, seven of the serial and a check digit
 * (the serial modulo 7). A postal air waybill (PAWB) has the same form. No airline is looked up.
 */
import { assert } from "#base/result.ts";
import { areDigits } from "./s8.ts";

/** The parts of eleven digits; `checkDigitFails` is a warning, never a stop. */
export type Awb = {
  readonly normalised: string;
  readonly airlinePrefix: string;
  /** Seven digits, without the check digit. */
  readonly serial: string;
  readonly checkDigit: number;
  readonly expectedCheckDigit: number;
  readonly checkDigitFails: boolean;
};

const LENGTH = 11;

/** Reads eleven digits; undefined when it has not the shape. */
export function parseAwb(normalised: string): Awb | undefined {
  if (normalised.length !== LENGTH || !areDigits(normalised, 0, LENGTH)) return undefined;
  const checkDigit = normalised.charCodeAt(LENGTH - 1) - 48;
  const expectedCheckDigit = awbCheckDigit(normalised.slice(3, 10));
  return {
    normalised,
    airlinePrefix: normalised.slice(0, 3),
    serial: normalised.slice(3, 10),
    checkDigit,
    expectedCheckDigit,
    checkDigitFails: checkDigit !== expectedCheckDigit,
  };
}

/** The check digit of seven serial digits: their remainder modulo 7, so 0 to 6. */
export function awbCheckDigit(serial: string): number {
  return Number(serial) % 7;
}

/** Writes a number from its airline prefix (three digits) and serial (0 to 9,999,999). */
export function writeAwb(airlinePrefix: string, serial: number): string {
  const digits = `${airlinePrefix}${String(serial).padStart(7, "0")}`;
  assert(digits.length === 10 && areDigits(digits, 0, 10), "an AWB has ten digits to check");
  return `${digits}${awbCheckDigit(digits.slice(3))}`;
}

/** As printed: `160-12345675`. */
export function printAwb({ normalised }: Pick<Awb, "normalised">): string {
  return `${normalised.slice(0, 3)}-${normalised.slice(3)}`;
}
