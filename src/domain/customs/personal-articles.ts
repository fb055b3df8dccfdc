/**
 * Personal articles, by post or by express: the value limits by place, and the one article that
 * cannot be divided, and the parcel tax. Which stream they come by is the regimes' affair.
 */
import type { Finding, Result } from "#base/result.ts";
import { type Books, type Dated, onDay, useOf } from "./books.ts";
import { aboveLimit, fitOf, notInForce, required, when } from "./fit.ts";
import type { GoodsFacts } from "./goods-facts.ts";
import { type GoodsValue, ratesUsed, valueGoods } from "./goods-value.ts";
import type { Assessment, Fit } from "./regime.ts";
import { assessParcelTax, type NotCollectedRow } from "./taxes.ts";

type PersonalLimit = Dated & {
  /** From or to Hong Kong, Macao and Taiwan, in fen. */
  readonly nearMinor: bigint;
  readonly elsewhereMinor: bigint;
};

const NEAR = ["HK", "MO", "TW"];

/** Value of the goods of one item, without freight. */
const LIMITS: readonly PersonalLimit[] = [
  {
    validFrom: "2010-09-01",
    validTo: null,
    nearMinor: 80_000n,
    elsewhereMinor: 100_000n,
    source: "GACC announcement 2010-43, as quoted by Wuhan municipality and HKTDC",
    verified: false,
  },
];

/** Parcel tax of one item at or below this is not collected, in fen. */
const NOT_COLLECTED: readonly NotCollectedRow[] = [
  {
    validFrom: "2010-09-01",
    validTo: null,
    limitMinor: 5_000n,
    source: "GACC announcement 2010-43, as quoted by Wuhan municipality and HKTDC",
    verified: false,
  },
];

/** Fits goods for own use within the limit, or one indivisible article above it. */
export function judgePersonal(facts: GoodsFacts, books: Books): Fit {
  const limit = onDay(LIMITS, facts.declaredOn);
  if (limit === undefined) return fitOf([notInForce(facts)]);
  const value = valueGoods(facts, books);
  const ownUse = when(facts.ownUse !== true, "regime/not-own-use", "error", "ownUse");
  return fitOf([...ownUse, ...valueFindings(facts, value, limit)], {
    used: [useOf("personal-limit", limit), ...ratesUsed(value)],
  });
}

function valueFindings(
  facts: GoodsFacts,
  { goodsMinor, findings }: GoodsValue,
  limit: PersonalLimit,
): readonly Finding[] {
  const field = facts.direction === "export" ? "recipientCountry" : "senderCountry";
  const country = facts[field];
  if (country === null) return [...findings, required(field)];
  if (findings.length > 0) return findings;
  const isNear = NEAR.includes(country.toUpperCase());
  return aboveLimit(facts, goodsMinor, isNear ? limit.nearMinor : limit.elsewhereMinor);
}

/** Parcel tax of an import, one indivisible article above the limit included. */
export function assessPersonal(facts: GoodsFacts, books: Books): Result<Assessment> {
  return assessParcelTax(facts, books, NOT_COLLECTED);
}
