/**
 * Totals of money: minor units as bigint with an ISO 4217 code. Exponents are dated data and are
 * handed in (`#standards/codes/currencies.ts`); exchange rates and duty are not here.
 */
import { type Decimal, divideRounded, exactUnits, type Rounding } from "./decimal.ts";
import { assert, ok, type Result, refuse } from "./result.ts";

/** An amount in the minor unit of its currency on its date; JPY 500 is 500n, EUR 5.00 is 500n. */
export type Money = { readonly minor: bigint; readonly currency: string };

/** An exact declared amount as money; refuses `money/finer-than-minor-unit`, never rounds. */
export function moneyOf(amount: Decimal, currency: string, exponent: number): Result<Money> {
  const minor = exactUnits(amount, exponent);
  return minor === undefined
    ? refuse("money/finer-than-minor-unit", { currency, exponent })
    : ok({ minor, currency });
}

/** Units at any scale (such as quantity by unit price) as money; the rounding rule is the caller's. */
export function roundedMoney(
  value: { readonly units: bigint; readonly scale: number },
  currency: string,
  exponent: number,
  rule: Rounding,
): Money {
  const minor = divideRounded(
    value.units * 10n ** BigInt(exponent),
    10n ** BigInt(value.scale),
    rule,
  );
  return { minor, currency };
}

/** Exact sum; adding two currencies is a bug of the caller. The empty sum is zero of `currency`. */
export function sumMoney(amounts: Iterable<Money>, currency: string): Money {
  let minor = 0n;
  for (const amount of amounts) {
    assert(amount.currency === currency, "amounts of one sum share their currency");
    minor += amount.minor;
  }
  return { minor, currency };
}

/** Digits with a point and no thousands signs, such as "12.50"; the currency is not part of it. */
export function formatMinor(minor: bigint, exponent: number): string {
  const sign = minor < 0n ? "-" : "";
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  const cut = digits.length - exponent;
  return `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}
