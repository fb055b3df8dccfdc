/**
 * The value of a shipment's goods in CNY: each line converted by the customs' rate of the day of the
 * declaration and rounded to the fen, freight and insurance laid on the lines by value.
 * Limits and taxes are others' affair.
 */
import type { Finding } from "#base/result.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import { fenOf, scaled, spread, TO_FEN, writeScaled } from "./amounts.ts";
import type { Books, RuleUse } from "./books.ts";
import { cny, lineField, required } from "./fit.ts";
import type { GoodsFacts, GoodsLine } from "./goods-facts.ts";
import type { ExchangeUse } from "./regime.ts";

/** A line in fen: its goods alone, and with its part of freight and insurance. */
export type LineValue = {
  readonly line: GoodsLine;
  readonly goodsMinor: bigint;
  readonly dutiableMinor: bigint;
};

export type GoodsValue = {
  readonly lines: readonly LineValue[];
  readonly goodsMinor: bigint;
  /** Goods, freight and insurance. */
  readonly dutiableMinor: bigint;
  readonly exchange: readonly ExchangeUse[];
  /** Errors of data; where there is one the sums mean nothing. */
  readonly findings: readonly Finding[];
};

/** The largest value of a shipment that is taxed, in fen: sums of it stay within 64 bits [design]. */
const MOST_MINOR = 10n ** 14n;
const HOME = "CNY";
const ONE = scaled("1");

/**
 * Values every line; what is wrong is `regime/required-field`, `regime/rate-missing`,
 * `regime/value-negative` or `regime/value-too-large`.
 */
export function valueGoods(facts: GoodsFacts, books: Books): GoodsValue {
  const converter = new Converter(facts.declaredOn, books);
  const findings: Finding[] = facts.lines.length === 0 ? [required("lines")] : [];
  const take = (value: Scaled | null, currency: string | null, field: string): bigint => {
    const taken = converter.toFen(value, currency, field);
    if (typeof taken === "bigint") return taken;
    findings.push(taken);
    return 0n;
  };
  const goods = facts.lines.map((line) =>
    take(line.value, line.currency ?? facts.currency, lineField(line, "value")),
  );
  const charge = (name: "freight" | "insurance"): bigint =>
    facts[name] === null ? 0n : take(facts[name], facts.currency, name);
  const charges = charge("freight") + charge("insurance");
  const parts = goods.length === 0 ? [] : spread(charges, goods);
  const lines = facts.lines.map((line, at) => ({
    line,
    goodsMinor: goods[at] ?? 0n,
    dutiableMinor: (goods[at] ?? 0n) + (parts[at] ?? 0n),
  }));
  const goodsMinor = goods.reduce((sum, one) => sum + one, 0n);
  const { exchange } = converter;
  const dutiableMinor = goodsMinor + charges;
  if (dutiableMinor > MOST_MINOR) findings.push(tooLarge(dutiableMinor));
  return { lines, goodsMinor, dutiableMinor, exchange, findings };
}

function tooLarge(minor: bigint): Finding {
  const at = { field: "value" };
  const [found, expected] = [cny(minor), cny(MOST_MINOR)];
  return { code: "regime/value-too-large", severity: "error", at, found, expected };
}

/** The rates a judgement converted by, as rules it used. */
export function ratesUsed({ exchange }: GoodsValue): readonly RuleUse[] {
  return exchange.map(({ currency, rate, validFrom, source, verified }) => {
    return { rule: `exchange ${currency} ${writeScaled(rate)}`, validFrom, source, verified };
  });
}

/** Converts amounts of one day, and keeps each rate it used once. */
class Converter {
  readonly exchange: ExchangeUse[] = [];
  readonly #day: string;
  readonly #books: Books;

  constructor(day: string, books: Books) {
    this.#day = day;
    this.#books = books;
  }

  /** Fen, or the error that stands in their place. */
  toFen(value: Scaled | null, currency: string | null, field: string): bigint | Finding {
    if (value === null) return required(field);
    if (currency === null) return required("currency");
    if (value.units.startsWith("-")) {
      return { code: "regime/value-negative", severity: "error", at: { field } };
    }
    const rate = currency === HOME ? ONE : this.#rateOf(currency);
    if (rate !== undefined) return fenOf(value, rate);
    return {
      code: "regime/rate-missing",
      severity: "error",
      at: { field },
      found: currency,
      expected: this.#day,
    };
  }

  #rateOf(currency: string): Scaled | undefined {
    const kept = this.exchange.find((use) => use.currency === currency);
    if (kept !== undefined) return kept.rate;
    const row = this.#books.rateOf(currency, this.#day);
    if (row === undefined) return undefined;
    const { cnyPerUnit: rate, validFrom, source, verified } = row;
    this.exchange.push({ currency, rate, rounding: TO_FEN, validFrom, source, verified });
    return rate;
  }
}
