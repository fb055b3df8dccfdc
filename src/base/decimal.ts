/**
 * Scaled integers: what was declared, digit for digit ("1.250" is 1250 at scale 3), never a float.
 * Does not know weights, money or units; rounding exists only in `divideRounded`, by a named rule.
 */
import { ok, type Result, refuse } from "./result.ts";

/** `units` is a safe integer and the value is units / 10^scale; scale is 0 to 9. */
export type Decimal = { readonly units: number; readonly scale: number };

/** Fifteen digits stay exact in a number; no declared weight or price needs more. */
export const MAX_DECIMAL_DIGITS = 15;
export const MAX_DECIMAL_SCALE = 9;
/** Longest text looked at, sign, zeros and point included. */
export const MAX_DECIMAL_TEXT = 32;

const PLAIN = /^-?\d+(?:\.\d+)?$/;
const LIMIT = 10 ** MAX_DECIMAL_DIGITS;

/**
 * Reads plain decimal digits with at most one point. Keeps the scale as written.
 * Refuses `decimal/empty`, `decimal/too-long`, `decimal/not-plain-digits` (exponents, thousands
 * signs, a decimal comma, plus signs, words).
 */
export function parseDecimal(text: string): Result<Decimal> {
  if (text.length === 0) return refuse("decimal/empty");
  if (text.length > MAX_DECIMAL_TEXT)
    return refuse("decimal/too-long", { limit: MAX_DECIMAL_TEXT });
  if (!PLAIN.test(text)) return refuse("decimal/not-plain-digits", { found: text });
  const point = text.indexOf(".");
  const scale = point < 0 ? 0 : text.length - point - 1;
  const units = Number(point < 0 ? text : text.slice(0, point) + text.slice(point + 1));
  if (Math.abs(units) >= LIMIT || scale > MAX_DECIMAL_SCALE)
    return refuse("decimal/too-long", { digits: MAX_DECIMAL_DIGITS, scale: MAX_DECIMAL_SCALE });
  return ok({ units: units === 0 ? 0 : units, scale });
}

/** The decimal in the form it was parsed from, leading zeros apart. */
export function formatDecimal(value: Decimal): string {
  const sign = value.units < 0 ? "-" : "";
  const digits = String(Math.abs(value.units)).padStart(value.scale + 1, "0");
  if (value.scale === 0) return sign + digits;
  const cut = digits.length - value.scale;
  return `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Negative when a < b, 0 when equal (1.0 equals 1.000), positive when a > b. Exact. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const left = unitsAt(a, scale);
  const right = unitsAt(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Exact sum at the finest scale given; refuses `decimal/too-long` past 15 digits. */
export function sumDecimals(values: Iterable<Decimal>): Result<Decimal> {
  let scale = 0;
  let units = 0n;
  for (const value of values) {
    const finest = Math.max(scale, value.scale);
    units = units * 10n ** BigInt(finest - scale) + unitsAt(value, finest);
    scale = finest;
  }
  return fromBig(units, scale);
}

/** Exact product, such as quantity by unit price, as units at the sum of both scales. */
export function multiplyDecimals(
  a: Decimal,
  b: Decimal,
): { readonly units: bigint; readonly scale: number } {
  return { units: BigInt(a.units) * BigInt(b.units), scale: a.scale + b.scale };
}

/** The value as an integer of 10^-scale: 1.25 at scale 3 is 1250n. `scale` must not be coarser. */
export function unitsAt(value: Decimal, scale: number): bigint {
  return BigInt(value.units) * 10n ** BigInt(scale - value.scale);
}

/**
 * Kilograms as declared to whole grams, exactly. Refuses `decimal/finer-than-unit` when a digit
 * below the gram is not zero and `decimal/negative` below zero: rounding a declaration is a decision.
 */
export function kilogramsToGrams(kilograms: Decimal): Result<number> {
  if (kilograms.units < 0) return refuse("decimal/negative", { found: formatDecimal(kilograms) });
  const grams = exactUnits(kilograms, 3);
  if (grams === undefined)
    return refuse("decimal/finer-than-unit", { found: formatDecimal(kilograms), unit: "g" });
  const whole = Number(grams);
  return Number.isSafeInteger(whole) ? ok(whole) : refuse("decimal/too-long");
}

/** Units at a coarser or finer scale, or undefined when digits other than zero would be lost. */
export function exactUnits(value: Decimal, scale: number): bigint | undefined {
  if (scale >= value.scale) return unitsAt(value, scale);
  const divisor = 10n ** BigInt(value.scale - scale);
  const units = BigInt(value.units);
  return units % divisor === 0n ? units / divisor : undefined;
}

/** How a quotient becomes whole: the name is kept beside every rounded result. */
export type Rounding = "half-up" | "half-even" | "down" | "up";

/** numerator / denominator as a whole number, away from or to zero as the rule says; denominator > 0. */
export function divideRounded(numerator: bigint, denominator: bigint, rule: Rounding): bigint {
  const quotient = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return quotient;
  const away = numerator < 0n ? quotient - 1n : quotient + 1n;
  if (rule === "down") return quotient;
  if (rule === "up") return away;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice !== denominator) return twice > denominator ? away : quotient;
  return rule === "half-up" || quotient % 2n !== 0n ? away : quotient;
}

function fromBig(units: bigint, scale: number): Result<Decimal> {
  const limit = 10n ** BigInt(MAX_DECIMAL_DIGITS);
  if (units >= limit || units <= -limit) return refuse("decimal/too-long");
  return ok({ units: Number(units), scale });
}
