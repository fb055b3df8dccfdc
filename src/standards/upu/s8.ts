/**
 * Dispatch identifiers of UPU standard S8: the first twenty characters of a receptacle identifier.
 * Shape and parts only; whether an office exists is asked of the code list for the date.
 */

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

/** True when the text starts with two office codes, category, subclass and five digits. */
export function isS8Start(normalised: string): boolean {
  if (normalised.length < LENGTH) return false;
  if (!isOffice(normalised, 0) || !isOffice(normalised, 6)) return false;
  if (!isLetter(normalised.charCodeAt(12)) || !isLetter(normalised.charCodeAt(13))) return false;
  if (!isLetterOrDigit(normalised.charCodeAt(14))) return false;
  return areDigits(normalised, 15, LENGTH);
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
