/** What `identify` says of every scheme: real examples, round trips, damage, words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countryCodes } from "#standards/codes/countries.ts";
import { LANGUAGES } from "#words/language.ts";
import { printAwb, writeAwb } from "./awb.ts";
import { explainIdentifier } from "./explain.ts";
import { classify } from "./identifiers.ts";
import { identify } from "./identify.ts";
import { makeInternalCode } from "./internal.ts";
import { parseSeries, writeS8, writeSeries, yearOfDigit } from "./s8.ts";
import { parseS9, printS9 } from "./s9.ts";
import { printS10, writeS10 } from "./s10.ts";
import { isReservedIndicator } from "./s10-indicators.ts";
import { issuerCodeOf } from "./s31.ts";
import { writeConsignment } from "./s32.ts";
import { writeImpc } from "./s34.ts";
import { NAMED_SCHEMES } from "./scheme-of.ts";
import { printSscc, writeSscc } from "./sscc.ts";

const on = "2026-11-22";
const codes = (typed: string, options = {}) =>
  identify(typed, options).findings.map((finding) => finding.code);
const BAG = "FRCDGADZALGDAUN40553006010061";

const letter = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZ".split(""));
const letters = (count: number) =>
  fc.array(letter, { minLength: count, maxLength: count }).map((all) => all.join(""));
const country = fc.constantFrom(...countryCodes);
const office = fc
  .tuple(country, letters(3), letter)
  .map(([countryCode, location, last]) => writeImpc({ countryCode, location, letter: last }) ?? "");
const series = fc
  .tuple(
    office,
    office,
    fc.constantFrom(..."ABCD".split("")),
    fc.constantFrom("UN", "CN", "EN", "TA"),
  )
  .map(([originOffice, destinationOffice, mailCategory, mailSubclass]) =>
    writeSeries({ originOffice, destinationOffice, mailCategory, mailSubclass }),
  );
const dispatch = fc
  .tuple(series, fc.nat(9), fc.nat(9_999))
  .map(([one, yearDigit, dispatchNumber]) => writeS8({ series: one, yearDigit, dispatchNumber }));
const s10 = fc
  .tuple(
    letters(2).filter((one) => !isReservedIndicator(one)),
    fc.nat(99_999_999),
    country,
  )
  .map(([indicator, serial, issuer]) => writeS10(indicator, serial, issuer));

describe("golden: real identifiers", () => {
  test("golden: S10 worked example RR473124829GB", () => {
    expect(identify("rr 473 124 829 gb")).toEqual({
      input: "rr 473 124 829 gb",
      scheme: "s10",
      valid: true,
      severity: "none",
      parts: {
        printed: "RR 473 124 829 GB",
        serviceIndicator: "RR",
        product: "registered",
        indicatorStatus: "international",
        serial: "47312482",
        checkDigit: 9,
        expectedCheckDigit: 9,
        countryCode: "GB",
      },
      findings: [],
    });
  });

  test.each([
    [
      BAG,
      ["FRCDGA", "DZALGD", "U", "UN", 2024, 553, 6, false, true, 6_100],
      "FRCDGA DZALGD A UN 4 0553 006 0 1 0061",
    ],
    [
      "USORDADZALGDAUN30050001900005",
      ["USORDA", "DZALGD", "U", "UN", 2023, 50, 1, null, false, 500],
      "USORDA DZALGD A UN 3 0050 001 9 0 0005",
    ],
    [
      "AEDXBADZAAEDACN45001001100219",
      ["AEDXBA", "DZAAED", "C", "CN", 2024, 5_001, 1, true, false, 21_900],
      "AEDXBA DZAAED A CN 4 5001 001 1 0 0219",
    ],
  ])("golden: S9 real receptacle %s", (id, facts, printed) => {
    const { parts, ...rest } = identify(id, { on });
    expect(rest).toMatchObject({ scheme: "s9", valid: true, severity: "none" });
    expect(parts).toMatchObject({ printed, mailCategory: "A", dispatch: id.slice(0, 20) });
    const { originOffice, destinationOffice, mailClass, mailSubclass, year } = parts;
    const { dispatchNumber, receptacleNumber, isHighest, hasRegisteredOrInsured } = parts;
    const first = [originOffice, destinationOffice, mailClass, mailSubclass, year, dispatchNumber];
    const last = [receptacleNumber, isHighest, hasRegisteredOrInsured, parts["weightGrams"]];
    expect([...first, ...last]).toEqual(facts);
  });

  test.each([
    ["CNBJSA", "s34"],
    ["J1CCNA", "s31"],
    ["J1CA18", "s31"],
    [BAG.slice(0, 20), "s8"],
    [BAG.slice(0, 15), "series"],
    ["CNA112345678", "s32"],
    ["160-12345675", "awb"],
    ["16012345675", "awb"],
    ["(00)340123450000000017", "sscc"],
    ["]C100340123450000000017\u001d", "sscc"],
    ["340123450000000017", "sscc"],
    ["SF1234567890123", "house"],
    ["1Z999AA10123456784", "house"],
    ["1A02349441537", "house"],
    ["YE12345678GB", "house"],
    ["R\u3000R\u2009473124829\u00a0GB", "s10"],
    ["ＲＲ４７３１２４８２９ＧＢ", "s10"],
    ["ｒｒ－４７３１２４８２９－ｇｂ", "s10"],
    ["（00）３40123450000000017", "sscc"],
  ])("%j is %s and right", (typed, scheme) => {
    expect(identify(typed)).toMatchObject({ scheme, valid: true, severity: "none" });
  });
});

describe("faults", () => {
  test.each([
    ["RR473124828GB", "s10", "warning", ["s10/check-digit"]],
    ["JJ473124829GB", "s10", "error", ["s10/reserved-indicator"]],
    ["RR473124829XX", "s10", "error", ["s10/unknown-country"]],
    [
      "SA473124828XX",
      "s10",
      "error",
      ["s10/reserved-indicator", "s10/unknown-country", "s10/check-digit"],
    ],
    ["RR47312482OGB", "s10", "error", ["identifier/shape"]],
    ["RR47312482GB", "s10", "error", ["identifier/shape"]],
    ["FRCDGADZALGDAUN40553006510061", "s9", "error", ["s9/highest-flag"]],
    ["FRCDGADZALGDAUN40553006020061", "s9", "error", ["s9/registered-flag"]],
    [
      "XXCDGADZALGDEUN40553006570061",
      "s9",
      "error",
      ["s34/unknown-country", "s8/unknown-category", "s9/highest-flag", "s9/registered-flag"],
    ],
    ["FRCDGADZALGDAUN4055300601006", "s9", "error", ["identifier/shape"]],
    ["FRCDGADZALGDAUN405530060100610", "s9", "error", ["identifier/shape"]],
    ["FRCDG0DZALGDAUN40553006010061", "s9", "error", ["identifier/shape"]],
    ["FRCDGADZALGDAUN4055", "s8", "error", ["identifier/shape"]],
    ["FRCDGADZALGDEUN40553", "s8", "error", ["s8/unknown-category"]],
    ["XXBNXADZALGDAUN", "series", "warning", ["s34/unknown-country"]],
    ["XXBNXA", "s34", "warning", ["s34/unknown-country"]],
    ["160-12345674", "awb", "warning", ["awb/check-digit"]],
    ["16012345674", "awb", "warning", ["awb/check-digit"]],
    ["(00)340123450000000018", "sscc", "warning", ["sscc/check-digit"]],
    ["340123450000000018", "sscc", "warning", ["sscc/check-digit"]],
    ["(00)3401234500000000", "sscc", "error", ["identifier/shape"]],
    ["ABC", "other", "info", ["identifier/unrecognised"]],
    ["ITEM/7", "other", "info", ["identifier/unrecognised"]],
    ["", "other", "error", ["identifier/empty"]],
    [" - ", "other", "error", ["identifier/empty"]],
    ["A".repeat(65), "other", "error", ["identifier/too-long"]],
    ["RR4731\u000024829GB", "other", "error", ["identifier/control-character"]],
  ])("%j is %s, not valid, %s", (typed, scheme, severity, found) => {
    expect(identify(typed)).toMatchObject({ scheme, valid: false, severity });
    expect(codes(typed)).toEqual(found);
  });

  test.each([
    ["FA473124829GB", "info", "s10/unassigned-indicator"],
    ["FRCDGADZALGDAYY40553", "warning", "s8/unknown-class"],
    ["J1ACNA", "info", "s31/other-issuer"],
    ["QMBNXA", "info", "s34/unknown-country"],
    ["ZZJRSBDZALGDAUN40553", "info", "s34/unknown-country"],
  ])("%s stays valid with a doubt, %s %s", (typed, severity, code) => {
    expect(identify(typed)).toMatchObject({ valid: true, severity });
    expect(codes(typed)).toEqual([code]);
  });

  test("S34: an office outside the register is a warning, and only where a register is given", () => {
    const isInRegister = (code: string) => code === "DZALGD";
    expect(codes("DZAAED")).toEqual([]);
    expect(identify("DZAAED", { isInRegister })).toMatchObject({
      valid: true,
      severity: "warning",
    });
    expect(codes(BAG, { isInRegister })).toEqual(["s34/not-in-register"]);
  });

  test("S34: nothing is derived of the operator from an office's letters", () => {
    expect(Object.keys(identify("USJFKL").parts)).not.toContain("operatorCode");
  });

  test("S32: more than 12 characters are kept with a warning, more than 35 are none", () => {
    expect(codes("CNA1123456789", { as: "s32" })).toEqual(["s32/too-long"]);
    expect(codes(`CN${"1".repeat(34)}`, { as: "s32" })).toEqual(["identifier/shape"]);
  });

  test("our own code is other, and says that it is ours", () => {
    const code = makeInternalCode(7);
    expect(identify(code)).toMatchObject({
      scheme: "other",
      valid: true,
      parts: { internal: true, number: 7 },
    });
    const slip = code.slice(0, 12) + (code.endsWith("0") ? "1" : "0");
    expect(identify(slip)).toMatchObject({ scheme: "other", valid: false, severity: "warning" });
  });

  test("the scheme that is meant decides over the shape", () => {
    expect(identify("16012345674", { as: "house" })).toMatchObject({
      scheme: "house",
      valid: true,
    });
    expect(identify("RR473124829GB", { as: "sscc" })).toMatchObject({
      scheme: "sscc",
      valid: false,
      severity: "error",
      findings: [{ code: "identifier/shape", found: "RR473124829GB" }],
    });
  });
});

describe("round trips and damage", () => {
  test.each([
    ["s10", s10, (id: string) => printS10({ normalised: id })],
    ["s34", office, (id: string) => id.toLowerCase()],
    ["series", series, (id: string) => String(identify(id).parts["printed"])],
    ["s8", dispatch, (id: string) => String(identify(id).parts["printed"])],
    ["s31", letters(3).map((one) => issuerCodeOf(one) ?? ""), (id: string) => ` ${id} `],
    [
      "s32",
      fc.tuple(country, letters(2), fc.nat(99_999_999)).map((one) => writeConsignment(...one)),
      (id: string) => id,
    ],
    [
      "awb",
      fc
        .tuple(fc.integer({ min: 100, max: 999 }).map(String), fc.nat(9_999_999))
        .map((one) => writeAwb(...one)),
      (id: string) => printAwb({ normalised: id }),
    ],
    [
      "sscc",
      fc
        .tuple(fc.nat(9), fc.nat(2 ** 31))
        .map(([first, rest]) => writeSscc(first, String(rest).padStart(16, "0"))),
      (id: string) => printSscc({ normalised: id }),
    ],
  ] as const)(
    "property: %s: what is written is right, and so is what is printed of it",
    (scheme, ids, printed) => {
      fc.assert(
        fc.property(ids, (id) => {
          const bare = identify(id, { on });
          const grouped = identify(printed(id), { on });
          expect(bare).toMatchObject({ scheme, valid: true });
          expect(bare.severity === "none" || bare.severity === "info", id).toBe(true);
          expect(grouped).toEqual({ ...bare, input: printed(id) });
        }),
      );
    },
  );

  test("property: S9: a receptacle as printed reads as the same receptacle", () => {
    const tail = fc.tuple(fc.nat(999), fc.constantFrom("0", "1", "9"), fc.nat(1), fc.nat(9_999));
    fc.assert(
      fc.property(dispatch, tail, (start, [number, highest, registered, weight]) => {
        const three = String(number).padStart(3, "0");
        const id = `${start}${three}${highest}${registered}${String(weight).padStart(4, "0")}`;
        const s9 = parseS9(id);
        expect(s9).toBeDefined();
        const read = identify(s9 === undefined ? "" : printS9(s9));
        expect(read).toMatchObject({ scheme: "s9", valid: true });
        expect(read.parts["weightGrams"]).toBe(weight * 100);
      }),
    );
  });

  test("property: S9: a cut, lengthened or mistyped receptacle is never right", () => {
    const slip = fc.record({ at: fc.nat(28), char: fc.constantFrom(..."A0Z9".split("")) });
    fc.assert(
      fc.property(dispatch, fc.nat(28), slip, (start, length, { at, char }) => {
        const id = `${start}001100010`;
        expect(identify(id)).toMatchObject({ scheme: "s9", valid: true });
        const cut = identify(id.slice(0, length));
        expect(cut.scheme === "s9" && cut.valid).toBe(false);
        expect(identify(`${id}0`)).toMatchObject({ scheme: "s9", valid: false });
        const isLetterPlace = /[A-Z]/.test(id.charAt(at));
        if (isLetterPlace === /[A-Z]/.test(char) || [2, 3, 4, 8, 9, 10, 14].includes(at)) return;
        const slipped = identify(id.slice(0, at) + char + id.slice(at + 1));
        expect(slipped).toMatchObject({ scheme: "s9", valid: false, severity: "error" });
      }),
      { numRuns: 500 },
    );
  });
});

describe("years, any text, scans", () => {
  test("property: S8: the year is the one with that digit from 8 years before to 1 after", () => {
    fc.assert(
      fc.property(fc.nat(9), fc.integer({ min: 1990, max: 2100 }), (digit, reference) => {
        const year = yearOfDigit(digit, reference);
        expect(year % 10).toBe(digit);
        expect(year).toBeGreaterThanOrEqual(reference - 8);
        expect(year).toBeLessThanOrEqual(reference + 1);
      }),
    );
  });

  test("property: any text is answered under any scheme, and worded in every language", () => {
    const alphabet = fc.constantFrom(..."ABJRSZ0159 -()/\u0000é\u3000".split(""));
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: alphabet, maxLength: 40 }),
    );
    const schemes = fc.option(fc.constantFrom(...NAMED_SCHEMES), { nil: undefined });
    fc.assert(
      fc.property(texts, schemes, fc.constantFrom(...LANGUAGES), (typed, as, language) => {
        const answer = identify(typed, as === undefined ? { on } : { as, on });
        expect(answer.input).toBe(typed);
        expect(answer.severity === "error" && answer.valid).toBe(false);
        expect(answer.valid || answer.findings.length > 0).toBe(true);
        expect(explainIdentifier(answer, language).sentence).not.toBe("");
      }),
      { numRuns: 1_000 },
    );
  });

  test("property: a scan and a check agree on the scheme that a scan is sure of", () => {
    const plain = fc.string({
      unit: fc.constantFrom(..."ACGNRU0123456789".split("")),
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.oneof(plain, s10, dispatch), (typed) => {
        const { scheme } = classify(typed);
        if (scheme === "house" || scheme === "other") return;
        expect(identify(typed).scheme).toBe(scheme === "internal" ? "other" : scheme);
      }),
    );
  });

  test("a text that is no series is none, and writers refuse what they cannot write", () => {
    expect(parseSeries("FRCDGADZALGDA1N")).toBeUndefined();
    expect(() => writeS8({ series: "FRCDGA", yearDigit: 1, dispatchNumber: 1 })).toThrow("S8");
    expect(() => writeAwb("16", 1)).toThrow("AWB");
    expect(() => writeSscc(1, "12")).toThrow("SSCC");
    expect(() => writeS10("R1", 1, "GB")).toThrow("S10");
    expect(issuerCodeOf("1AA")).toBeUndefined();
    expect(writeImpc({ countryCode: "CN", location: "BJ", letter: "A" })).toBeUndefined();
  });
});

describe("explanations", () => {
  test.each([
    [
      "en",
      "RR 473 124 828 GB: item identifier (UPU S10); not right, but the centre takes it with a warning.",
      "check digit",
      "8, 9 is expected",
    ],
    [
      "fr",
      "RR 473 124 828 GB : identifiant d’envoi (UPU S10) ; incorrect, mais le centre l’accepte avec un avertissement.",
      "chiffre de contrôle",
      "8, 9 est attendu",
    ],
    [
      "zh",
      "RR 473 124 828 GB：邮件号码（UPU S10）；不正确，但中心收下并提示。",
      "校验码",
      "8，应为 9",
    ],
  ] as const)("in %s the parts have names and meanings", (language, sentence, name, text) => {
    const explained = explainIdentifier(identify("RR473124828GB"), language);
    expect(explained.sentence).toBe(sentence);
    expect(explained.parts).toContainEqual({ name, text });
  });

  test("what a receptacle says is told in words", () => {
    const { parts } = explainIdentifier(identify(BAG, { on }), "en");
    expect(parts.map((part) => `${part.name}: ${part.text}`)).toEqual(
      expect.arrayContaining([
        "from office: FRCDGA (France)",
        "mail class: U (letter post)",
        "year: 4, so 2024",
        "holds registered or insured items: yes",
        "gross weight: 6.1 kg",
      ]),
    );
  });
});
