/**
 * What is sent: an assortment with shares by class. Clothing, consumer electronics, health and
 * beauty lead; the shares themselves are of our design. Real HS codes, invented articles.
 */
import type { Chance } from "#base/chance.ts";
import { present } from "#base/result.ts";

export type GoodsClass = "clothing" | "electronics" | "beauty" | "home" | "toys" | "food" | "books";

export type Article = {
  readonly description: string;
  readonly hsCode: string;
  readonly goodsClass: GoodsClass;
  /** Of one: grams and price in CNY, minor units. */
  readonly grams: number;
  readonly fen: number;
  /** Contains a lithium battery. */
  readonly battery?: true;
  /** Looked at by quarantine: plants, seeds, what comes from animals. */
  readonly organic?: true;
};

/** Shares of the classes in a hundred items. */
const SHARES: readonly (readonly [GoodsClass, number])[] = [
  ["clothing", 32],
  ["electronics", 24],
  ["beauty", 19],
  ["home", 9],
  ["toys", 7],
  ["food", 5],
  ["books", 4],
];

const article = (
  goodsClass: GoodsClass,
  hsCode: string,
  description: string,
  grams: number,
  fen: number,
  more: Pick<Article, "battery" | "organic"> = {},
): Article => ({ goodsClass, hsCode, description, grams, fen, ...more });

export const ASSORTMENT: readonly Article[] = [
  article("clothing", "6117.10", "Silk scarf, printed", 55, 9_800),
  article("clothing", "6115.95", "Cotton socks, three pairs", 90, 3_600),
  article("clothing", "6109.10", "Cotton T-shirt", 190, 7_900),
  article("clothing", "6110.20", "Cotton jersey", 420, 18_500),
  article("clothing", "6203.42", "Cotton trousers", 560, 21_000),
  article("clothing", "6404.11", "Running shoes, textile upper", 760, 36_000),
  article("clothing", "6201.40", "Padded jacket", 1_150, 48_000),
  article("electronics", "8544.42", "Charging cable, 1 m", 35, 2_500),
  article("electronics", "8518.30", "Headphones with cord", 140, 12_900),
  article("electronics", "8504.40", "Charger for telephones, 30 W", 110, 6_900),
  article("electronics", "8471.60", "Keyboard for computers", 620, 19_900),
  article("electronics", "8518.30", "Wireless earphones", 60, 29_900, { battery: true }),
  article("electronics", "8507.60", "Power bank, 10000 mAh", 210, 12_900, { battery: true }),
  article("electronics", "8516.79", "Travel kettle", 1_050, 24_900),
  article("electronics", "8508.11", "Vacuum cleaner, 600 W", 4_200, 69_000),
  article("beauty", "3304.10", "Lipstick", 28, 14_900),
  article("beauty", "3304.99", "Hand cream, 75 ml", 95, 4_900),
  article("beauty", "3304.99", "Face mask, box of ten", 290, 9_900),
  article("beauty", "3305.10", "Shampoo, 400 ml", 450, 6_900),
  article("beauty", "3401.30", "Shower gel, 750 ml", 820, 5_900),
  article("home", "6911.10", "Porcelain cup", 260, 7_900),
  article("home", "6302.21", "Bed linen set", 1_450, 29_900),
  article("home", "7323.93", "Steel cooking pot", 2_300, 34_900),
  article("home", "9403.60", "Bedside table, flat packed", 7_400, 59_000),
  article("toys", "9503.00", "Jigsaw puzzle, 500 parts", 480, 8_900),
  article("toys", "9503.00", "Wooden toy train", 720, 16_900),
  article("toys", "9504.40", "Playing cards", 95, 2_900),
  article("food", "2106.90", "Vitamin tablets, 60", 130, 8_900),
  article("food", "0902.30", "Black tea, 100 g tin", 165, 6_900, { organic: true }),
  article("food", "1209.91", "Vegetable seeds, 20 g", 40, 2_900, { organic: true }),
  article("books", "4901.99", "Printed book", 480, 8_800),
  article("books", "4901.99", "Picture book in a box, four volumes", 2_600, 32_000),
];

/** The lightest packing, grams. */
const PACKING_GRAMS = 20;

/** A kind of article light enough for a piece of this weight. */
export function articleFor(chance: Chance, pieceGrams: number): Article {
  const light = ASSORTMENT.filter(({ grams }) => grams + PACKING_GRAMS <= pieceGrams);
  const wanted = classOf(chance);
  const ofClass = light.filter(({ goodsClass }) => goodsClass === wanted);
  return chance.pick(ofClass.length > 0 ? ofClass : light);
}

function classOf(chance: Chance): GoodsClass {
  let drawn = chance.below(100);
  const found = SHARES.find(([, share]) => {
    drawn -= share;
    return drawn < 0;
  });
  return present(found, "the shares are of a hundred")[0];
}

/** What people send is seldom worth more than this, fen [design]. */
const USUAL_FEN = 70_000;

/** How many of an article a piece of this weight holds: five at most, and of a usual worth. */
export function quantityFor(chance: Chance, { grams, fen }: Article, pieceGrams: number): number {
  const room = Math.floor((pieceGrams - PACKING_GRAMS) / grams);
  return Math.max(1, Math.min(room, 1 + chance.below(5), Math.floor(USUAL_FEN / fen)));
}

/** Of a hundred pieces: under 1 kg 72, to 5 kg 21, to 20 kg 7. */
const UNDER_ONE_KG = 0.72;
const UNDER_FIVE_KG = 0.93;

/** The weight of one piece, grams: light ones lead. */
export function pieceGrams(chance: Chance): number {
  const drawn = chance.next();
  if (drawn < UNDER_ONE_KG) return Math.floor(60 + 939 * chance.next() ** 1.6);
  if (drawn < UNDER_FIVE_KG) return Math.floor(1_000 + 4_000 * chance.next() ** 2);
  return Math.floor(5_000 + 15_000 * chance.next() ** 2);
}
