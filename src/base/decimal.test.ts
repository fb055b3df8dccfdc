import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareDecimals,
  divideRounded,
  formatDecimal,
  kilogramsToGrams,
  MAX_DECIMAL_SCALE,
  multiplyDecimals,
  parseDecimal,
  sumDecimals,
} from "./decimal.ts";
import { present } from "./result.ts";

function read(text: string) {
  const parsed = parseDecimal(text);
  return present(parsed.ok ? parsed.value : undefined, `${text} is a decimal`);
}

const decimals = fc.record({
  units: fc.integer({ min: -999_999_999, max: 999_999_999 }),
  scale: fc.integer({ min: 0, max: MAX_DECIMAL_SCALE }),
});

describe("parseDecimal", () => {
  test("keeps the scale as written", () => {
    expect(read("1.250")).toEqual({ units: 1_250, scale: 3 });
    expect(read("-0.5")).toEqual({ units: -5, scale: 1 });
    expect(read("000999999999999.123")).toEqual({ units: 999_999_999_999_123, scale: 3 });
  });

  test.each([
    ["", "decimal/empty"],
    ["1e3", "decimal/not-plain-digits"],
    ["1,250.00", "decimal/not-plain-digits"],
    ["1,25", "decimal/not-plain-digits"],
    ["NaN", "decimal/not-plain-digits"],
    ["Infinity", "decimal/not-plain-digits"],
    ["+1", "decimal/not-plain-digits"],
    ["1.", "decimal/not-plain-digits"],
    [".5", "decimal/not-plain-digits"],
    ["-", "decimal/not-plain-digits"],
    ["0x10", "decimal/not-plain-digits"],
    ["١٢", "decimal/not-plain-digits"],
    ["1234567890123456", "decimal/too-long"],
    ["0.1234567891", "decimal/too-long"],
    ["0".repeat(33), "decimal/too-long"],
  ])("refuses %j with %s", (text, code) => {
    const parsed = parseDecimal(text);
    expect(parsed.ok ? "taken" : parsed.refusal.code).toBe(code);
  });

  test("property: what is formatted reads back the same", () => {
    fc.assert(
      fc.property(decimals, (value) => {
        expect(read(formatDecimal(value))).toEqual({ ...value, units: value.units || 0 });
      }),
    );
  });

  test("property: any text is answered, never thrown at", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseDecimal(text);
        expect(typeof parsed.ok).toBe("boolean");
      }),
    );
  });
});

describe("arithmetic of decimals", () => {
  test("property: sums are exact and comparison agrees with them", () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const sum = sumDecimals([a, b]);
        const minus = sumDecimals([a, { units: -b.units, scale: b.scale }]);
        if (!sum.ok || !minus.ok) return;
        const back = sumDecimals([sum.value, { units: -b.units, scale: b.scale }]);
        if (back.ok) expect(compareDecimals(back.value, a)).toBe(0);
        expect(Math.sign(compareDecimals(a, b))).toBe(Math.sign(minus.value.units));
      }),
    );
  });

  test("a tenth and two tenths are three tenths", () => {
    expect(sumDecimals([read("0.1"), read("0.2")])).toEqual({
      ok: true,
      value: { units: 3, scale: 1 },
    });
    expect(compareDecimals(read("1.0"), read("1.000"))).toBe(0);
    expect(multiplyDecimals(read("3"), read("1.25"))).toEqual({ units: 375n, scale: 2 });
  });

  test("a sum past fifteen digits is refused", () => {
    expect(sumDecimals([read("999999999999999"), read("1")]).ok).toBe(false);
  });

  test("kilograms become grams exactly or not at all", () => {
    expect(kilogramsToGrams(read("1.25"))).toEqual({ ok: true, value: 1_250 });
    expect(kilogramsToGrams(read("0.0010"))).toEqual({ ok: true, value: 1 });
    expect(kilogramsToGrams(read("0.0005"))).toMatchObject({
      refusal: { code: "decimal/finer-than-unit" },
    });
    expect(kilogramsToGrams(read("-1"))).toMatchObject({ refusal: { code: "decimal/negative" } });
  });

  test("each rounding rule does what its name says", () => {
    const rules = ["half-up", "half-even", "down", "up"] as const;
    expect(rules.map((rule) => divideRounded(25n, 10n, rule))).toEqual([3n, 2n, 2n, 3n]);
    expect(rules.map((rule) => divideRounded(-25n, 10n, rule))).toEqual([-3n, -2n, -2n, -3n]);
    expect(rules.map((rule) => divideRounded(35n, 10n, rule))).toEqual([4n, 4n, 3n, 4n]);
    expect(rules.map((rule) => divideRounded(24n, 10n, rule))).toEqual([2n, 2n, 2n, 3n]);
    expect(rules.map((rule) => divideRounded(20n, 10n, rule))).toEqual([2n, 2n, 2n, 2n]);
  });
});
