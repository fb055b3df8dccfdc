/**
 * Books made from rows: finds the exchange rate, the taxes and the class in force on a day.
 * Where rows come from is the caller's affair; those carried here are `BUILT_IN`.
 */
import {
  type Books,
  type ExchangeRate,
  type GoodsTax,
  isInForce,
  onDay,
  type ParcelTax,
} from "#domain/customs/books.ts";
import { type GoodsLine, hsDigits } from "#domain/customs/goods-facts.ts";
import { GOODS_TAX } from "./goods-tax.ts";
import {
  PARCEL_GOODS,
  PARCEL_RATES,
  type ParcelGoodsRow,
  type ParcelRateRow,
  REST_CLASS,
} from "./parcel-tax.ts";

/** All rows a set of books answers from. */
export type BookRows = {
  readonly exchange: readonly ExchangeRate[];
  readonly goodsTax: readonly GoodsTax[];
  readonly parcelRates: readonly ParcelRateRow[];
  readonly parcelGoods: readonly ParcelGoodsRow[];
};

/** The rows that come with the product; exchange rates are only ever imported. */
export const BUILT_IN: BookRows = {
  exchange: [],
  goodsTax: GOODS_TAX,
  parcelRates: PARCEL_RATES,
  parcelGoods: PARCEL_GOODS,
};

type Keyed<Row> = ReadonlyMap<string, readonly Row[]>;
type GoodsKey = { readonly key: string; readonly row: ParcelGoodsRow };

/** Books over rows; build them once for a batch, asking is then a look-up. */
export function booksOf(rows: BookRows): Books {
  const exchange = Map.groupBy(rows.exchange, ({ currency }) => currency);
  const goodsTax = Map.groupBy(rows.goodsTax, ({ hsPrefix }) => hsPrefix);
  const rates = Map.groupBy(rows.parcelRates, ({ taxClass }) => taxClass);
  const goods = goodsIndex(rows.parcelGoods);
  return {
    rateOf: (currency, day) => onDay(exchange.get(currency) ?? [], day),
    taxOf: (hsCode, day) => byPrefix(goodsTax, hsCode, day),
    parcelClassOf: (line, day) => parcelClassOf(goods, rates, line, day),
  };
}

type GoodsIndex = {
  readonly byPrefix: Keyed<ParcelGoodsRow>;
  /** Longest word first. */
  readonly byWord: readonly GoodsKey[];
};

function goodsIndex(rows: readonly ParcelGoodsRow[]): GoodsIndex {
  const keyed = (keysOf: (row: ParcelGoodsRow) => readonly string[]): GoodsKey[] =>
    rows.flatMap((row) => keysOf(row).map((key) => ({ key, row })));
  const prefixes = Map.groupBy(
    keyed((row) => row.hsPrefixes),
    ({ key }) => key,
  );
  return {
    byPrefix: new Map([...prefixes].map(([key, all]) => [key, all.map(({ row }) => row)])),
    byWord: keyed((row) => row.words).sort((a, b) => b.key.length - a.key.length),
  };
}

function byPrefix<Row extends ParcelGoodsRow | GoodsTax>(
  rows: Keyed<Row>,
  hsCode: string,
  day: string,
): Row | undefined {
  const digits = hsDigits(hsCode);
  for (let length = digits.length; length >= 0; length -= 1) {
    const found = onDay(rows.get(digits.slice(0, length)) ?? [], day);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parcelClassOf(
  goods: GoodsIndex,
  rates: Keyed<ParcelRateRow>,
  line: GoodsLine,
  day: string,
): ParcelTax | undefined {
  const { taxClass, foundBy, dearer } = foundClass(goods, line, day);
  const inForce = onDay(rates.get(taxClass) ?? [], day);
  return inForce === undefined ? undefined : { ...inForce, foundBy, dearer };
}

function foundClass(
  goods: GoodsIndex,
  { taxClass, hsCode, description }: GoodsLine,
  day: string,
): Pick<ParcelTax, "taxClass" | "foundBy" | "dearer"> {
  if (taxClass !== null) return { taxClass, foundBy: "declared", dearer: null };
  const byHs = hsCode === null ? undefined : byPrefix(goods.byPrefix, hsCode, day);
  if (byHs !== undefined) return { ...picked(byHs), foundBy: "hs" };
  const byWord = hsCode === null ? wordRow(goods.byWord, description, day) : undefined;
  if (byWord !== undefined) return { ...picked(byWord), foundBy: "words" };
  return { taxClass: REST_CLASS, foundBy: "rest", dearer: null };
}

function picked({ taxClass, dearer }: ParcelGoodsRow): Pick<ParcelTax, "taxClass" | "dearer"> {
  return { taxClass, dearer };
}

/** The row of the longest word in the description: whole words, or any place in Chinese. */
function wordRow(
  words: readonly GoodsKey[],
  description: string,
  day: string,
): ParcelGoodsRow | undefined {
  const text = ` ${description.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  const isIn = (word: string): boolean =>
    /\p{Script=Han}/u.test(word) ? text.includes(word) : text.includes(` ${word} `);
  return words.find(({ key, row }) => isIn(key) && isInForce(row, day))?.row;
}
