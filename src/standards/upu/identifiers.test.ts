import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { classify, MAX_IDENTIFIER_LENGTH, normalise } from "./identifiers.ts";
import { MAX_INTERNAL_NUMBER, makeInternalCode, parseInternalCode } from "./internal.ts";
import { parseS8 } from "./s8.ts";
import { parseS9, writeS9 } from "./s9.ts";
import { parseS10, s10CheckDigit, writeS10 } from "./s10.ts";

const codes = (typed: string) => classify(typed).findings.map((finding) => finding.code);

describe("S10", () => {
  test("S10: the worked example 47312482 has check digit 9", () => {
    expect(s10CheckDigit("47312482")).toBe(9);
    expect(parseS10("RR473124829GB")).toMatchObject({
      serviceIndicator: "RR",
      serial: "47312482",
      countryCode: "GB",
      checkDigitFails: false,
    });
  });

  test("S10: a failing check digit is a warning that names the expected digit", () => {
    expect(classify("RR473124828GB")).toEqual({
      scheme: "s10",
      normalised: "RR473124828GB",
      findings: [
        { code: "s10/check-digit", severity: "warning", at: {}, found: "8", expected: "9" },
      ],
    });
  });

  test("property: S10: what is written is read, and every other check digit fails", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (serial) => {
        const id = writeS10("CN", serial, "CN");
        const parsed = parseS10(id);
        expect(parsed).toMatchObject({ checkDigitFails: false });
        const other = `${id.slice(0, 10)}${(Number(id[10]) + 1) % 10}${id.slice(11)}`;
        expect(parseS10(other)).toMatchObject({ checkDigitFails: true });
      }),
    );
  });
});

describe("S8 and S9", () => {
  const bag = "FRCDGADZALGDAUN40553006010061";

  test("S9: twenty-nine characters open into offices, dispatch, flags and weight", () => {
    expect(parseS9(bag)).toMatchObject({
      dispatch: {
        originOffice: "FRCDGA",
        destinationOffice: "DZALGD",
        mailCategory: "A",
        mailSubclass: "UN",
        yearDigit: 4,
        dispatchNumber: 553,
        series: "FRCDGADZALGDAUN",
      },
      receptacleNumber: 6,
      isHighest: false,
      hasRegisteredOrInsured: true,
      weightGrams: 6_100,
    });
    expect(parseS9("USORDADZALGDAUN30050001900005")?.isHighest).toBeUndefined();
    expect(parseS8(bag.slice(0, 20))?.dispatchNumber).toBe(553);
  });

  test("property: S9: what is written is read", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 9_999 }),
        fc.constantFrom(true, false, undefined),
        fc.boolean(),
        (receptacleNumber, steps, isHighest, hasRegisteredOrInsured) => {
          const dispatch = parseS8(bag.slice(0, 20));
          if (dispatch === undefined) throw new Error("the example is a dispatch");
          const parts = { dispatch, receptacleNumber, isHighest, hasRegisteredOrInsured };
          const written = writeS9({ ...parts, weightGrams: steps * 100 });
          expect(parseS9(written)).toEqual({
            ...parts,
            weightGrams: steps * 100,
            normalised: written,
          });
        },
      ),
    );
  });

  test("S9: a wrong flag, office or length is no receptacle identifier", () => {
    expect(parseS9(`${bag.slice(0, 23)}5${bag.slice(24)}`)).toBeUndefined();
    expect(parseS9(`1${bag.slice(1)}`)).toBeUndefined();
    expect(parseS9(bag.slice(1))).toBeUndefined();
  });
});

describe("internal codes", () => {
  const numbers = fc.integer({ min: 0, max: MAX_INTERNAL_NUMBER });

  test("property: what is made is read, and is never of S10 shape", () => {
    fc.assert(
      fc.property(numbers, (number) => {
        const code = makeInternalCode(number);
        expect(parseInternalCode(code)).toEqual({ normalised: code, number, checkFails: false });
        expect(classify(code)).toEqual({ scheme: "internal", normalised: code, findings: [] });
      }),
    );
  });

  test("property: every single wrong character and every swap of neighbours is found", () => {
    const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 3, max: 12 }),
        fc.constantFrom(...alphabet.split("")),
        (number, at, wrong) => {
          const code = makeInternalCode(number);
          if (code[at] !== wrong) {
            const slip = code.slice(0, at) + wrong + code.slice(at + 1);
            expect(parseInternalCode(slip)?.checkFails).toBe(true);
          }
          const swap =
            code.slice(0, at - 1) + code.charAt(at) + code.charAt(at - 1) + code.slice(at + 1);
          if (swap !== code) expect(parseInternalCode(swap)?.checkFails ?? true).toBe(true);
        },
      ),
    );
  });

  test("a failing check character is a warning", () => {
    const code = makeInternalCode(42);
    const slip = code.slice(0, 12) + (code.endsWith("0") ? "1" : "0");
    expect(codes(slip)).toEqual(["internal/check-character"]);
  });

  test("a number outside the range is a bug", () => {
    expect(() => makeInternalCode(-1)).toThrow("from 0 to");
    expect(() => makeInternalCode(MAX_INTERNAL_NUMBER + 1)).toThrow("from 0 to");
  });
});

describe("classify", () => {
  test.each([
    [" rr 473 124 829 gb ", "s10", "RR473124829GB"],
    ["]C1RR473124829GB", "s10", "RR473124829GB"],
    ["160-12345675", "awb", "16012345675"],
    ["160 1234 5674", "house", "16012345674"],
    ["(00)340123450000000017", "sscc", "340123450000000017"],
    ["]C100340123450000000017\u001d", "sscc", "340123450000000017"],
    ["1Z999AA10123456784", "house", "1Z999AA10123456784"],
    ["SF1234567890123", "house", "SF1234567890123"],
    ["1A02349441537", "house", "1A02349441537"],
    ["ABC", "other", "ABC"],
    ["ITEM/7", "other", "ITEM/7"],
    ["圆通123456", "other", "圆通123456"],
  ])("%j is %s %s", (typed, scheme, normalised) => {
    expect(classify(typed)).toMatchObject({ scheme, normalised });
  });

  test("a failing SSCC digit behind its GS1 identifier is a warning", () => {
    expect(codes("(00)340123450000000018")).toEqual(["sscc/check-digit"]);
  });

  test("empty, too long and control characters are refused", () => {
    expect(codes("")).toEqual(["identifier/empty"]);
    expect(codes(" - ")).toEqual(["identifier/empty"]);
    expect(codes("A".repeat(MAX_IDENTIFIER_LENGTH + 1))).toEqual(["identifier/too-long"]);
    expect(codes("A".repeat(MAX_IDENTIFIER_LENGTH))).toEqual([]);
    expect(codes("AB\u0000CD12")).toEqual(["identifier/control-character"]);
    expect(codes("AB\uD800CD12")).toEqual(["identifier/control-character"]);
  });

  test("property: any text is answered, and classifying the normal form changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (typed) => {
        const once = classify(typed);
        if (once.normalised === "") return;
        expect(normalise(once.normalised).length).toBeLessThanOrEqual(80);
        const twice = classify(once.normalised);
        if (once.scheme !== "other") expect(twice.normalised).toBe(once.normalised);
      }),
    );
  });
});
