/**
 * Cross-border e-commerce retail import, direct or from a bonded store: the limits of a transaction and
 * of a buyer's year, the matched documents, and the taxes at their reduced part.
 * How the goods came into the country is the regimes' affair.
 */
import type { Finding, Result } from "#base/result.ts";
import { compareScaled, scaled, sumScaled, writeScaled } from "./amounts.ts";
import { type Books, type Dated, isInForce, onDay, useOf } from "./books.ts";
import { aboveLimit, cny, fitOf, notInForce, otherTrade, requireOnLines, tell } from "./fit.ts";
import { type GoodsFacts, hsDigits, type TradeKind } from "./goods-facts.ts";
import { ratesUsed, valueGoods } from "./goods-value.ts";
import { matchDocuments } from "./match-documents.ts";
import type { AnnualLimit, Assessment, Fit } from "./regime.ts";
import { assessGoodsTaxes, type Levy } from "./taxes.ts";

type RetailLimit = Dated & {
  /** Goods, freight and insurance of one transaction, in fen. */
  readonly transactionMinor: bigint;
  /** The same of one buyer in a calendar year. */
  readonly limitMinor: bigint;
};

const LIMITS: readonly RetailLimit[] = [
  {
    validFrom: "2016-04-08",
    validTo: "2018-12-31",
    transactionMinor: 200_000n,
    limitMinor: 2_000_000n,
    source: "MOF, GACC, STA notice 2016-18, from memory",
    verified: false,
  },
  {
    validFrom: "2019-01-01",
    validTo: null,
    transactionMinor: 500_000n,
    limitMinor: 2_600_000n,
    source: "MOF, GACC, STA notice 2018-49; Ningbo customs in People's Daily Overseas, 2025-11-18",
    verified: false,
  },
];

const LEVY_SOURCE = "MOF, GACC, STA notice 2016-18, articles 2 and 3; Ningbo customs, 2025-11-18";

/** Within the limits: no duty, VAT and consumption tax at 70 %. */
const REDUCED: readonly Levy[] = [levy("retail-reduced", "0", "0.7")];

/** One indivisible article above the limit of a transaction: all taxes in full. */
const FULL: readonly Levy[] = [levy("retail-full", "1", "1")];

function levy(rule: string, dutyShare: string, restShare: string): Levy {
  return {
    rule,
    dutyShare: scaled(dutyShare),
    vatShare: scaled(restShare),
    consumptionShare: scaled(restShare),
    validFrom: "2016-04-08",
    validTo: null,
    source: LEVY_SOURCE,
    verified: false,
  };
}

type QuantityCap = Dated & { readonly hsPrefix: string; readonly mostKg: string };

/** Per person and year; one transaction above is above for certain, the year's sum is not kept. */
const CAPS: readonly QuantityCap[] = [
  { hsPrefix: "1701", mostKg: "2" },
  { hsPrefix: "1006", mostKg: "20" },
].map((cap) => ({
  ...cap,
  validFrom: "2019-01-01",
  validTo: null,
  source: "List of retail imports, notes; People's Daily, 2025-11-14",
  verified: false,
}));

/** The buyer's year that all retail imports share. */
export const RETAIL_BALANCE: AnnualLimit = { family: "retail-import", limits: LIMITS };

/** Fits a retail sale of this kind within its limits whose documents, where given, match. */
export function judgeRetailImport(facts: GoodsFacts, books: Books, kind: TradeKind): Fit {
  const limit = onDay(LIMITS, facts.declaredOn);
  if (limit === undefined) return fitOf([notInForce(facts)]);
  const value = valueGoods(facts, books);
  const { dutiableMinor, findings } = value;
  const isValued = findings.length === 0;
  return fitOf(
    [
      ...otherTrade(facts, kind),
      ...findings,
      ...requireOnLines(facts, ["hsCode"]),
      ...(isValued ? aboveLimit(facts, dutiableMinor, limit.transactionMinor) : []),
      ...(isValued ? balanceFindings(facts, dutiableMinor) : []),
      ...capFindings(facts),
      ...documentFindings(facts),
    ],
    {
      balanceMinor: isValued ? dutiableMinor : 0n,
      used: [useOf("retail-limit", limit), ...ratesUsed(value)],
    },
  );
}

/** Taxes within the transaction's limit at 70 %, of one indivisible article above it in full. */
export function assessRetailImport(facts: GoodsFacts, books: Books): Result<Assessment> {
  const limit = onDay(LIMITS, facts.declaredOn);
  const isAbove =
    limit !== undefined && valueGoods(facts, books).dutiableMinor > limit.transactionMinor;
  return assessGoodsTaxes(facts, books, { levies: isAbove ? FULL : REDUCED, notCollected: [] });
}

function balanceFindings(
  { balanceLeftMinor }: GoodsFacts,
  dutiableMinor: bigint,
): readonly Finding[] {
  if (balanceLeftMinor === null) {
    return tell("regime/balance-unknown", "warning", "buyer");
  }
  if (dutiableMinor <= balanceLeftMinor) return [];
  const more = { found: cny(dutiableMinor), expected: cny(balanceLeftMinor) };
  return tell("regime/balance-exceeded", "error", "value", more);
}

function capFindings({ lines, declaredOn }: GoodsFacts): readonly Finding[] {
  return CAPS.filter((cap) => isInForce(cap, declaredOn)).flatMap(({ hsPrefix, mostKg }) => {
    const weights = lines.flatMap(({ hsCode, netWeightKg }) =>
      hsDigits(hsCode ?? "").startsWith(hsPrefix) && netWeightKg !== null ? [netWeightKg] : [],
    );
    const sum = sumScaled(weights);
    if (compareScaled(sum, scaled(mostKg)) <= 0) return [];
    const more = { found: writeScaled(sum), expected: mostKg };
    return tell("regime/quantity-cap", "error", "lines", more);
  });
}

function documentFindings({ documents }: GoodsFacts): readonly Finding[] {
  if (documents === null) return tell("match/not-matched", "warning", "documents");
  return matchDocuments(documents);
}
