import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { goodsFacts, goodsLine, SAMPLE_BOOKS, SAMPLE_EXCHANGE } from "#test/goods-samples.ts";
import { fenOf, grossedUp, scaled, shareOf, spread, times, writeScaled } from "./amounts.ts";
import { assessShipment, judgeShipment } from "./choose-regime.ts";
import type { GoodsFacts } from "./goods-facts.ts";
import { BUILT_IN, booksOf } from "./rates/made-books.ts";
import type { Assessment } from "./regime.ts";

function assessed(facts: GoodsFacts, books = SAMPLE_BOOKS): Assessment {
  const done = assessShipment(facts, books);
  if (!done.ok || done.value === null) throw new Error(JSON.stringify(done));
  return done.value;
}

const retail = (given: Partial<GoodsFacts>): GoodsFacts =>
  goodsFacts({ regime: "9610", stream: "ecommerce", balanceLeftMinor: 2_600_000n, ...given });

/** A line worth so many fen. */
const worth = (minor: number, given: Parameters<typeof goodsLine>[0] = {}) =>
  goodsLine({ value: { units: String(minor), scale: 2 }, ...given });

describe("taxes", () => {
  test("golden: an assessment keeps rate, day, source and rounding step of all it used", () => {
    const facts = goodsFacts({ currency: "USD", lines: [worth(10_000)] });
    expect(assessed(facts)).toEqual({
      currency: "CNY",
      lines: [
        {
          line: 1,
          taxes: [
            {
              kind: "parcel-tax",
              baseMinor: 70_912n,
              rate: { units: "20", scale: 2 },
              amountMinor: 14_182n,
              rounding: "half-up to 0.01 CNY",
            },
          ],
        },
      ],
      totalMinor: 14_182n,
      dueMinor: 14_182n,
      collected: true,
      notCollected: [],
      used: [
        {
          rule: "parcel-tax-2",
          validFrom: "2019-04-09",
          source: "HKTDC, personal postal articles tax, rates from 2019-04-09",
          verified: false,
        },
        {
          rule: "not-collected",
          validFrom: "2010-09-01",
          source: "GACC announcement 2010-43, as quoted by Wuhan municipality and HKTDC",
          verified: false,
        },
      ],
      exchange: [
        {
          currency: "USD",
          rate: { units: "70912", scale: 4 },
          rounding: "half-up to 0.01 CNY",
          validFrom: "2026-11-01",
          source: "invented for tests",
          verified: false,
        },
      ],
    });
  });

  test("property: retail import is taxed at (CT + VAT) / (1 − CT) × 70 % within a fen a tax", () => {
    const dear = fc.integer({ min: 100_000, max: 500_000 });
    fc.assert(
      fc.property(dear, fc.boolean(), (minor, isCosmetic) => {
        const hsCode = isCosmetic ? "3304990000" : "8517130000";
        const line = worth(minor, { hsCode, netWeightKg: scaled("0.01") });
        const { totalMinor, lines } = assessed(retail({ lines: [line] }));
        const combined = isCosmetic ? (0.15 + 0.13) / 0.85 : 0.13;
        expect(Math.abs(Number(totalMinor) - minor * combined * 0.7)).toBeLessThan(2);
        const rates = lines.flatMap(({ taxes }) => taxes.map(({ rate }) => writeScaled(rate)));
        expect(rates).toEqual(isCosmetic ? ["0", "0.105", "0.091"] : ["0", "0", "0.091"]);
      }),
      { numRuns: 100 },
    );
  });

  test("property: what is due is the total without what is not collected, and sums its lines", () => {
    const regimes = fc.constantFrom("postal-personal", "express-c", "9610");
    const lines = fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(regimes, lines, (regime, minors) => {
        const stream = { "postal-personal": "postal", "express-c": "express", "9610": "ecommerce" };
        const facts = retail({
          regime,
          stream: stream[regime] as GoodsFacts["stream"],
          lines: minors.map((minor, at) => worth(minor, { line: at + 1 })),
        });
        const { totalMinor, dueMinor, notCollected, collected, lines: taxed } = assessed(facts);
        const sum = taxed
          .flatMap(({ taxes }) => taxes)
          .reduce((all, one) => all + one.amountMinor, 0n);
        const spared = notCollected.reduce((all, one) => all + one.amountMinor, 0n);
        expect(totalMinor).toBe(sum);
        expect(dueMinor).toBe(totalMinor - spared);
        expect(collected).toBe(dueMinor > 0n);
        for (const one of notCollected) expect(one.amountMinor <= one.limitMinor).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe("what taxes are computed from", () => {
  test("imported rows win: goods are taxed by the corrected rate, with its source", () => {
    const corrected = { ...BUILT_IN.parcelRates[6], rate: scaled("0.5"), taxClass: "2" };
    const rows = BUILT_IN.parcelRates.filter(
      ({ taxClass, validTo }) => taxClass !== "2" || validTo !== null,
    );
    const row = {
      ...corrected,
      validFrom: "2019-04-09",
      validTo: null,
      source: "tariff",
      verified: true,
    };
    const books = booksOf({ ...BUILT_IN, exchange: SAMPLE_EXCHANGE, parcelRates: [...rows, row] });
    const { dueMinor, used } = assessed(goodsFacts({ lines: [worth(50_000)] }), books);
    expect(dueMinor).toBe(25_000n);
    expect(used[0]).toMatchObject({ source: "tariff", verified: true });
  });

  test("freight is laid on the lines by value, to the last fen", () => {
    const facts = retail({
      lines: [worth(10_000), worth(20_000, { line: 2 }), worth(0, { line: 3 })],
      freight: scaled("10.00"),
    });
    const bases = assessed(facts).lines.map(({ taxes }) => taxes.at(-1)?.baseMinor);
    expect(bases).toEqual([10_334n, 20_666n, 0n]);
  });

  test("a judgement keeps the limit and the rate of exchange that it used", () => {
    const { used } = judgeShipment(goodsFacts({ currency: "USD" }), SAMPLE_BOOKS);
    expect(used).toMatchObject([
      { rule: "personal-limit", validFrom: "2010-09-01", verified: false },
      { rule: "exchange USD 7.0912", validFrom: "2026-11-01", source: "invented for tests" },
    ]);
  });

  test("what does not fit is not taxed by that rule book", () => {
    const facts = goodsFacts({ lines: [worth(100_001)] });
    expect(judgeShipment(facts, SAMPLE_BOOKS)).toMatchObject({ fits: false, moveTo: "0110" });
    expect(assessShipment(facts, SAMPLE_BOOKS)).toMatchObject({
      ok: false,
      refusal: { code: "regime/does-not-fit" },
    });
  });

  test("what the year must bear is the dutiable value in yuan, freight included", () => {
    const facts = retail({
      lines: [worth(10_000)],
      freight: scaled("5.50"),
      insurance: scaled("1"),
    });
    expect(judgeShipment(facts, SAMPLE_BOOKS).balanceMinor).toBe(10_650n);
  });
});

describe("amounts", () => {
  test("half a fen goes up, less goes down", () => {
    expect(fenOf(scaled("0.005"), scaled("1"))).toBe(1n);
    expect(fenOf(scaled("0.0049999"), scaled("1"))).toBe(0n);
    expect(shareOf(50n, scaled("0.01"))).toBe(1n);
    expect(shareOf(49n, scaled("0.01"))).toBe(0n);
    expect(grossedUp(42_500n, scaled("0.15"))).toBe(50_000n);
    expect(writeScaled(times(scaled("0.15"), scaled("0.70")))).toBe("0.105");
  });

  test("property: an amount spread over parts adds up, and no part differs by more than a fen", () => {
    const weights = fc.array(fc.bigInt(0n, 10_000n), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.bigInt(0n, 1_000_000n), weights, (total, by) => {
        const parts = spread(total, by);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        const sum = by.reduce((all, one) => all + one, 0n);
        if (sum === 0n) return;
        parts.forEach((part, at) => {
          const exact = (total * (by[at] ?? 0n)) / sum;
          expect(part - exact === 0n || part - exact === 1n).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
  });
});
