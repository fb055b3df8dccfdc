/**
 * Which scheme a normalised identifier is taken for, by shape in a fixed order; a text with a slip
 * in it is still taken for what it was meant to be where its length and digits tell.
 */
import { isCountryCode } from "#standards/codes/countries.ts";
import { parseAwb } from "./awb.ts";
import { isHouseShape } from "./house.ts";
import { isInternalShape } from "./internal.ts";
import { isSeriesStart } from "./s8.ts";
import { isS10Shape } from "./s10.ts";
import { s10Indicator } from "./s10-indicators.ts";
import { parseIssuerCode } from "./s31.ts";
import { isTypicalConsignment } from "./s32.ts";
import { parseImpc } from "./s34.ts";
import { parseSscc } from "./sscc.ts";

/** Every scheme that can be asked for by name. */
export const NAMED_SCHEMES = [
  "s10",
  "s9",
  "s8",
  "series",
  "s34",
  "s31",
  "s32",
  "sscc",
  "awb",
  "house",
] as const;
export type NamedScheme = (typeof NAMED_SCHEMES)[number];

/** Fifteen characters for the series, then the digits of a receptacle or of a dispatch. */
const SLIPPED_S9 = /^[A-Z0-9]{15}\d{14}$/;
const SLIPPED_S8 = /^[A-Z0-9]{15}\d{5}$/;
/** Letters that a slipped series still has at least; all fifteen but six places are letters always. */
const LEAST_SERIES_LETTERS = 8;
/** Letters read for digits, or one digit too few or too many, between indicator and country. */
const SLIPPED_S10 = /^[A-Z]{2}[0-9BILOSZ]{8,10}[A-Z]{2}$/;
const LEAST_S10_DIGITS = 6;

/**
 * The first that fits: S10; our own code; series, S8, S9; S31; S34; eleven digits (AWB); eighteen
 * digits or 00 and eighteen (SSCC), each whatever its check digit; S32 where it is typical; a
 * slipped S10; a house number; else `other`.
 */
export function schemeOf(normalised: string): NamedScheme | "other" {
  if (isS10Shape(normalised)) return "s10";
  if (isInternalShape(normalised)) return "other";
  const dispatched = dispatchScheme(normalised);
  if (dispatched !== undefined) return dispatched;
  if (parseIssuerCode(normalised) !== undefined) return "s31";
  if (parseImpc(normalised) !== undefined) return "s34";
  if (parseAwb(normalised) !== undefined) return "awb";
  if (parseSscc(normalised) !== undefined) return "sscc";
  if (isTypicalConsignment(normalised)) return "s32";
  if (isSlippedS10(normalised)) return "s10";
  return isHouseShape(normalised) ? "house" : "other";
}

/** Two offices, category and subclass are unmistakable, so slips among the digits are faults. */
function dispatchScheme(text: string): "series" | "s8" | "s9" | undefined {
  if (isSeriesStart(text)) {
    if (text.length === 15) return "series";
    const rest = text.slice(15);
    const digits = rest.replace(/\D/g, "").length;
    if (digits * 2 >= rest.length) return text.length > 24 ? "s9" : "s8";
  }
  const series = text.slice(0, 15);
  if (series.replace(/\d/g, "").length < LEAST_SERIES_LETTERS) return undefined;
  if (SLIPPED_S9.test(text)) return "s9";
  return SLIPPED_S8.test(text) ? "s8" : undefined;
}

function isSlippedS10(text: string): boolean {
  if (!SLIPPED_S10.test(text) || !isCountryCode(text.slice(-2))) return false;
  if (s10Indicator(text.slice(0, 2))?.status !== "international") return false;
  return text.replace(/\D/g, "").length >= LEAST_S10_DIGITS;
}
