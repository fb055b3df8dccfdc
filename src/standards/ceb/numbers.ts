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
