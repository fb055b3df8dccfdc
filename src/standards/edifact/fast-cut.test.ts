/** Looking at many bytes at once cuts what looking at one after the other does. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHARSETS, cuttingOf, MARKS } from "#test/edifact/cuttings.ts";
import { cutProgram } from "./cut-program.ts";
import { fastCut } from "./fast-cut.ts";
import { DEFAULT_SEPARATORS } from "./separators.ts";

const LIKELY = "ABC+++'''UNABHTZ019+:?'*\r\n \t\u0000\u001c\u001d\u001f\u007f\u0085é";
const likely = fc.array(fc.constantFrom(...Array.from(LIKELY)), { maxLength: 400 });
const bytesOfAnyKind = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  likely.map((all) => Buffer.from(all.join(""), "latin1")),
  fc
    .array(
      fc.constantFrom("GID+1++1'", "FTX+AAA+++a?+b:c'", "UNT+1+1'", "X'\r\n", "X+a\r\n", "é?é"),
    )
    .map((all) => Buffer.from(all.join(""), "latin1")),
);
const slow = Number.POSITIVE_INFINITY;

describe("the fast loop", () => {
  test("property: cuts any bytes as the plain one does, under any marks, in any slices", () => {
    fc.assert(
      fc.property(
        bytesOfAnyKind,
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(...MARKS),
        fc.constantFrom(...CHARSETS),
        (bytes, slice, marks, charset) => {
          const plain = cuttingOf(bytes, slice, marks, charset, slow);
          expect(cuttingOf(bytes, slice, marks, charset, 0)).toEqual(plain);
          expect(cuttingOf(bytes, slice, marks, charset, 2 * slice)).toEqual(plain);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("is there where these tests run, and is small", () => {
    expect(fastCut()).toBeDefined();
    expect(cutProgram().length).toBeLessThan(1_500);
  });

  test("canary: one mark more cuts otherwise", () => {
    const bytes = Buffer.from("GID+1++1*2'");
    const [usual, repeating] = MARKS.map((marks) => cuttingOf(bytes, 9, marks, CHARSETS[2], 0));
    expect(MARKS[0]).toBe(DEFAULT_SEPARATORS);
    expect(usual).not.toEqual(repeating);
  });
});
