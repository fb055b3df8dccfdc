/**
 * What a scanner or a person typed, made comparable and sorted by shape. The hot path of every scan:
 * one pass over at most 64 characters, no regular expression. Never looks anything up.
 */

import type { Finding } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import { awbCheckDigit } from "./awb.ts";
import { isHouseShape } from "./house.ts";
import { isInternalShape, parseInternalCode } from "./internal.ts";
import { areDigits } from "./s8.ts";
import { isS9Shape } from "./s9.ts";
import { isS10Shape, s10CheckDigit } from "./s10.ts";
import { ssccCheckDigit } from "./sscc.ts";

/** Which rule of writing an identifier follows; `other` is kept and searched as text. */
export type IdentifierScheme = "s10" | "s9" | "sscc" | "awb" | "house" | "internal" | "other";

/** An identifier as read; `normalised` is what is stored and compared, "" when refused. */
export type ClassifiedIdentifier = {
  readonly scheme: IdentifierScheme;
  readonly normalised: string;
  /** Empty when all is well; an error means that there is no identifier to work with. */
  readonly findings: readonly Finding[];
};

/** Longest text taken from a scanner; longer is `identifier/too-long`. */
export const MAX_IDENTIFIER_LENGTH = 64;

const NONE: readonly Finding[] = [];
/** Group separator: FNC1 inside a GS1 bar code. */
const FNC1 = 29;
const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_LAST = 0xff5e;
const FULL_WIDTH_STEP = 0xfee0;

/**
 * Upper case, without blanks, hyphens between letters or digits, a symbology prefix (`]C1`), FNC1
 * and brackets of a leading GS1 identifier `(00)`. Full-width letters, digits and marks, as Chinese
 * keyboards type them, become plain ones. Other characters stay; text past the limit is cut.
 */
export function normalise(typed: string): string {
  const text = typed.length > MAX_IDENTIFIER_LENGTH ? typed.slice(0, MAX_IDENTIFIER_LENGTH) : typed;
  if (isPlain(text)) return text;
  const trimmed = text.trim();
  const start = trimmed.startsWith("]") && trimmed.length > 3 ? 3 : 0;
  let kept = "";
  for (let at = start; at < trimmed.length; at += 1) {
    const char = halfWidth(trimmed.charCodeAt(at));
    if (!isDropped(char)) kept += String.fromCharCode(char);
  }
  const upper = kept.toUpperCase();
  return upper.startsWith("(00)") ? `00${upper.slice(4)}` : upper;
}

/** Sorts an identifier by its shape; a failing check digit is a warning and the shape stands. */
export function classify(typed: string): ClassifiedIdentifier {
  if (typed.length > MAX_IDENTIFIER_LENGTH) return refused("identifier/too-long", typed);
  const normalised = normalise(typed);
  if (normalised.length === 0) return refused("identifier/empty", typed);
  if (hasControl(normalised)) return refused("identifier/control-character", typed);
  if (isS10Shape(normalised)) return s10Of(normalised);
  if (normalised.length === 29 && isS9Shape(normalised)) return as("s9", normalised);
  if (isInternalShape(normalised)) return internalOf(normalised);
  return numericOf(normalised) ?? as(isHouseShape(normalised) ? "house" : "other", normalised);
}

function s10Of(normalised: string): ClassifiedIdentifier {
  const expected = s10CheckDigit(normalised.slice(2, 10));
  if (digitAt(normalised, 10) === expected) return as("s10", normalised);
  return warned("s10", normalised, "s10/check-digit", normalised[10] ?? "", String(expected));
}

function internalOf(normalised: string): ClassifiedIdentifier {
  const code = parseInternalCode(normalised);
  const canonical = code?.normalised ?? normalised;
  if (code?.checkFails !== true) return as("internal", canonical);
  return warned("internal", canonical, "internal/check-character", canonical.slice(-1));
}

/**
 * SSCC: 18 digits with a right check digit, or the GS1 identifier 00 and 18 digits, where a failing
 * digit is a warning. Air waybill: 11 digits with a right check digit. Else a carrier's own number.
 */
function numericOf(normalised: string): ClassifiedIdentifier | undefined {
  const { length } = normalised;
  if (length !== 11 && length !== 18 && length !== 20) return undefined;
  if (!areDigits(normalised, 0, length)) return undefined;
  if (length === 11) {
    const isRight = awbCheckDigit(normalised.slice(3, 10)) === digitAt(normalised, 10);
    return as(isRight ? "awb" : "house", normalised);
  }
  if (length === 20) return normalised.startsWith("00") ? ssccOf(normalised.slice(2)) : undefined;
  return as(ssccCheckDigit(normalised) === digitAt(normalised, 17) ? "sscc" : "house", normalised);
}

function ssccOf(digits: string): ClassifiedIdentifier {
  const expected = ssccCheckDigit(digits);
  if (digitAt(digits, 17) === expected) return as("sscc", digits);
  return warned("sscc", digits, "sscc/check-digit", digits[17] ?? "", String(expected));
}

function digitAt(text: string, at: number): number {
  return text.charCodeAt(at) - 48;
}

/** Full-width forms U+FF01 to U+FF5E as the characters of ASCII that they stand for. */
function halfWidth(char: number): number {
  return char >= FULL_WIDTH_FIRST && char <= FULL_WIDTH_LAST ? char - FULL_WIDTH_STEP : char;
}

/** True when there is nothing to change: upper-case letters and digits only. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (!((char >= 48 && char <= 57) || (char >= 65 && char <= 90))) return false;
  }
  return true;
}

/** Blank, tab, no-break space, hyphen, hyphen variants, FNC1. */
function isDropped(char: number): boolean {
  if (char === 32 || char === 9 || char === 45 || char === FNC1 || char === 0xa0) return true;
  return char >= 0x2010 && char <= 0x2015;
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char < 32 || (char >= 127 && char < 160)) return true;
  }
  return !text.isWellFormed();
}

function as(scheme: IdentifierScheme, normalised: string): ClassifiedIdentifier {
  return { scheme, normalised, findings: NONE };
}

function warned(
  scheme: IdentifierScheme,
  normalised: string,
  code: string,
  found: string,
  expected?: string,
): ClassifiedIdentifier {
  const finding: Finding = { code, severity: "warning", at: {}, found };
  return {
    scheme,
    normalised,
    findings: [expected === undefined ? finding : { ...finding, expected }],
  };
}

function refused(code: string, typed: string): ClassifiedIdentifier {
  const found = shownText(typed, MAX_IDENTIFIER_LENGTH);
  return {
    scheme: "other",
    normalised: "",
    findings: [{ code, severity: "error", at: {}, found, expected: `1..${MAX_IDENTIFIER_LENGTH}` }],
  };
}
