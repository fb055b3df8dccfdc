/**
 * The two ways goods are taxed: parcel tax on personal articles, and duty, VAT and consumption tax on
 * goods, whole or in part. Methods only: rates come from the books, limits from dated rows.
 */
import { ok, type Result, refuse } from "#base/result.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import { compareScaled, grossedUp, scaled, shareOf, TO_FEN, times } from "./amounts.ts";
import {
  type Books,
  type Dated,
  type GoodsTax,
  onDay,
  type ParcelTax,
  type RuleUse,
  type TaxedFrom,
  useOf,
} from "./books.ts";
import { lineField } from "./fit.ts";
import type { GoodsFacts, GoodsLine } from "./goods-facts.ts";
import { type GoodsValue, type LineValue, valueGoods } from "./goods-value.ts";
import type { Assessment, NotCollected, TaxKind, TaxLine } from "./regime.ts";

/** Up to which amount a tax is not collected, in fen: the sum of the shipment, or each tax alone. */
export type NotCollectedRow = Dated & { readonly limitMinor: bigint };

/** Which part of the taxes on goods is levied; fractions of 1. */
export type Levy = Dated & {
  readonly rule: string;
  readonly dutyShare: Scaled;
  readonly vatShare: Scaled;
  readonly consumptionShare: Scaled;
};

type LineTaxes = { readonly taxes: readonly TaxLine[]; readonly used: readonly RuleUse[] };

/**
 * Parcel tax: value of the line × rate of its class; freight is not in it (GACC price lists are not
 * carried, the real price counts). At or below the limit in force the whole tax is not collected.
 */
export function assessParcelTax(
  facts: GoodsFacts,
  books: Books,
  limits: readonly NotCollectedRow[],
): Result<Assessment> {
  return assessLines(facts, books, limits, (value) => parcelTaxOf(value, facts, books));
}

/**
 * Duty on goods, freight and insurance; consumption tax within the price, VAT on price, duty and
 * consumption tax: base = (dutiable + duty) / (1 − consumption rate), of which both are a share.
 * Each kind at or below the limit in force is not collected.
 */
export function assessGoodsTaxes(
  facts: GoodsFacts,
  books: Books,
  rows: { readonly levies: readonly Levy[]; readonly notCollected: readonly NotCollectedRow[] },
): Result<Assessment> {
  const levy = onDay(rows.levies, facts.declaredOn);
  if (levy === undefined) return refuse("regime/not-in-force", { found: facts.declaredOn });
  return assessLines(facts, books, rows.notCollected, (value) =>
    goodsTaxesOf(value, facts, books, levy),
  );
}

function assessLines(
  facts: GoodsFacts,
  books: Books,
  limits: readonly NotCollectedRow[],
  taxesOf: (value: LineValue) => Result<LineTaxes>,
): Result<Assessment> {
  const value = valueGoods(facts, books);
  const [lacking] = value.findings;
  if (lacking !== undefined) {
    const { code, found, expected, at } = lacking;
    return refuse(code, { field: at.field, found, expected });
  }
  const lines: { line: number; taxes: readonly TaxLine[] }[] = [];
  const used: RuleUse[] = [];
  for (const one of value.lines) {
    const taxed = taxesOf(one);
    if (!taxed.ok) return taxed;
    lines.push({ line: one.line.line, taxes: taxed.value.taxes });
    used.push(...taxed.value.used);
  }
  return ok(summed(value, lines, used, onDay(limits, facts.declaredOn)));
}

function summed(
  value: GoodsValue,
  lines: Assessment["lines"],
  used: readonly RuleUse[],
  limit: NotCollectedRow | undefined,
): Assessment {
  const sums = new Map<TaxKind, bigint>();
  for (const { kind, amountMinor } of lines.flatMap(({ taxes }) => taxes)) {
    sums.set(kind, (sums.get(kind) ?? 0n) + amountMinor);
  }
  const limitMinor = limit?.limitMinor ?? 0n;
  const notCollected: NotCollected[] = [...sums]
    .filter(([, amountMinor]) => amountMinor > 0n && amountMinor <= limitMinor)
    .map(([kind, amountMinor]) => ({ kind, amountMinor, limitMinor }));
  const totalMinor = [...sums.values()].reduce((sum, one) => sum + one, 0n);
  const spared = notCollected.reduce((sum, one) => sum + one.amountMinor, 0n);
  const dueMinor = totalMinor - spared;
  return {
    currency: "CNY",
    lines,
    totalMinor,
    dueMinor,
    collected: dueMinor > 0n,
    notCollected,
    used: distinct([...used, ...(limit === undefined ? [] : [useOf("not-collected", limit)])]),
    exchange: value.exchange,
  };
}

function parcelTaxOf(
  { line, goodsMinor }: LineValue,
  facts: GoodsFacts,
  books: Books,
): Result<LineTaxes> {
  const found = books.parcelClassOf(line, facts.declaredOn);
  if (found === undefined) return noClass(line, line.taxClass);
  const taxClass = classByPrice(found, line, goodsMinor);
  if (!taxClass.ok) return taxClass;
  const isSame = taxClass.value === found.taxClass;
  const row = isSame ? found : classNamed(taxClass.value, line, facts, books);
  if (row === undefined) return noClass(line, taxClass.value);
  const tax = taxLine("parcel-tax", goodsMinor, row.rate);
  return ok({ taxes: [tax], used: [useOf(`parcel-tax-${row.taxClass}`, row)] });
}

function classNamed(
  taxClass: string,
  line: GoodsLine,
  { declaredOn }: GoodsFacts,
  books: Books,
): ParcelTax | undefined {
  return books.parcelClassOf({ ...line, taxClass }, declaredOn);
}

function noClass(line: GoodsLine, found: string | null): Result<never> {
  return refuse("regime/tax-class-unknown", { field: lineField(line, "taxClass"), found });
}

/** The class of goods whose unit is dear; others keep theirs, and so does what was declared. */
function classByPrice(found: ParcelTax, line: GoodsLine, valueMinor: bigint): Result<string> {
  if (found.dearer === null || found.foundBy === "declared") return ok(found.taxClass);
  const isDear = costsMore(line, valueMinor, found.dearer);
  return isDear.ok ? ok(isDear.value ? found.dearer.taxClass : found.taxClass) : isDear;
}

/** Whether one unit costs so much; without its weight or quantity nobody can say. */
function costsMore(line: GoodsLine, valueMinor: bigint, from: TaxedFrom): Result<boolean> {
  const field = from.per === "gram" ? "netWeightKg" : "quantity";
  const amount = line[field];
  if (amount === null || BigInt(amount.units) <= 0n) {
    return refuse("regime/required-field", {
      field: lineField(line, field),
      expected: field,
    });
  }
  const units = BigInt(amount.units) * (from.per === "gram" ? 1000n : 1n);
  return ok(valueMinor * 10n ** BigInt(amount.scale) >= from.fromMinor * units);
}

function goodsTaxesOf(
  { line, dutiableMinor }: LineValue,
  facts: GoodsFacts,
  books: Books,
  levy: Levy,
): Result<LineTaxes> {
  if (line.hsCode === null) {
    const field = lineField(line, "hsCode");
    return refuse("regime/required-field", { field, expected: "hsCode" });
  }
  const row = books.taxOf(line.hsCode, facts.declaredOn);
  const rates = row === undefined ? undefined : ratesOf(row, levy);
  if (row === undefined || rates === undefined) {
    const field = lineField(line, "hsCode");
    return refuse("regime/goods-tax-unknown", { field, found: line.hsCode });
  }
  const consumption = consumptionOf(row, rates.consumption, line, dutiableMinor);
  if (!consumption.ok) return consumption;
  const used = [useOf(levy.rule, levy), useOf(`goods-tax-${row.hsPrefix}`, row)];
  return ok({ taxes: composed(dutiableMinor, rates, consumption.value, levy), used });
}

type Rates = { readonly duty: Scaled; readonly vat: Scaled; readonly consumption: Scaled };

const WHOLE = scaled("1");

/** The rates the levy asks for; undefined where one is not known, or no price could contain it. */
function ratesOf({ dutyRate, vatRate, consumptionRate }: GoodsTax, levy: Levy): Rates | undefined {
  const duty = levy.dutyShare.units === "0" ? scaled("0") : dutyRate;
  if (duty === null || vatRate === null || consumptionRate === null) return undefined;
  if (compareScaled(consumptionRate, WHOLE) >= 0) return undefined;
  return { duty, vat: vatRate, consumption: consumptionRate };
}

function consumptionOf(
  row: GoodsTax,
  rate: Scaled,
  line: GoodsLine,
  dutiableMinor: bigint,
): Result<Scaled> {
  if (row.consumptionFrom === null) return ok(rate);
  const isDear = costsMore(line, dutiableMinor, row.consumptionFrom);
  return isDear.ok ? ok(isDear.value ? rate : scaled("0")) : isDear;
}

function composed(
  dutiableMinor: bigint,
  rates: Rates,
  consumption: Scaled,
  levy: Levy,
): readonly TaxLine[] {
  const duty = taxLine("duty", dutiableMinor, times(rates.duty, levy.dutyShare));
  const base = grossedUp(dutiableMinor + duty.amountMinor, consumption);
  const within = taxLine("consumption-tax", base, times(consumption, levy.consumptionShare));
  const vat = taxLine("vat", base, times(rates.vat, levy.vatShare));
  return [duty, within, vat];
}

function taxLine(kind: TaxKind, baseMinor: bigint, rate: Scaled): TaxLine {
  return { kind, baseMinor, rate, amountMinor: shareOf(baseMinor, rate), rounding: TO_FEN };
}

function distinct(used: readonly RuleUse[]): readonly RuleUse[] {
  return [...new Map(used.map((use) => [`${use.rule}/${use.validFrom}`, use])).values()];
}
