/** Code 128 against worked symbols, and read back by a reader of its own. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { code128Symbols, code128Widths } from "./code128.ts";

/** Reads widths back: every symbol is eleven modules, the stop thirteen. */
function modulesOf(widths: readonly number[]): readonly number[] {
  const symbols: number[] = [];
  for (let at = 0; at + 7 < widths.length; at += 6) {
    symbols.push(widths.slice(at, at + 6).reduce((all, one) => all + one, 0));
  }
  return symbols;
}

describe("Code 128", () => {
  test("golden: ISO 15417: PJJ123C in set B has the check symbol 55", () => {
    // Worked by hand: 104 + 48·1 + 42·2 + 42·3 + 17·4 + 18·5 + 19·6 + 35·7 = 879, 879 mod 103 = 55.
    expect(code128Symbols("PJJ123C")).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55, 106]);
  });

  test("an S10 number has its digits two by two between its letters", () => {
    const symbols = code128Symbols("RR473124829CN") ?? [];
    expect(symbols.slice(0, 8)).toEqual([104, 50, 50, 99, 47, 31, 24, 82]);
    expect(symbols.length).toBe(14);
  });

  test("property: every symbol is eleven modules wide, the stop with its last bar thirteen", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,40}$/), (text) => {
        const widths = code128Widths(text) ?? [];
        expect(modulesOf(widths.slice(0, -7)).every((width) => width === 11)).toBe(true);
        expect(widths.slice(-7).reduce((all, one) => all + one, 0)).toBe(13);
        expect(widths.length % 2).toBe(1);
      }),
    );
  });

  test("what has no symbol gives none", () => {
    expect(code128Widths("")).toBeUndefined();
    expect(code128Widths("邮件")).toBeUndefined();
  });

  test("canary: one digit changed changes the check symbol", () => {
    expect(code128Symbols("RR473124829CN")?.at(-2)).not.toBe(
      code128Symbols("RR473124828CN")?.at(-2),
    );
  });
});
