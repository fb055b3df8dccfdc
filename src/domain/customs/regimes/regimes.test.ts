import { describe, expect, test } from "vitest";
import { covers } from "#domain/customs/regime.ts";
import { defaultRegime, regimeOf, regimes } from "./index.ts";
import { undetermined } from "./undetermined.ts";

const STREAMS = ["postal", "express", "ecommerce"] as const;
const DIRECTIONS = ["import", "export", "transit"] as const;
const cases = STREAMS.flatMap((stream) =>
  DIRECTIONS.map((direction) => [stream, direction] as const),
);

describe("law: the registry of regimes", () => {
  test.each(cases)("law: what is declared %s %s falls under exactly one regime", (stream, way) => {
    const fitting = regimes.filter((one) => one.byDefault && covers(one, stream, way));
    expect(fitting.length).toBeLessThanOrEqual(1);
    const falls = defaultRegime(stream, way) ?? undetermined;
    expect(falls).toBe(fitting[0] ?? undetermined);
    expect(regimeOf(falls.code)).toBe(falls);
  });

  test("law: no two regimes share a code, and each names its source, window and directions", () => {
    expect(new Set(regimes.map((regime) => regime.code)).size).toBe(regimes.length);
    for (const regime of regimes) {
      expect(regime.source, regime.code).toMatch(/\w{4}/);
      expect(regime.identifierWindowMonths, regime.code).toBeGreaterThan(0);
      expect(regime.directions.length, regime.code).toBeGreaterThan(0);
      expect(regime.authorities, regime.code).toContain("customs");
    }
  });

  test("only what nobody declared cannot be released", () => {
    const closed = regimes.filter((regime) => !regime.mayBeReleased);
    expect(closed).toEqual([undetermined]);
  });

  test("a code that is not in the registry has no regime, and is kept as it came", () => {
    expect(regimeOf("no-such-regime")).toBeUndefined();
  });
});
