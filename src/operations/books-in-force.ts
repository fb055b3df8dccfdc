/**
 * The dated data a rule book may use, from imported lists first: customs rates of exchange only ever
 * from there, taxes from there where they cover a code. Made anew only when a list has a new version.
 */
import { parseDecimal } from "#base/decimal.ts";
import { assert } from "#base/result.ts";
import type { Books, Dated, ExchangeRate, GoodsTax } from "#domain/customs/books.ts";
import { type BookRows, BUILT_IN, booksOf } from "#domain/customs/rates/made-books.ts";
import type { ParcelGoodsRow, ParcelRateRow } from "#domain/customs/rates/parcel-tax.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { CallContext } from "./define.ts";
import type { CodeContent } from "./ports-codes.ts";

/** Imported lists that books are made of, each under its name. */
const EXCHANGE = "customs-rates";
const GOODS = "cn-goods-tax";
const PARCELS = "cn-parcel-tax";
const LISTS = [EXCHANGE, GOODS, PARCELS];

type Kept = { readonly versions: string; readonly books: Books };
/** The last books of each store, so that a batch costs one short question. */
const kept = new WeakMap<object, Kept>();

/** Books as of the newest versions of their lists; asked once a call. */
export async function booksInForce({
  tx,
  ports,
}: Pick<CallContext, "tx" | "ports">): Promise<Books> {
  const numbers = await tx.codeVersions(LISTS);
  const versions = LISTS.map((list) => numbers.get(list) ?? 0).join("/");
  const before = kept.get(ports.store);
  if (before?.versions === versions) return before.books;
  const rowsOf = async (list: string): Promise<readonly Row[]> => {
    const version = numbers.get(list);
    return version === undefined ? [] : datedRows(await tx.standingCodes(list), list, version);
  };
  const books = booksOf(
    bookRows(await rowsOf(EXCHANGE), await rowsOf(GOODS), await rowsOf(PARCELS)),
  );
  kept.set(ports.store, { versions, books });
  return books;
}

/** A row of an imported list: what it says, and when. */
type Row = { readonly facts: CodeContent["facts"]; readonly dated: Dated };

/** The rows of a list; its version is part of the source that every result keeps. */
function datedRows(
  codes: ReadonlyMap<string, CodeContent>,
  list: string,
  version: number,
): readonly Row[] {
  return [...codes.values()].map(({ facts, source, verified }) => ({
    facts,
    dated: {
      validFrom: facts["valid_from"] ?? "",
      validTo: facts["valid_to"] ?? null,
      source: `${facts["source"] ?? source}; ${list} version ${version}`,
      verified,
    },
  }));
}

function bookRows(
  exchange: readonly Row[],
  goods: readonly Row[],
  parcels: readonly Row[],
): BookRows {
  const goodsTax = inSequence(goods.map(goodsTaxOf), ({ hsPrefix }) => hsPrefix);
  const rates = inSequence(parcels.map(parcelRateOf), ({ taxClass }) => taxClass);
  const parcelGoods = inSequence(
    parcels.flatMap(parcelGoodsOf),
    ({ hsPrefixes }) => hsPrefixes[0] ?? "",
  );
  const covered = (given: readonly string[], prefix: string): boolean =>
    given.some((one) => prefix.startsWith(one));
  const taxed = [...new Set(goodsTax.map(({ hsPrefix }) => hsPrefix))];
  const classed = parcelGoods.flatMap(({ hsPrefixes }) => hsPrefixes);
  const classes = new Set(rates.map(({ taxClass }) => taxClass));
  return {
    exchange: inSequence(exchange.map(exchangeOf), ({ currency }) => currency),
    goodsTax: [
      ...BUILT_IN.goodsTax.filter(({ hsPrefix }) => !covered(taxed, hsPrefix)),
      ...goodsTax,
    ],
    parcelRates: [
      ...BUILT_IN.parcelRates.filter(({ taxClass }) => !classes.has(taxClass)),
      ...rates,
    ],
    parcelGoods: [
      ...BUILT_IN.parcelGoods.map((row) => ({
        ...row,
        hsPrefixes: row.hsPrefixes.filter((prefix) => !covered(classed, prefix)),
      })),
      ...parcelGoods,
    ],
  };
}

function exchangeOf({ facts, dated }: Row): ExchangeRate {
  const { units, scale } = decimalOf(facts["cny_per_unit"]);
  const zeros = (facts["units"] ?? "1").length - 1;
  return {
    ...dated,
    currency: facts["currency"] ?? "",
    cnyPerUnit: { units, scale: scale + zeros },
  };
}

function goodsTaxOf({ facts, dated }: Row): GoodsTax {
  const per = facts["consumption_per"];
  const price = facts["consumption_from"];
  const from =
    per === undefined || price === undefined
      ? null
      : { per: per.toLowerCase() as "gram" | "piece", fromMinor: fenOf(price) };
  return {
    ...dated,
    hsPrefix: facts["hs"] ?? "",
    dutyRate: fraction(facts["duty"]),
    vatRate: fraction(facts["vat"]),
    consumptionRate: fraction(facts["consumption"] ?? "0"),
    consumptionFrom: from,
  };
}

function parcelRateOf({ facts, dated }: Row): ParcelRateRow {
  return { ...dated, taxClass: facts["tax_class"] ?? "", rate: fraction(facts["rate"]) };
}

/** One row a prefix, so that the periods of each can follow on each other. */
function parcelGoodsOf({ facts, dated }: Row): readonly ParcelGoodsRow[] {
  const prefixes = (facts["hs"] ?? "").split("|").filter((prefix) => prefix !== "");
  const taxClass = facts["tax_class"] ?? "";
  return prefixes.map((prefix) => ({
    ...dated,
    taxClass,
    hsPrefixes: [prefix],
    words: [],
    dearer: null,
  }));
}

/** Where periods of one thing overlap, the earlier ends on the day before the later begins. */
function inSequence<R extends Dated>(given: readonly R[], keyOf: (row: R) => string): readonly R[] {
  return [...Map.groupBy(given, keyOf).values()].flatMap((rows) => {
    const inOrder = [...new Map(rows.map((row) => [row.validFrom, row])).values()].sort((a, b) =>
      a.validFrom < b.validFrom ? -1 : 1,
    );
    return inOrder.map((row, at) => {
      const next = inOrder[at + 1]?.validFrom;
      const isCut = next !== undefined && (row.validTo === null || row.validTo >= next);
      return isCut ? { ...row, validTo: dayBefore(next) } : row;
    });
  });
}

function dayBefore(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  if (date > 1) return `${day.slice(0, 8)}${String(date - 1).padStart(2, "0")}`;
  // The last day of the month before: no row begins on a day that a longer month has and it has not.
  return month > 1
    ? `${day.slice(0, 5)}${String(month - 1).padStart(2, "0")}-31`
    : `${String(year - 1).padStart(4, "0")}-12-31`;
}

function fraction(percent: string | undefined): Scaled {
  const { units, scale } = decimalOf(percent);
  return { units, scale: scale + 2 };
}

function fenOf(text: string): bigint {
  const { units, scale } = decimalOf(text);
  return (BigInt(units) * 100n) / 10n ** BigInt(scale);
}

function decimalOf(text: string | undefined): Scaled {
  const read = parseDecimal(text ?? "");
  assert(read.ok, "the file's reader let only decimals in");
  return { units: String(read.value.units), scale: read.value.scale };
}
