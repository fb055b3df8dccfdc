/**
 * The numbers of CEB elements: their text as scaled decimals and whole numbers, never a float. The text
 * itself stays as it was received.
 */
import { type Decimal, parseDecimal } from "#base/decimal.ts";
import { ok, type Result, refuse } from "#base/result.ts";
import { collapse } from "./text-form.ts";

const PARTS = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/**
 * An amount, quantity or weight with its decimals as written. Takes all that the schema takes (`+1.`, `.5`,
 * blanks around). Refuses `decimal/not-plain-digits`, and `decimal/too-long` past the 15 digits that stay
 * exact; the schema allows 19.
 */
export function decimalOf(text: string): Result<Decimal> {
  const found = PARTS.exec(collapse(text));
  const [, sign = "", whole = "", part = ""] = found ?? [];
  if (found === null || whole + part === "")
    return refuse("decimal/not-plain-digits", { found: text });
  const digits = `${whole.replace(/^0+(?=\d)/, "") || "0"}${part === "" ? "" : `.${part}`}`;
  return parseDecimal(sign === "-" ? `-${digits}` : digits);
}

/** A whole number, such as `gnum` or `packNo`. Refuses `decimal/not-plain-digits`. */
export function integerOf(text: string): Result<number> {
  const digits = collapse(text);
  if (!/^[+-]?\d{1,15}$/.test(digits)) return refuse("decimal/not-plain-digits", { found: text });
  return ok(Number(digits));
}

/** Digits after the point that the schema allows. */
const DECIMALS = 5;
/** Longest number looked at; the schema allows 19 digits. */
const MAX_TEXT = 64;

/** An amount in units of 10^-5, exact; undefined for no number and for one with more decimals. */
export function exactOf(text: string): bigint | undefined {
  const found = text.length > MAX_TEXT ? null : PARTS.exec(collapse(text));
  const [, sign = "", whole = "", part = ""] = found ?? [];
  const after = part.replace(/0+$/, "");
  if (found === null || whole + part === "" || after.length > DECIMALS) return undefined;
  const units = BigInt(whole + after.padEnd(DECIMALS, "0"));
  return sign === "-" ? -units : units;
}

/** Units of 10^-5 as people write them: without zeros at the end. */
export function shownExact(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(DECIMALS + 1, "0");
  const part = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${part === "" ? "" : `.${part}`}`;
}
