/**
 * The form of an element's text as the schema states it, and the check of a text against it (XML Schema
 * part 2: string, decimal, int, dateTime). Says what is wrong, never changes the text.
 */
import { assert } from "#base/result.ts";

export type TextForm = {
  readonly base: "string" | "decimal" | "integer" | "instant";
  /** Characters (code points), after collapsing where `collapsed`. */
  readonly least: number;
  readonly most: number;
  /** Digits in all and after the point, zeros at both ends not counted. */
  readonly digits: number;
  readonly decimals: number;
  readonly collapsed: boolean;
  /** The only value allowed; an empty element stands for it. */
  readonly fixed: string | undefined;
  /** What an empty element stands for. */
  readonly standard: string | undefined;
};

/** What is wrong with a text. */
export type FormFault = {
  readonly code:
    | "ceb/length"
    | "ceb/not-a-number"
    | "ceb/digits"
    | "ceb/fixed-value"
    | "ceb/not-a-time"
    | "ceb/character";
  readonly found: string;
  readonly expected: string;
};

/** A fault of a text: its code, the text or its length, and the form it should have. */
export function formFaultOf(code: FormFault["code"], found: string, expected: string): FormFault {
  return { code, found, expected };
}

const NOTATION = /^(?:C(\d+)?(\.\.)?(\d+)?|N(\d+),(\d+)|I(\d+)?|T)( collapsed)?(?: =(.+)| ~(.+))?$/;
const NO_LIMIT = Number.POSITIVE_INFINITY;

/** The form a table's notation states. */
export function formOf(notation: string): TextForm {
  const found = NOTATION.exec(notation);
  assert(found !== null, `${notation} states no form`);
  const [, low, range, high, digits, decimals, whole, collapsed, fixed, standard] = found;
  const least = Number(low ?? 0);
  const none = range === undefined ? least : NO_LIMIT;
  return {
    base: BASES.get(notation.charAt(0)) ?? "string",
    least,
    most: high === undefined ? none : Number(high),
    digits: Number(digits ?? whole ?? NO_LIMIT),
    decimals: Number(decimals ?? 0),
    collapsed: collapsed !== undefined,
    fixed,
    standard,
  };
}

const BASES: ReadonlyMap<string, TextForm["base"]> = new Map([
  ["N", "decimal"],
  ["I", "integer"],
  ["T", "instant"],
]);

/** The first thing wrong with a text, or undefined when it has its form. */
export function formFault(text: string, form: TextForm): FormFault | undefined {
  if (text === "" && (form.fixed ?? form.standard) !== undefined) return undefined;
  if (form.base === "decimal" || form.base === "integer") return numberFault(text, form);
  return form.base === "instant" ? instantFault(text) : stringFault(text, form);
}

function stringFault(text: string, form: TextForm): FormFault | undefined {
  const length = characters(form.collapsed ? collapse(text) : text);
  if (length < form.least || length > form.most)
    return formFaultOf("ceb/length", `${length} (${text})`, lengthWords(form));
  if (form.fixed !== undefined && text !== form.fixed)
    return formFaultOf("ceb/fixed-value", text, form.fixed);
  return undefined;
}

function instantFault(text: string): FormFault | undefined {
  const isInstant = INSTANT.test(collapse(text));
  return isInstant ? undefined : formFaultOf("ceb/not-a-time", text, "YYYY-MM-DDThh:mm:ss");
}

/** Characters of a text as the schema counts them: code points. */
export function characters(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at += 1) {
    const isHigh = (text.charCodeAt(at) & 0xfc00) === 0xd800;
    if (isHigh && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) pairs += 1;
  }
  return text.length - pairs;
}

/** Without blanks at its ends and with single blanks inside (whiteSpace collapse). */
export function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

const DECIMAL = /^[+-]?\d*(?:\.\d*)?$/;
const INTEGER = /^[+-]?\d+$/;
const INSTANT =
  /^-?\d{4,}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;
const LEAST_INT = -(2 ** 31);
const MOST_INT = 2 ** 31 - 1;
/** Longest number looked at, zeros and blanks included. */
const MAX_NUMBER_TEXT = 64;

function numberFault(text: string, form: TextForm): FormFault | undefined {
  const expected = numberWords(form);
  const number = collapse(text);
  if (number.length > MAX_NUMBER_TEXT) return formFaultOf("ceb/digits", text, expected);
  const isInteger = form.base === "integer";
  if (!/\d/.test(number) || !(isInteger ? INTEGER : DECIMAL).test(number))
    return formFaultOf("ceb/not-a-number", text, expected);
  const isWithin = isInteger ? isIntegerWithin(number, form) : isDecimalWithin(number, form);
  return isWithin ? undefined : formFaultOf("ceb/digits", text, expected);
}

function isDecimalWithin(number: string, form: TextForm): boolean {
  const [whole = "", part = ""] = number.replace(/^[+-]/, "").split(".");
  const before = whole.replace(/^0+/, "");
  const after = part.replace(/0+$/, "");
  // Zeros right after the point are digits only below a whole part.
  const digits = before === "" ? after.replace(/^0+/, "").length : before.length + after.length;
  return digits <= form.digits && after.length <= form.decimals;
}

function isIntegerWithin(number: string, form: TextForm): boolean {
  const value = Number(number);
  const digits = String(Math.abs(value)).length;
  return value >= LEAST_INT && value <= MOST_INT && digits <= form.digits;
}

/** How long a text may be, for people. */
export function lengthWords({ least, most }: TextForm): string {
  if (least === most) return `${most} characters`;
  return most === NO_LIMIT ? `${least} characters or more` : `${least} to ${most} characters`;
}

function numberWords({ base, digits, decimals }: TextForm): string {
  const limit = digits === NO_LIMIT ? "of 32 bits" : `of ${digits} digits`;
  if (base === "integer") return `whole number ${limit}`;
  return `number ${limit}, ${decimals} after the point`;
}
