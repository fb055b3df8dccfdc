import { describe, expect, test } from "vitest";
import { formatMinor, moneyOf, roundedMoney, sumMoney } from "./money.ts";

describe("money", () => {
  test("an amount becomes minor units of its currency exactly", () => {
    expect(moneyOf({ units: 125, scale: 1 }, "EUR", 2)).toEqual({
      ok: true,
      value: { minor: 1_250n, currency: "EUR" },
    });
    expect(moneyOf({ units: 500, scale: 0 }, "JPY", 0)).toEqual({
      ok: true,
      value: { minor: 500n, currency: "JPY" },
    });
    expect(moneyOf({ units: 5_000, scale: 1 }, "JPY", 0).ok).toBe(true);
  });

  test("an amount finer than the minor unit is refused, not rounded", () => {
    expect(moneyOf({ units: 5, scale: 1 }, "JPY", 0)).toMatchObject({
      refusal: { code: "money/finer-than-minor-unit" },
    });
  });

  test("rounding happens only by a named rule", () => {
    expect(roundedMoney({ units: 10_005n, scale: 3 }, "EUR", 2, "half-up").minor).toBe(1_001n);
    expect(roundedMoney({ units: 10_005n, scale: 3 }, "EUR", 2, "half-even").minor).toBe(1_000n);
  });

  test("sums keep their currency and adding two currencies is a bug", () => {
    expect(
      sumMoney(
        [
          { minor: 1n, currency: "EUR" },
          { minor: 2n, currency: "EUR" },
        ],
        "EUR",
      ),
    ).toEqual({ minor: 3n, currency: "EUR" });
    expect(sumMoney([], "JPY")).toEqual({ minor: 0n, currency: "JPY" });
    expect(() => sumMoney([{ minor: 1n, currency: "USD" }], "EUR")).toThrow("share their currency");
  });

  test("minor units are written with their point", () => {
    expect(formatMinor(1_250n, 2)).toBe("12.50");
    expect(formatMinor(-5n, 3)).toBe("-0.005");
    expect(formatMinor(500n, 0)).toBe("500");
  });
});
