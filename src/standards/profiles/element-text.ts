/**
 * Numbers and times inside EDIFACT components, digit for digit (ISO 9735 §10: no leading zeros, a
 * decimal mark with a digit on either side). Knows no segment and resolves no time zone.
 */
import { type Decimal, formatDecimal, parseDecimal } from "#base/decimal.ts";

/** A decimal with a point or comma as mark; undefined when it is none of at most `max` digits. */
export function decimalOf(text: string, max: number): Decimal | undefined {
  const short = shortDecimal(text);
  if (short !== undefined) return short;
  const parsed = parseDecimal(text.replace(",", "."));
  const digits = text.replace(/[-.,]/g, "").length;
  return parsed.ok && digits <= max ? parsed.value : undefined;
}

/** The usual weight or amount, at most nine characters of digits and one point. */
function shortDecimal(text: string): Decimal | undefined {
  const { length } = text;
  if (length === 0 || length > 9) return undefined;
  let units = 0;
  let point = -1;
  for (let at = 0; at < length; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) units = units * 10 + digit;
    else if (digit === -2 && point < 0 && at > 0 && at < length - 1) point = at;
    else return undefined;
  }
  return { units, scale: point < 0 ? 0 : length - point - 1 };
}

/** True when the number is written as it would be again. */
export function isPlainNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 48) return text.length === 1 || text.charCodeAt(1) === 46;
  return first > 48 && first <= 57 && !text.includes(",");
}

/** The number as it is written. */
export function decimalText(value: Decimal): string {
  return formatDecimal(value);
}

/** Digits of each part by format (UN/EDIFACT 2379); the formats that messages here use. */
const FORMATS: Readonly<Record<string, RegExp>> = {
  "101": /^\d{2}MMDD$/,
  "102": /^\d{4}MMDD$/,
  "201": /^\d{2}MMDDhhmm$/,
  "203": /^\d{4}MMDDhhmm$/,
  "204": /^\d{4}MMDDhhmmss$/,
  "205": /^\d{4}MMDDhhmm[+-]hhmm$/,
  "303": /^\d{4}MMDDhhmm[A-Z]{3}$/,
  "401": /^hhmm$/,
};
const PARTS: readonly (readonly [string, string])[] = [
  ["MM", "(?:0[1-9]|1[0-2])"],
  ["DD", "(?:0[1-9]|[12]\\d|3[01])"],
  ["hh", "(?:[01]\\d|2[0-4])"],
  ["mm", "[0-5]\\d"],
  ["ss", "[0-5]\\d"],
];
const SHAPES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(FORMATS).map(([format, { source }]) => [
    format,
    new RegExp(PARTS.reduce((shape, [mark, digits]) => shape.replaceAll(mark, digits), source)),
  ]),
);

/** Whether the text fits the format; undefined when the format is not known. */
export function timeFits(text: string, format: string): boolean | undefined {
  return SHAPES.get(format)?.test(text);
}

/** The day of a time as `YYYY-MM-DD`; undefined where the format states no century or is unknown. */
export function dayOf(text: string, format: string): string | undefined {
  if (timeFits(text, format) !== true || !/^(?:102|20[345]|303)$/.test(format)) return undefined;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
}
