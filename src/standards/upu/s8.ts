/**
 * Dispatch identifiers of UPU standard S8: the first twenty characters of a receptacle identifier;
 * the first fifteen are the series. Shape and parts only; whether an office exists is asked of the
 * code list for the date.
 */
import { assert } from "#base/result.ts";

/** The parts of fifteen characters: dispatches of one series are numbered from 1 each year. */
export type DispatchSeries = {
  readonly normalised: string;
  readonly originOffice: string;
  readonly destinationOffice: string;
  readonly mailCategory: string;
  readonly mailSubclass: string;
};

/** The parts of twenty characters of S8 shape; the year is one digit and ambiguous over a decade. */
export type S8 = {
  readonly normalised: string;
  /** Origin, destination, category and subclass: fifteen characters that number from 1 each year. */
  readonly series: string;
  readonly originOffice: string;
  readonly destinationOffice: string;
  readonly mailCategory: string;
  readonly mailSubclass: string;
  readonly yearDigit: number;
  readonly dispatchNumber: number;
};

const SERIES_LENGTH = 15;
const LENGTH = 20;

/** Reads normalised text; undefined when it has not the shape. */
export function parseS8(normalised: string): S8 | undefined {
  if (normalised.length !== LENGTH || !isS8Start(normalised)) return undefined;
  return {
    normalised,
    series: normalised.slice(0, 15),
    originOffice: normalised.slice(0, 6),
    destinationOffice: normalised.slice(6, 12),
    mailCategory: normalised.slice(12, 13),
    mailSubclass: normalised.slice(13, 15),
    yearDigit: normalised.charCodeAt(15) - 48,
    dispatchNumber: Number(normalised.slice(16, 20)),
  };
}

/** Reads normalised text of fifteen characters; undefined when it has not the shape. */
export function parseSeries(normalised: string): DispatchSeries | undefined {
  if (normalised.length !== SERIES_LENGTH || !isSeriesStart(normalised)) return undefined;
  return {
    normalised,
    originOffice: normalised.slice(0, 6),
    destinationOffice: normalised.slice(6, 12),
    mailCategory: normalised.slice(12, 13),
    mailSubclass: normalised.slice(13, 15),
  };
}

/** Writes a dispatch from its series, the year's last digit and the number (0 to 9999). */
export function writeS8(parts: Pick<S8, "series" | "yearDigit" | "dispatchNumber">): string {
  const number = String(parts.dispatchNumber).padStart(4, "0");
  const written = `${parts.series}${parts.yearDigit}${number}`;
  assert(parseS8(written) !== undefined, "S8 has a series, a year digit and four digits");
  return written;
}

/** Writes a series from its offices, category and subclass. */
export function writeSeries(parts: Omit<DispatchSeries, "normalised">): string {
  const { originOffice, destinationOffice, mailCategory, mailSubclass } = parts;
  const written = `${originOffice}${destinationOffice}${mailCategory}${mailSubclass}`;
  assert(parseSeries(written) !== undefined, "a series has two offices, category and subclass");
  return written;
}

/** As printed, of a series or a dispatch: `FRCDGA DZALGD A UN` or `FRCDGA DZALGD A UN 4 0553`. */
export function printS8({ normalised }: { readonly normalised: string }): string {
  const series = normalised.replace(/^(.{6})(.{6})(.)(..)/, "$1 $2 $3 $4");
  return normalised.length === LENGTH ? series.replace(/(.)(.{4})$/, " $1 $2") : series;
}

/**
 * The year that ends in the digit, from eight years before the reference to one year after: a
 * dispatch seen near New Year may be of the next year, none is announced earlier.
 */
export function yearOfDigit(yearDigit: number, referenceYear: number): number {
  const latest = referenceYear + 1;
  return latest - ((((latest - yearDigit) % 10) + 10) % 10);
}

/** True when the text starts with two office codes, category, subclass and five digits. */
export function isS8Start(normalised: string): boolean {
  if (normalised.length < LENGTH || !isSeriesStart(normalised)) return false;
  return areDigits(normalised, SERIES_LENGTH, LENGTH);
}

/** True when the text starts with two office codes, category and subclass. */
export function isSeriesStart(normalised: string): boolean {
  if (normalised.length < SERIES_LENGTH) return false;
  if (!isOffice(normalised, 0) || !isOffice(normalised, 6)) return false;
  if (!isLetter(normalised.charCodeAt(12)) || !isLetter(normalised.charCodeAt(13))) return false;
  return isLetterOrDigit(normalised.charCodeAt(14));
}

/** True when every character in [from, to) is a digit 0 to 9. */
export function areDigits(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    const char = text.charCodeAt(at);
    if (!(char >= 48 && char <= 57)) return false;
  }
  return true;
}

/** S34 office code: two letters, three letters or digits, one letter. */
function isOffice(text: string, from: number): boolean {
  for (let at = 0; at < 6; at += 1) {
    const char = text.charCodeAt(from + at);
    const middle = at > 1 && at < 5;
    if (!(middle ? isLetterOrDigit(char) : isLetter(char))) return false;
  }
  return true;
}

function isLetter(char: number): boolean {
  return char >= 65 && char <= 90;
}

function isLetterOrDigit(char: number): boolean {
  return isLetter(char) || (char >= 48 && char <= 57);
}
