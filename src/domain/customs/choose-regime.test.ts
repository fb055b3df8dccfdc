import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { goodsFacts, goodsLine, SAMPLE_BOOKS } from "#test/goods-samples.ts";
import { scaled } from "./amounts.ts";
import { assessShipment, declarableRegimes, judgeShipment, presumed } from "./choose-regime.ts";
import { fitOf } from "./fit.ts";
import type { Claim, GoodsFacts, TradeKind } from "./goods-facts.ts";
import type { Regime } from "./regime.ts";
import { regimes } from "./regimes/index.ts";

/** The full declaration takes everything; the law is about the others. */
const FULL = "0110";
const NOBODYS = "undetermined";
const STREAMS = ["postal", "express", "ecommerce"] as const;
const DIRECTIONS = ["import", "export", "transit"] as const;
const KINDS: readonly TradeKind[] = [
  "retail",
  "bonded-retail",
  "bonded-retail-elsewhere",
  "b2b",
  "overseas-warehouse",
];
const CLAIMS: readonly Claim[] = ["tax-refund", "exchange-receipt", "export-duty"];

/** Fen around every limit there is, and anywhere. */
const fen = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(0, 80_000, 100_000, 200_000, 500_000, 2_600_000),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([limit, step]) => Math.max(0, limit + step)),
  fc.integer({ min: 0, max: 5_000_000 }),
);

const line = fc
  .record({ fen, hsCode: fc.constantFrom("6109100000", "1701990000", "2204210000") })
  .map(({ fen: minor, hsCode }) =>
    goodsLine({ hsCode, value: { units: String(minor), scale: 2 }, netWeightKg: scaled("1.5") }),
  );

/** Shipments whose data are whole: what does not fit, does not for what it is. */
const shipments = fc
  .record({
    stream: fc.constantFrom(...STREAMS),
    direction: fc.constantFrom(...DIRECTIONS),
    senderCountry: fc.constantFrom("HK", "JP", "US"),
    recipientCountry: fc.constantFrom("CN", "TW", "DE"),
    lines: fc.array(line, { minLength: 1, maxLength: 3 }),
    freight: fc.option(fc.constant(scaled("0.01"))),
    declaredOn: fc.constantFrom("2019-01-01", "2020-07-01", "2026-11-22"),
    indivisible: fc.boolean(),
    ownUse: fc.boolean(),
    licence: fc.option(fc.constant("EP-1")),
    documentsOnly: fc.boolean(),
    tradeKind: fc.constantFrom(...KINDS),
    claims: fc.subarray([...CLAIMS]),
    balanceLeftMinor: fc.option(fen.map(BigInt)),
  })
  .map((given) =>
    goodsFacts({ ...given, lines: given.lines.map((one, at) => ({ ...one, line: at + 1 })) }),
  );

/** Rule books other than the full declaration that a shipment fits, judged one by one. */
function fitting(facts: GoodsFacts, among: readonly Regime[]): readonly string[] {
  return among
    .filter((regime) => regime.code !== FULL && regime.judge(facts, SAMPLE_BOOKS).fits)
    .map(({ code }) => code);
}

/** Where a shipment ends that was declared under a rule book. */
function endOf(facts: GoodsFacts): string {
  const { fits, moveTo } = judgeShipment(facts, SAMPLE_BOOKS);
  if (fits) return facts.regime;
  if (moveTo === null) return "nowhere";
  const then = judgeShipment({ ...facts, regime: moveTo }, SAMPLE_BOOKS);
  return then.fits && then.moveTo === null ? moveTo : "astray";
}

describe("law: every shipment falls under exactly one rule book", () => {
  test("law: at most one rule book fits, and from whichever it is declared it ends there", () => {
    fc.assert(
      fc.property(shipments, (facts) => {
        const declarable = declarableRegimes(facts);
        const fits = fitting(facts, declarable);
        expect(fits.length).toBeLessThanOrEqual(1);
        const end = fits[0] ?? (declarable.length > 0 ? FULL : NOBODYS);
        for (const { code } of declarable.filter((one) => one.code !== FULL)) {
          expect(endOf({ ...facts, regime: code }), code).toBe(end);
        }
        expect(endOf({ ...facts, regime: "no-such-book" })).toBe(
          declarable.length > 0 ? end : "no-such-book",
        );
      }),
      { numRuns: 400 },
    );
  });

  test("law: what nobody said is presumed by the declared book, and it still ends at one", () => {
    const silent = fc.tuple(shipments, fc.nat()).map(([facts, pick]) => {
      const declarable = declarableRegimes(facts);
      const regime = declarable[pick % Math.max(1, declarable.length)]?.code ?? NOBODYS;
      return { ...facts, regime, ownUse: null, tradeKind: null };
    });
    fc.assert(
      fc.property(silent, (facts) => {
        expect(fitting(presumed(facts), declarableRegimes(facts)).length).toBeLessThanOrEqual(1);
        expect(["nowhere", "astray"]).not.toContain(endOf(facts));
      }),
      { numRuns: 200 },
    );
  });

  test("law: data that lack never make two fit, and never send a shipment elsewhere", () => {
    const holes = fc.tuple(shipments, fc.constantFrom("value", "hsCode", "quantity", "currency"));
    fc.assert(
      fc.property(holes, ([facts, hole]) => {
        const less =
          hole === "currency"
            ? { ...facts, currency: null }
            : { ...facts, lines: facts.lines.map((one) => ({ ...one, [hole]: null })) };
        expect(fitting(less, declarableRegimes(less)).length).toBeLessThanOrEqual(1);
        const judged = judgeShipment({ ...less, regime: FULL }, SAMPLE_BOOKS);
        if (judged.lacksData) expect(judged.moveTo).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test("property: no facts make a judgement or an assessment throw, and each no has its reason", () => {
    const number = fc.option(
      fc.record({ units: fc.bigInt(-10n, 10n ** 15n).map(String), scale: fc.nat({ max: 9 }) }),
    );
    const code = fc.option(fc.string({ maxLength: 12 }));
    const anyLine = fc.record({
      description: fc.string(),
      hsCode: code,
      taxClass: code,
      quantity: number,
      value: number,
      currency: fc.option(fc.constantFrom("CNY", "USD", "QQQ", "")),
      netWeightKg: number,
    });
    const anything = fc.record({
      regime: fc.constantFrom(...regimes.map((regime) => regime.code), "", "no-such-book"),
      stream: fc.constantFrom(...STREAMS, "undetermined" as const),
      direction: fc.constantFrom(...DIRECTIONS, "undetermined" as const),
      senderCountry: code,
      recipientCountry: code,
      lines: fc.array(
        anyLine.map((given) => goodsLine(given)),
        { maxLength: 3 },
      ),
      freight: number,
      declaredOn: fc.constantFrom("1999-12-31", "2017-05-05", "2026-11-22"),
      indivisible: fc.boolean(),
      documentsOnly: fc.boolean(),
      balanceLeftMinor: fc.option(fc.bigInt(-1n, 10n ** 9n)),
    });
    fc.assert(
      fc.property(anything, (given) => {
        const facts = goodsFacts(given);
        const judged = judgeShipment(facts, SAMPLE_BOOKS);
        const errors = judged.findings.filter(({ severity }) => severity === "error");
        expect(judged.fits).toBe(errors.length === 0);
        expect(judged.fits && judged.moveTo !== null).toBe(false);
        const assessed = assessShipment(facts, SAMPLE_BOOKS);
        if (!assessed.ok) expect(assessed.refusal.code).toMatch(/^regime\/[a-z-]+$/);
      }),
      { numRuns: 500 },
    );
  });

  test("canary: a rule book that fits everything is found beside the right one", () => {
    const facts = goodsFacts({ ownUse: true });
    const declarable = declarableRegimes(facts);
    const [first] = declarable;
    if (first === undefined) throw new Error("no rule book for post");
    const greedy: Regime = { ...first, code: "greedy", judge: () => fitOf([]) };
    expect(fitting(facts, declarable)).toHaveLength(1);
    expect(fitting(facts, [...declarable, greedy])).toHaveLength(2);
  });
});
