/**
 * Arithmetic of duty: scaled decimals to fen and shares of fen, each step rounded half up to the fen.
 * Source of the rule: GACC order 124 of 2005 on levying taxes, dutiable values and taxes are computed
 * to the fen, what is below rounded half up; from memory, so provisional. Knows no rate.
 */
import { divideRounded, parseDecimal } from "#base/decimal.ts";
import { assert } from "#base/result.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";

/** Name of the rounding step, kept beside every amount. */
export const TO_FEN = "half-up to 0.01 CNY";

/** A decimal of our own tables, such as `"0.13"`; a wrong one is a bug. */
export function scaled(text: string): Scaled {
  const read = parseDecimal(text);
  assert(read.ok, `a decimal of our tables: ${text}`);
  return { units: String(read.value.units), scale: read.value.scale };
}

/** value × rate in fen, rounded once; `rate` is CNY for one unit of the value's currency. */
export function fenOf(value: Scaled, rate: Scaled): bigint {
  const units = BigInt(value.units) * BigInt(rate.units) * 100n;
  return divideRounded(units, ten(value.scale + rate.scale), "half-up");
}

/** base × rate, rounded once. */
export function shareOf(baseMinor: bigint, rate: Scaled): bigint {
  return divideRounded(baseMinor * BigInt(rate.units), ten(rate.scale), "half-up");
}

/** base / (1 − rate), rounded once: the price in which a tax on itself is contained. */
export function grossedUp(baseMinor: bigint, rate: Scaled): bigint {
  const one = ten(rate.scale);
  const rest = one - BigInt(rate.units);
  assert(rest > 0n, "a tax within the price is less than the price");
  return divideRounded(baseMinor * one, rest, "half-up");
}

/** a × b exactly, without trailing zeros after the point. */
export function times(a: Scaled, b: Scaled): Scaled {
  let units = BigInt(a.units) * BigInt(b.units);
  let scale = a.scale + b.scale;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units: String(units), scale };
}

/** Negative when a < b, 0 when equal, positive when a > b; exact. */
export function compareScaled(a: Scaled, b: Scaled): number {
  const scale = Math.max(a.scale, b.scale);
  const left = atScale(a, scale);
  const right = atScale(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The exact sum, at the finest scale given; zero of an empty list. */
export function sumScaled(values: readonly Scaled[]): Scaled {
  const scale = Math.max(0, ...values.map((value) => value.scale));
  const units = values.reduce((sum, value) => sum + atScale(value, scale), 0n);
  return { units: String(units), scale };
}

/** Digits with a point, as `1000.01`. */
export function writeScaled({ units, scale }: Scaled): string {
  const isNegative = units.startsWith("-");
  const digits = (isNegative ? units.slice(1) : units).padStart(scale + 1, "0");
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return isNegative ? `-${text}` : text;
}

/**
 * Spreads an amount over parts by their weight so that the parts add up to it exactly: each part is
 * rounded down, and the fen left over go one each to the first parts. Even where all weigh nothing.
 */
export function spread(totalMinor: bigint, weights: readonly bigint[]): readonly bigint[] {
  assert(weights.length > 0 || totalMinor === 0n, "an amount needs a part to lie on");
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  const by = sum === 0n ? weights.map(() => 1n) : weights;
  const whole = sum === 0n ? BigInt(weights.length) : sum;
  const parts = by.map((weight) => (totalMinor * weight) / whole);
  let left = totalMinor - parts.reduce((all, part) => all + part, 0n);
  return parts.map((part) => {
    if (left <= 0n) return part;
    left -= 1n;
    return part + 1n;
  });
}

/** Powers of ten are asked for millions of times; the larger ones are rare. */
const TENS = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));

function ten(exponent: number): bigint {
  return TENS[exponent] ?? 10n ** BigInt(exponent);
}

function atScale(value: Scaled, scale: number): bigint {
  return BigInt(value.units) * ten(scale - value.scale);
}
