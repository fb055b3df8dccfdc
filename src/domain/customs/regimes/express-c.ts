/**
 * Express class C: low-value goods of trade without licence, tax refund or foreign-exchange receipt;
 * on import duty, VAT and consumption tax in full.
 */
import { type Finding, ok } from "#base/result.ts";
import { scaled } from "#domain/customs/amounts.ts";
import { type Books, type Dated, onDay, useOf } from "#domain/customs/books.ts";
import { fitOf, notInForce, overLimit, requireOnLines, when } from "#domain/customs/fit.ts";
import type { GoodsFacts } from "#domain/customs/goods-facts.ts";
import { ratesUsed, valueGoods } from "#domain/customs/goods-value.ts";
import { judgePersonal } from "#domain/customs/personal-articles.ts";
import type { Fit, Regime } from "#domain/customs/regime.ts";
import { assessGoodsTaxes, type Levy, type NotCollectedRow } from "#domain/customs/taxes.ts";

/** Value of the goods without freight and insurance, in fen. */
const LIMITS: readonly (Dated & { readonly limitMinor: bigint })[] = [
  {
    validFrom: "2016-06-01",
    validTo: null,
    limitMinor: 500_000n,
    source: "GACC announcement 2016-19, class C; blog.11467.com/b2744742.htm",
    verified: false,
  },
];

const LEVIES: readonly Levy[] = [
  {
    rule: "goods-full",
    dutyShare: scaled("1"),
    vatShare: scaled("1"),
    consumptionShare: scaled("1"),
    validFrom: "2004-01-01",
    validTo: null,
    source: "State Council order 392 of 2003 on import and export duties, from memory",
    verified: false,
  },
];

/** Each of duty, VAT and consumption tax of one bill at or below this is not collected, in fen. */
const NOT_COLLECTED: readonly NotCollectedRow[] = [
  {
    validFrom: "2004-01-01",
    validTo: null,
    limitMinor: 5_000n,
    source: "State Council order 392 of 2003, article 45, and GACC practice, from memory",
    verified: false,
  },
];

export const expressC: Regime = {
  code: "express-c",
  streams: ["express"],
  directions: ["import", "export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC order 147, express class C",
  verified: false,
  presumes: { ownUse: false },
  judge,
  assess: (facts, books) =>
    facts.direction === "import"
      ? assessGoodsTaxes(facts, books, { levies: LEVIES, notCollected: NOT_COLLECTED })
      : ok(null),
};

function judge(facts: GoodsFacts, books: Books): Fit {
  const limit = onDay(LIMITS, facts.declaredOn);
  if (limit === undefined) return fitOf([notInForce(facts)]);
  const value = valueGoods(facts, books);
  const above = value.findings.length > 0 ? [] : overLimit(value.goodsMinor, limit.limitMinor);
  const found = [...notForTrade(facts, books), ...value.findings, ...above];
  return fitOf([...found, ...requireOnLines(facts, ["hsCode"])], {
    used: [useOf("low-value-limit", limit), ...ratesUsed(value)],
  });
}

function notForTrade(facts: GoodsFacts, books: Books): readonly Finding[] {
  const { licence, claims } = facts;
  const [claim] = claims.filter((one) => one !== "export-duty");
  const isPersonal = facts.ownUse === true && judgePersonal(facts, books).fits;
  return [
    ...when(facts.documentsOnly, "regime/only-documents", "error", "documentsOnly"),
    ...when(isPersonal, "regime/personal-articles", "error", "ownUse"),
    ...when(licence !== null, "regime/licence-needed", "error", "licence"),
    ...when(claim !== undefined, "regime/claim-needs-full", "error", "claims", {
      found: claim ?? "",
    }),
  ];
}
