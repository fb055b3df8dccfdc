/**
 * House waybills and carriers' piece codes: each carrier writes its own, so there is a shape and
 * nothing to check. Which carrier wrote it is never guessed from the letters.
 */

/** What the shape says. */
export type HouseNumber = {
  readonly normalised: string;
  /** Fits the house waybill of IATA's cargo messages: 12 characters. From memory, not verified. */
  readonly fitsCargoMessages: boolean;
};

/** Shortest and longest number taken for one; EDIFACT references have 35 characters. */
const SHORTEST = 6;
const LONGEST = 35;
const CARGO_MESSAGE_LENGTH = 12;

/** 6 to 35 upper-case letters and digits with a digit among them; no regular expression runs. */
export function isHouseShape(normalised: string): boolean {
  if (normalised.length < SHORTEST || normalised.length > LONGEST) return false;
  let digits = 0;
  for (let at = 0; at < normalised.length; at += 1) {
    const char = normalised.charCodeAt(at);
    const isDigit = char >= 48 && char <= 57;
    if (!isDigit && !(char >= 65 && char <= 90)) return false;
    if (isDigit) digits += 1;
  }
  return digits > 0;
}

/** Reads normalised text; undefined when it has not the shape. It is printed as it is. */
export function parseHouse(normalised: string): HouseNumber | undefined {
  if (!isHouseShape(normalised)) return undefined;
  return { normalised, fitsCargoMessages: normalised.length <= CARGO_MESSAGE_LENGTH };
}
