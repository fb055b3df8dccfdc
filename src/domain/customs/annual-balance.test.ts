import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AnnualBalance,
  type BalanceMove,
  type BalanceShare,
  consume,
  giveBack,
  leftMinor,
  NO_SHARE,
  openBalance,
  reserve,
} from "./annual-balance.ts";

const LIMIT = 2_600_000n;
const SHIPMENTS = 4;

type Act = {
  readonly at: number;
  readonly verb: "reserve" | "consume" | "give-back";
  readonly minor: bigint;
};
type Year = { readonly balance: AnnualBalance; readonly shares: readonly BalanceShare[] };

const act: fc.Arbitrary<Act> = fc.record({
  at: fc.nat({ max: SHIPMENTS - 1 }),
  verb: fc.constantFrom("reserve", "consume", "give-back"),
  minor: fc.oneof(fc.bigInt(-1n, 10n), fc.bigInt(0n, LIMIT + 1n)),
});

const START: Year = {
  balance: openBalance(2026, LIMIT),
  shares: Array.from({ length: SHIPMENTS }, () => NO_SHARE),
};

/** A year after one act; a refused one changes nothing. */
function after({ balance, shares }: Year, { at, verb, minor }: Act): Year {
  const share = shares[at] ?? NO_SHARE;
  const done =
    verb === "reserve"
      ? reserve(balance, share, minor)
      : verb === "consume"
        ? consume(balance, share)
        : giveBack(balance, share, minor);
  if (!done.ok) return { balance, shares };
  return {
    balance: done.value.balance,
    shares: shares.map((one, index) => (index === at ? done.value.share : one)),
  };
}

/** What is wrong with a year, as sentences. */
function faults({ balance, shares }: Year): readonly string[] {
  const sum = (part: keyof BalanceShare): bigint =>
    shares.reduce((all, one) => all + one[part], 0n);
  const { reservedMinor, consumedMinor, limitMinor } = balance;
  return [
    ...(reservedMinor < 0n || consumedMinor < 0n ? ["negative"] : []),
    ...(reservedMinor + consumedMinor > limitMinor ? ["above the limit"] : []),
    ...(sum("reservedMinor") !== reservedMinor ? ["reserved differs"] : []),
    ...(sum("consumedMinor") !== consumedMinor ? ["consumed differs"] : []),
  ];
}

function value(done: ReturnType<typeof reserve>): BalanceMove {
  if (!done.ok) throw new Error(done.refusal.code);
  return done.value;
}

describe("a person's year", () => {
  test("property: no order of reserving, consuming and giving back breaks a balance", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
        const end = acts.reduce((year, one) => {
          const next = after(year, one);
          expect(faults(next)).toEqual([]);
          return next;
        }, START);
        const emptied = end.shares.reduce((year, share, at) => {
          const minor = share.reservedMinor + share.consumedMinor;
          return after(year, { at, verb: "give-back", minor });
        }, end);
        expect(emptied).toEqual(START);
      }),
      { numRuns: 300 },
    );
  });

  test("property: what is left is the same in whatever order shipments are cancelled and refunded", () => {
    const amounts = fc.array(fc.bigInt(1n, LIMIT / 4n), {
      minLength: SHIPMENTS,
      maxLength: SHIPMENTS,
    });
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    fc.assert(
      fc.property(amounts, order, fc.nat({ max: SHIPMENTS }), (minors, turns, released) => {
        const of = (verb: Act["verb"], at: number): Act => ({ at, verb, minor: minors[at] ?? 0n });
        const bought = minors.map((_, at) => of("reserve", at));
        const consumed = turns.slice(0, released).map((at) => of("consume", at));
        const back = turns.map((at) => of("give-back", at));
        const full = [...bought, ...consumed].reduce(after, START);
        const sum = minors.reduce((all, minor) => all + minor, 0n);
        expect(leftMinor(full.balance)).toBe(LIMIT - sum);
        expect([...back].reduce(after, full)).toEqual([...back].reverse().reduce(after, full));
        expect(leftMinor(back.reduce(after, full).balance)).toBe(LIMIT);
      }),
      { numRuns: 100 },
    );
  });

  test("all of a year may be reserved, and not one fen more", () => {
    const all = value(reserve(START.balance, NO_SHARE, LIMIT));
    expect(leftMinor(all.balance)).toBe(0n);
    expect(reserve(all.balance, NO_SHARE, 1n)).toMatchObject({
      refusal: { code: "balance/exceeded", facts: { found: "1", expected: "0" } },
    });
  });

  test("a cancelled shipment gives back what it reserved, a returned one what it consumed", () => {
    const reserved = value(reserve(START.balance, NO_SHARE, 500_000n));
    const cancelled = value(giveBack(reserved.balance, reserved.share, 500_000n));
    expect(cancelled).toEqual({ balance: START.balance, share: NO_SHARE });
    const consumed = value(consume(reserved.balance, reserved.share));
    const refunded = value(giveBack(consumed.balance, consumed.share, 200_000n));
    expect(refunded.balance).toMatchObject({ reservedMinor: 0n, consumedMinor: 300_000n });
    expect(giveBack(refunded.balance, refunded.share, 300_001n)).toMatchObject({
      refusal: { code: "balance/more-than-held" },
    });
  });

  test("nothing is consumed twice, and amounts are above zero", () => {
    const reserved = value(reserve(START.balance, NO_SHARE, 1n));
    const consumed = value(consume(reserved.balance, reserved.share));
    const none = { refusal: { code: "balance/none-reserved" } };
    const zero = { refusal: { code: "balance/not-positive" } };
    expect(consume(consumed.balance, consumed.share)).toMatchObject(none);
    expect(reserve(START.balance, NO_SHARE, 0n)).toMatchObject(zero);
    expect(giveBack(consumed.balance, consumed.share, 0n)).toMatchObject(zero);
  });

  test("a limit lowered under what is used leaves nothing, and giving back still works", () => {
    const used = value(reserve(START.balance, NO_SHARE, 500_000n));
    const lowered = { ...used.balance, limitMinor: 400_000n };
    expect(leftMinor(lowered)).toBe(0n);
    expect(value(giveBack(lowered, used.share, 200_000n)).balance.reservedMinor).toBe(300_000n);
  });

  test("canary: a year whose books do not add up is found", () => {
    const balance = { ...START.balance, reservedMinor: LIMIT, consumedMinor: 1n };
    expect(faults({ ...START, balance })).toEqual([
      "above the limit",
      "reserved differs",
      "consumed differs",
    ]);
  });
});
