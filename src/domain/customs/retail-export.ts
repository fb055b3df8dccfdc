/**
 * E-commerce export as decision tables: which form of declaration goods take, by licence, claims and
 * value. The first row that answers decides; taxes are not computed.
 */
import type { Finding } from "#base/result.ts";
import { type Books, type Dated, isInForce, useOf } from "./books.ts";
import { cny, fitOf, lineField, notInForce, otherTrade, requireOnLines, when } from "./fit.ts";
import { type GoodsFacts, hsDigits, type TradeKind } from "./goods-facts.ts";
import { ratesUsed, valueGoods } from "./goods-value.ts";
import type { Fit } from "./regime.ts";

/** A row of a table; null where the row does not ask. */
export type ProcedureRow = Dated & {
  /** Whether a licence, a tax refund or an export duty is involved. */
  readonly involved: boolean | null;
  /** The row answers for goods up to this value, in fen. */
  readonly mostMinor: bigint | null;
  readonly procedure: string;
  /** Above this value a warning says that it is unusual, in fen; null where nothing is. */
  readonly usualMinor: bigint | null;
  /** Digits of the HS code that must be given. */
  readonly hsDigits: number;
};

/** 5,000 CNY an item is quoted as usual practice (chaodao168.com/3189); no law caps it. */
const RETAIL = {
  mostMinor: null,
  usualMinor: 500_000n,
  validFrom: "2019-01-01",
  validTo: null,
  source: "CEB603 statisticsFlag, edition 202205; GACC announcement 2018-194",
  verified: false,
};

/** Retail: `A` simplified declaration, `B` list now and summary declaration later. */
export const RETAIL_PROCEDURES: readonly ProcedureRow[] = [
  { ...RETAIL, involved: false, procedure: "A", hsDigits: 4 },
  { ...RETAIL, involved: null, procedure: "B", hsDigits: 10 },
];

const BUSINESS = {
  usualMinor: null,
  validFrom: "2020-07-01",
  validTo: null,
  source: "GACC announcement 2020-75, from memory; 6-digit HS in pilot places not carried",
  verified: false,
};

/** Business to business: `list` for low-value lots with nothing involved, else a full declaration. */
export const BUSINESS_PROCEDURES: readonly ProcedureRow[] = [
  { ...BUSINESS, involved: false, mostMinor: 500_000n, procedure: "list", hsDigits: 10 },
  { ...BUSINESS, involved: null, mostMinor: null, procedure: "declaration", hsDigits: 10 },
];

/** Fits every sale of its kind whose data are whole; names the form of declaration it takes. */
export function judgeExport(
  facts: GoodsFacts,
  books: Books,
  kind: TradeKind,
  table: readonly ProcedureRow[],
): Fit {
  const value = valueGoods(facts, books);
  const { goodsMinor, findings } = value;
  const lacking = [...findings, ...requireOnLines(facts, ["hsCode", "quantity"])];
  const row = rowFor(facts, goodsMinor, table);
  if (row === undefined) return fitOf([notInForce(facts)]);
  const usual = findings.length > 0 ? [] : aboveUsual(row, goodsMinor);
  const short = hsFindings(facts, row.hsDigits);
  return fitOf([...otherTrade(facts, kind), ...lacking, ...short, ...usual], {
    procedure: findings.length > 0 ? null : row.procedure,
    used: [useOf(`export-${row.procedure}`, row), ...ratesUsed(value)],
  });
}

function rowFor(
  { licence, claims, declaredOn }: GoodsFacts,
  goodsMinor: bigint,
  table: readonly ProcedureRow[],
): ProcedureRow | undefined {
  const isInvolved =
    licence !== null || claims.includes("tax-refund") || claims.includes("export-duty");
  return table.find(
    (row) =>
      isInForce(row, declaredOn) &&
      (row.involved === null || row.involved === isInvolved) &&
      (row.mostMinor === null || goodsMinor <= row.mostMinor),
  );
}

function aboveUsual({ usualMinor }: ProcedureRow, goodsMinor: bigint): readonly Finding[] {
  if (usualMinor === null) return [];
  const more = { found: cny(goodsMinor), expected: cny(usualMinor) };
  return when(goodsMinor > usualMinor, "regime/above-usual", "warning", "value", more);
}

function hsFindings({ lines }: GoodsFacts, digits: number): readonly Finding[] {
  return lines.flatMap((line) => {
    const given = line.hsCode === null ? digits : hsDigits(line.hsCode).length;
    const more = { found: line.hsCode ?? "", expected: String(digits) };
    return when(given < digits, "regime/hs-too-short", "error", lineField(line, "hsCode"), more);
  });
}
