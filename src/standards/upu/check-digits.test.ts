/**
 * What the check digits find and what they do not, stated exactly: each property names the slips
 * that pass, and holds in both directions, so it fails when a digit finds more or less than said.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { awbCheckDigit, parseAwb, printAwb, writeAwb } from "./awb.ts";
import { parseS10, s10CheckDigit, writeS10 } from "./s10.ts";
import { parseSscc, ssccCheckDigit, writeSscc } from "./sscc.ts";

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count })
    .map((all) => all.join(""));
const digit = fc.integer({ min: 0, max: 9 }).map(String);

const replaced = (text: string, at: number, by: string) =>
  text.slice(0, at) + by + text.slice(at + 1);
const swapped = (text: string, at: number) =>
  text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);

describe("S10", () => {
  const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];
  const rest = (serial: string) =>
    WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(serial[at]), 0) % 11;
  /** Both rests have the check digit 5. */
  const areConfused = (one: string, other: string) =>
    [rest(one), rest(other)].sort((a, b) => a - b).join() === "0,6";
  const id = (serial: string) => writeS10("RR", Number(serial), "GB");
  const fails = (text: string) => parseS10(text)?.checkDigitFails;

  test.each([
    ["47312482", 9],
    ["00000000", 5],
    ["00000001", 4],
    ["10000000", 3],
  ])("golden: S10 clause on the check digit: %s has %i", (serial, expected) => {
    expect(s10CheckDigit(serial)).toBe(expected);
  });

  test("property: S10: a wrong check digit is always found", () => {
    fc.assert(
      fc.property(digits(8), digit, (serial, wrong) => {
        const right = id(serial);
        expect(fails(replaced(right, 10, wrong))).toBe(right[10] !== wrong);
      }),
    );
  });

  test("property: S10: one wrong serial digit is found, unless the sum moves between 0 and 6 modulo 11", () => {
    fc.assert(
      fc.property(digits(8), fc.nat(7), digit, (serial, at, wrong) => {
        const other = replaced(serial, at, wrong);
        const passes = other === serial || areConfused(serial, other);
        expect(fails(replaced(id(serial), at + 2, wrong))).toBe(!passes);
      }),
      { numRuns: 2_000 },
    );
  });

  test("property: S10: swapped neighbours are found, unless the sum moves between 0 and 6 modulo 11", () => {
    fc.assert(
      fc.property(digits(8), fc.nat(6), (serial, at) => {
        const other = swapped(serial, at);
        const passes = other === serial || areConfused(serial, other);
        expect(fails(swapped(id(serial), at + 2))).toBe(!passes);
      }),
      { numRuns: 2_000 },
    );
  });

  test("canary: there are slips that pass: 00000000 and 00000004 both have 5", () => {
    expect(areConfused("00000000", "00000004")).toBe(true);
    expect(fails(replaced(id("00000000"), 9, "4"))).toBe(false);
    expect(fails(replaced(id("00000000"), 9, "3"))).toBe(true);
  });
});

describe("SSCC", () => {
  const id = (text: string) => writeSscc(Number(text[0]), text.slice(1));
  const fails = (text: string) => parseSscc(text)?.checkDigitFails;

  test("golden: GS1 General Specifications: 34012345000000001 has check digit 7", () => {
    expect(ssccCheckDigit("34012345000000001")).toBe(7);
    expect(id("34012345000000001")).toBe("340123450000000017");
  });

  test("property: SSCC: every single wrong digit is found", () => {
    fc.assert(
      fc.property(digits(17), fc.nat(17), digit, (text, at, wrong) => {
        const right = id(text);
        expect(fails(replaced(right, at, wrong))).toBe(right[at] !== wrong);
      }),
    );
  });

  test("property: SSCC: swapped neighbours are found, unless they are equal or differ by 5", () => {
    fc.assert(
      fc.property(digits(17), fc.nat(16), (text, at) => {
        const right = id(text);
        const difference = Math.abs(Number(right[at]) - Number(right[at + 1]));
        expect(fails(swapped(right, at))).toBe(difference !== 0 && difference !== 5);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("air waybill", () => {
  const id = (text: string) => writeAwb(text.slice(0, 3), Number(text.slice(3)));
  const fails = (text: string) => parseAwb(text)?.checkDigitFails;

  test("golden: IATA air waybill: serial 1234567 has check digit 5", () => {
    expect(awbCheckDigit("1234567")).toBe(5);
    expect(printAwb({ normalised: writeAwb("160", 1_234_567) })).toBe("160-12345675");
  });

  test("property: AWB: one wrong serial digit is found, unless it is 7 more or less; 7, 8, 9 never check", () => {
    fc.assert(
      fc.property(digits(10), fc.integer({ min: 3, max: 10 }), digit, (text, at, wrong) => {
        const right = id(text);
        const difference = Math.abs(Number(right[at]) - Number(wrong));
        const passes = difference === 0 || (at < 10 && difference === 7);
        expect(fails(replaced(right, at, wrong))).toBe(!passes);
      }),
      { numRuns: 1_000 },
    );
  });

  test("property: AWB: swapped neighbours of the serial are found, unless equal or 7 apart", () => {
    fc.assert(
      fc.property(digits(10), fc.integer({ min: 3, max: 8 }), (text, at) => {
        const right = id(text);
        const difference = Math.abs(Number(right[at]) - Number(right[at + 1]));
        expect(fails(swapped(right, at))).toBe(difference !== 0 && difference !== 7);
      }),
      { numRuns: 1_000 },
    );
  });

  test("property: AWB: a wrong airline is never found, since the digit covers the serial only", () => {
    fc.assert(
      fc.property(digits(10), digits(3), (text, airline) => {
        expect(fails(airline + id(text).slice(3))).toBe(false);
      }),
    );
  });
});
