import { describe, expect, test } from "vitest";
import { chanceOf } from "./chance.ts";

describe("chance", () => {
  test("property: a seed always gives the same numbers, another seed others", () => {
    const take = (seed: number) => Array.from({ length: 50 }, chanceOf(seed).next);
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  test("property: numbers lie in range and fill it evenly", () => {
    const { below } = chanceOf(1);
    const counts = [0, 0, 0, 0, 0];
    for (let turn = 0; turn < 50_000; turn += 1) {
      const drawn = below(5);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    expect(counts).toHaveLength(5);
    for (const count of counts) expect(Math.abs(count / 10_000 - 1)).toBeLessThan(0.05);
  });
});
