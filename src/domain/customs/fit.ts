/**
 * How the findings of a rule book become its answer, and the findings that several rule books make.
 * Decides nothing about limits or taxes.
 */
import type { Finding, Severity } from "#base/result.ts";
import { writeScaled } from "./amounts.ts";
import type { GoodsFacts, GoodsLine, TradeKind } from "./goods-facts.ts";
import type { Fit } from "./regime.ts";

/** Errors that say that data lack or contradict, not that another rule book is right. */
const LACKS =
  /^(match\/.*|regime\/(required-field|rate-missing|value-negative|value-too-large|hs-too-short))$/;

/** Errors that say that order, payment or waybill are missing or differ. */
const MATCH = /^match\//;

/** A shipment fits where no finding is an error; it lacks data where every error says so. */
export function fitOf(
  findings: readonly Finding[],
  more: Partial<Pick<Fit, "procedure" | "balanceMinor" | "used">> = {},
): Fit {
  const errors = findings.filter(({ severity }) => severity === "error");
  return {
    fits: errors.length === 0,
    lacksData: errors.length > 0 && errors.every(({ code }) => LACKS.test(code)),
    unmatched: errors.length > 0 && errors.every(({ code }) => MATCH.test(code)),
    findings,
    procedure: more.procedure ?? null,
    balanceMinor: more.balanceMinor ?? 0n,
    used: more.used ?? [],
  };
}

type More = Pick<Finding, "found" | "expected">;

/** One finding, as a list of one. */
export function tell(
  code: string,
  severity: Severity,
  field: string,
  more: More = {},
): readonly Finding[] {
  return [{ code, severity, at: { field }, ...more }];
}

/** One finding where the rule finds it, else none. */
export function when(
  isWrong: boolean,
  code: string,
  severity: Severity,
  field: string,
  more: More = {},
): readonly Finding[] {
  return isWrong ? tell(code, severity, field, more) : [];
}

/** Where a field of a line stands. */
export function lineField(line: GoodsLine, field: string): string {
  return `lines.${line.line}.${field}`;
}

/** The error for each line that does not state a field the rule book requires. */
export function requireOnLines(
  facts: GoodsFacts,
  fields: readonly ("hsCode" | "quantity" | "value" | "netWeightKg" | "originCountry")[],
): readonly Finding[] {
  return facts.lines.flatMap((line) =>
    fields.filter((field) => line[field] === null).map((field) => required(lineField(line, field))),
  );
}

/** The error for a datum that the rule book requires. */
export function required(field: string): Finding {
  return { code: "regime/required-field", severity: "error", at: { field }, expected: field };
}

/** The error for a day before the rule book's first rows. */
export function notInForce({ declaredOn }: GoodsFacts): Finding {
  const at = { field: "declaredOn" };
  return { code: "regime/not-in-force", severity: "error", at, found: declaredOn };
}

/** The error for goods sold in another way than the rule book is for. */
export function otherTrade({ tradeKind }: GoodsFacts, kind: TradeKind): readonly Finding[] {
  const more = { found: tradeKind ?? "-", expected: kind };
  return when(tradeKind !== kind, "regime/other-trade", "error", "tradeKind", more);
}

/**
 * Nothing within a limit; above it, a note where it is one indivisible article, else the error, and a
 * warning where it is stated to be one article and does not look like it.
 */
export function aboveLimit(
  facts: GoodsFacts,
  valueMinor: bigint,
  limitMinor: bigint,
): readonly Finding[] {
  if (valueMinor <= limitMinor) return [];
  const more = { found: cny(valueMinor), expected: cny(limitMinor) };
  if (isOneArticle(facts)) return tell("regime/one-article", "info", "indivisible", more);
  return [
    ...overLimit(valueMinor, limitMinor),
    ...when(facts.indivisible, "regime/not-one-article", "warning", "indivisible"),
  ];
}

/** The error for a value above a limit, nothing at or below it; both in fen. */
export function overLimit(valueMinor: bigint, limitMinor: bigint): readonly Finding[] {
  if (valueMinor <= limitMinor) return [];
  const more = { found: cny(valueMinor), expected: cny(limitMinor) };
  return tell("regime/over-limit", "error", "value", more);
}

/** Whether it is stated to be, and looks like, one article that cannot be divided. */
function isOneArticle({ indivisible, lines }: GoodsFacts): boolean {
  const [only] = lines;
  if (!indivisible || only === undefined || lines.length > 1) return false;
  return only.quantity === null || /^1(\.0*)?$/.test(writeScaled(only.quantity));
}

/** Fen as text, such as `1000.00`. */
export function cny(minor: bigint): string {
  return writeScaled({ units: String(minor), scale: 2 });
}
