/** A declaration in the making: what is told beside which field, and what is sent of it. */
import { describe, expect, test } from "vitest";
import { isNamedField } from "#words/fields.ts";
import { isTextKey } from "#words/texts.ts";
import {
  CONTENT_FIELDS,
  type Draft,
  EMPTY_DRAFT,
  EMPTY_LINE,
  inputOf,
  LINE_FIELDS,
  numberOf,
  PERSON_FIELDS,
  withField,
} from "./declare.model.ts";
import { faultsOf, fieldOfFinding } from "./declare-checks.model.ts";

const at = (fields: Readonly<Record<string, unknown>>, draft: Draft = EMPTY_DRAFT): Draft =>
  Object.entries(fields).reduce((before, [path, value]) => withField(before, path, value), draft);
const codesAt = (draft: Draft, field: string): readonly string[] =>
  faultsOf(draft).flatMap((one) => (one.field === field ? [one.code] : []));

describe("what is wrong stands at its field", () => {
  test.each([
    ["pieces.0.code", "", "pieces.0.code", "declare/needed"],
    ["pieces.0.code", "RR473124828GB", "pieces.0.code", "s10/check-digit"],
    ["pieces.0.code", "HX7000184521", "pieces.0.code", "declare/no-postal-number"],
    ["lines.0.hsCode", "61a", "content.lines.0.hsCode", "code/hs-shape"],
    ["lines.0.originCountry", "GBR", "content.lines.0.originCountry", "declare/country-shape"],
    ["lines.0.unitValue", "1,250", "content.lines.0.unitValue", "declare/number"],
    ["lines.0.netWeightKg", "0.3105", "content.lines.0.netWeightKg", "declare/decimals"],
    ["content.currency", "EURO", "content.currency", "declare/currency-shape"],
    ["recipient.countryCode", "C", "recipient.countryCode", "declare/country-shape"],
    ["number", "x".repeat(65), "number", "declare/too-long"],
  ])("%s = %j: %s has %s", (path, value, field, code) => {
    expect(codesAt(at({ [path]: value }), field)).toContain(code);
  });

  test("the gross weight is held against all lines together, to the gram", () => {
    const two = at({ lines: [EMPTY_LINE, EMPTY_LINE] });
    const weights = { "lines.0.netWeightKg": "0.310", "lines.1.netWeightKg": "0.23" };
    const gross = (text: string) => at({ ...weights, "content.grossWeightKg": text }, two);
    const field = "content.grossWeightKg";
    expect(codesAt(gross("0.539"), field)).toEqual(["declare/weight-below-contents"]);
    expect(codesAt(gross("0.540"), field), "canary").toEqual([]);
  });

  test("the same piece twice is told at the second", () => {
    const code = "RR473124829GB";
    const twice = at({
      pieces: [
        { code, grossWeightKg: "" },
        { code: "rr 473124829 gb", grossWeightKg: "" },
      ],
    });
    expect(codesAt(twice, "pieces.0.code")).toEqual([]);
    expect(codesAt(twice, "pieces.1.code")).toEqual(["declaration/piece-declared-twice"]);
  });

  test("what CN 23 wants keeps a postal declaration back, and is a note elsewhere", () => {
    const severity = (stream: string) =>
      faultsOf(at({ stream })).find(({ field }) => field === "sender.city")?.severity;
    expect(severity("postal")).toBe("error");
    expect(severity("express")).toBe("warning");
  });

  test("Hong Kong has no postcode: none is asked for, and 000 is sent", () => {
    const draft = at({ "recipient.countryCode": "hk", "recipient.name": "Lee" });
    expect(codesAt(draft, "recipient.postcode")).toEqual([]);
    expect(inputOf(draft)["recipient"]).toEqual({
      name: "Lee",
      countryCode: "HK",
      postcode: "000",
    });
  });
});

describe("what is sent", () => {
  test("numbers keep their decimals, codes are capitals, empty fields are left out", () => {
    const draft = at({
      "pieces.0.code": " rr473124829gb ",
      "content.currency": "gbp",
      "content.grossWeightKg": "0.850",
      "sender.address": "14 Quayside Lane\n\nFloor 2",
      "lines.0.description": "Scarf",
      "lines.0.hsCode": "6117.10",
      "lines.0.unitValue": "25,50",
      ownUse: true,
    });
    expect(inputOf(draft)).toEqual({
      number: "RR473124829GB",
      stream: "postal",
      direction: "import",
      pieces: [{ code: "rr473124829gb" }],
      sender: { addressLines: ["14 Quayside Lane", "Floor 2"] },
      recipient: {},
      content: {
        currency: "GBP",
        grossWeightKg: { units: "850", scale: 3 },
        ownUse: true,
        lines: [{ description: "Scarf", hsCode: "611710", unitValue: { units: "2550", scale: 2 } }],
      },
    });
  });

  test("what was filled in for another stream is not sent", () => {
    const postal = at({ "content.postage": "9.10", regime: "postal-personal" });
    expect(inputOf(postal)).toMatchObject({ regime: "postal-personal" });
    const express = inputOf(withField(postal, "stream", "express"));
    expect(express["regime"]).toBeUndefined();
    expect(express["content"]).toEqual({ lines: [{}] });
  });

  test("a comma is a decimal comma only where it cannot part thousands", () => {
    expect(numberOf("12,5")).toEqual({ units: 125, scale: 1 });
    expect(numberOf("1,250")).toBeUndefined();
    expect(numberOf("1e3")).toBeUndefined();
  });

  test("what the centre finds has the field of the form", () => {
    const place = (field: string) =>
      fieldOfFinding({ code: "x/y", severity: "error", at: { field } });
    expect(place("content.lines.0.unitValue.units")).toBe("content.lines.0.unitValue");
    expect(place("sender.addressLines.1")).toBe("sender.address");
    expect(place("")).toBeUndefined();
  });

  test("law: every field of the form has a name in words", () => {
    const also: Record<string, string> = { address: "addressLines", natureOfTransaction: "nature" };
    const names = [...PERSON_FIELDS, ...LINE_FIELDS, ...CONTENT_FIELDS, "identifier"];
    const known = (name: string): boolean =>
      isNamedField(also[name] ?? name) || isTextKey(`declare-field.${name}`);
    expect(names.filter((name) => !known(name))).toEqual([]);
    expect(known("nobodyKnowsThis"), "canary").toBe(false);
  });
});
