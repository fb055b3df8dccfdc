/**
 * Parcel tax of personal articles as dated facts: the rate of each class, and which goods fall in which
 * class by HS prefix or by word. Provisional throughout; an imported list wins over it.
 * The published price list is not carried: the real price is taxed.
 */
import { scaled } from "#domain/customs/amounts.ts";
import type { Dated, DearerClass } from "#domain/customs/books.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";

/** The rate of a class in a period. */
export type ParcelRateRow = Dated & { readonly taxClass: string; readonly rate: Scaled };

/** Goods of a class, by HS prefixes and by words of the description in any language, lower case. */
export type ParcelGoodsRow = Dated & {
  readonly taxClass: string;
  readonly hsPrefixes: readonly string[];
  readonly words: readonly string[];
  readonly dearer: DearerClass | null;
};

/** The class of everything that no row lists. */
export const REST_CLASS = "2";

const OLDER = "State Council Tariff Commission, parcel tax of 2016 and 2018, from memory";
const TODAY = "HKTDC, personal postal articles tax, rates from 2019-04-09";

/** Classes 1, 2, 3; `1-reduced` is medicine with import VAT of 3 %, taxed as goods are. */
export const PARCEL_RATES: readonly ParcelRateRow[] = [
  rate("1", "0.15", "2016-04-08", "2019-04-08", OLDER),
  rate("2", "0.30", "2016-04-08", "2018-10-31", OLDER),
  rate("3", "0.60", "2016-04-08", "2018-10-31", OLDER),
  rate("2", "0.25", "2018-11-01", "2019-04-08", OLDER),
  rate("3", "0.50", "2018-11-01", "2019-04-08", OLDER),
  rate("1", "0.13", "2019-04-09", null, TODAY),
  rate("2", "0.20", "2019-04-09", null, TODAY),
  rate("3", "0.50", "2019-04-09", null, TODAY),
  rate("1-reduced", "0.03", "2019-04-09", null, TODAY),
];

const GOODS: Pick<ParcelGoodsRow, "validFrom" | "validTo" | "verified" | "source" | "dearer"> = {
  validFrom: "2016-04-08",
  validTo: null,
  verified: false,
  source: "HKTDC, goods named by class; HS prefixes and words are ours",
  dearer: null,
};

/** Dear watches and cosmetics fall in class 3; the limits are those of consumption tax. */
const DEAR_WATCH: DearerClass = { per: "piece", fromMinor: 1_000_000n, taxClass: "3" };
const DEAR_COSMETICS: DearerClass = { per: "gram", fromMinor: 1_000n, taxClass: "3" };

/** The longest prefix of a code decides; without one the longest word of the description. */
export const PARCEL_GOODS: readonly ParcelGoodsRow[] = [
  goods("1", ["49"], ["book", "books", "magazine", "newspaper", "livre", "livres", "书", "杂志"]),
  goods("1", ["8471"], ["computer", "laptop", "notebook computer", "ordinateur", "电脑", "计算机"]),
  goods("1", ["9006"], ["camera", "digital camera", "appareil photo", "照相机", "相机"]),
  goods("1", "02 03 04 07 08 09 10 11 12 15 16 17 18 19 20 21 2201 2202 2209".split(" "), [
    "food",
    "snack",
    "chocolate",
    "coffee",
    "tea",
    "milk powder",
    "aliments",
    "食品",
    "饮料",
    "奶粉",
  ]),
  goods("1", ["7106", "7108"], ["gold bar", "silver bar", "gold coin", "金条", "银条"]),
  goods("1", ["9401", "9403"], ["furniture", "chair", "table", "meuble", "meubles", "家具"]),
  goods("1", ["9503", "9504", "9505"], ["toy", "toys", "game", "games", "jouet", "jouets", "玩具"]),
  goods("1", ["30"], ["medicine", "medicines", "médicament", "médicaments", "药品"]),
  goods(
    "3",
    ["24"],
    ["tobacco", "cigarette", "cigarettes", "cigar", "cigars", "tabac", "香烟", "烟草"],
  ),
  goods(
    "3",
    ["2203", "2204", "2205", "2206", "2207", "2208"],
    ["alcohol", "wine", "whisky", "beer", "spirits", "vin", "alcool", "酒", "白酒", "葡萄酒"],
  ),
  goods(
    "3",
    ["7101", "7102", "7103", "7104", "7113", "7114", "7116"],
    ["jewellery", "jewelry", "diamond", "pearls", "bijoux", "珠宝", "首饰"],
  ),
  goods("3", ["950631", "950632", "950639"], ["golf club", "golf clubs", "golf ball", "高尔夫"]),
  {
    ...goods("2", ["9101", "9102"], ["watch", "wrist watch", "wristwatch", "montre", "手表"]),
    dearer: DEAR_WATCH,
  },
  {
    ...goods(
      "2",
      ["3303", "3304"],
      ["perfume", "lipstick", "cosmetics", "skin cream", "parfum", "化妆品", "香水", "口红"],
    ),
    dearer: DEAR_COSMETICS,
  },
];

function rate(
  taxClass: string,
  fraction: string,
  validFrom: string,
  validTo: string | null,
  source: string,
): ParcelRateRow {
  return { taxClass, rate: scaled(fraction), validFrom, validTo, source, verified: false };
}

function goods(
  taxClass: string,
  hsPrefixes: readonly string[],
  words: readonly string[],
): ParcelGoodsRow {
  return { ...GOODS, taxClass, hsPrefixes, words };
}
