/**
 * The dated data a judgement may use, handed in: exchange rates, taxes on goods, classes of parcel tax.
 * Says what a row is and which row is in force on a day; carries no row of its own.
 */
import { assert } from "#base/result.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { GoodsLine } from "./goods-facts.ts";

/** Days `YYYY-MM-DD`, both inclusive; open where null. Source and standing of the row beside it. */
export type Dated = {
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly source: string;
  /** False while no public source confirms the row. */
  readonly verified: boolean;
};

/** CNY for one unit of the currency, as the customs published it for the period. */
export type ExchangeRate = Dated & { readonly currency: string; readonly cnyPerUnit: Scaled };

/** Consumption tax is due only where a unit costs as much or more, in fen. */
export type TaxedFrom = { readonly per: "gram" | "piece"; readonly fromMinor: bigint };

/** Ad valorem rates of goods under an HS prefix; null where the rate is not known. */
export type GoodsTax = Dated & {
  /** Digits of the Harmonized System; the longest prefix of a code wins, the empty one is the rest. */
  readonly hsPrefix: string;
  readonly dutyRate: Scaled | null;
  readonly vatRate: Scaled | null;
  readonly consumptionRate: Scaled | null;
  readonly consumptionFrom: TaxedFrom | null;
};

/** The parcel tax of one line: its class, the rate in force, and by what the class was found. */
export type ParcelTax = Dated & {
  readonly taxClass: string;
  readonly rate: Scaled;
  readonly foundBy: "declared" | "hs" | "words" | "rest";
  readonly dearer: DearerClass | null;
};

/** The class that takes goods of which a unit costs as much or more, in fen. */
export type DearerClass = TaxedFrom & { readonly taxClass: string };

/** What is asked of dated data; `day` is a legal day `YYYY-MM-DD`. */
export type Books = {
  /** Undefined where no rate is in force; never asked for CNY. */
  rateOf(currency: string, day: string): ExchangeRate | undefined;
  /** Undefined where no row covers the code on the day. */
  taxOf(hsCode: string, day: string): GoodsTax | undefined;
  /** Undefined where the line names a class that no list knows on the day. */
  parcelClassOf(line: GoodsLine, day: string): ParcelTax | undefined;
};

/** A dated row that a judgement used; kept with its result. */
export type RuleUse = {
  readonly rule: string;
  readonly validFrom: string;
  readonly source: string;
  readonly verified: boolean;
};

/** The row in force on a day, or undefined; two rows of one thing on one day are a bug of the data. */
export function onDay<Row extends Dated>(rows: readonly Row[], day: string): Row | undefined {
  const inForce = rows.filter((row) => isInForce(row, day));
  assert(inForce.length <= 1, "at most one row of a thing is in force on a day");
  return inForce[0];
}

/** Whether a row holds on a legal day. */
export function isInForce(row: Dated, day: string): boolean {
  return row.validFrom <= day && (row.validTo === null || day <= row.validTo);
}

/** What is kept of a row that was used. */
export function useOf(rule: string, row: Dated): RuleUse {
  return { rule, validFrom: row.validFrom, source: row.source, verified: row.verified };
}
