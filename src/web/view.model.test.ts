import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factWords } from "#words/fact-words.ts";
import { inAllLanguages } from "#words/texts.ts";
import { BENCH_IDLE_MS, benchTime, COUNTDOWN_MS } from "./bench-clock.model.ts";
import { changed, findSearchOf, sharedCodes } from "./find-items.model.ts";
import { heldFor } from "./holds.model.ts";
import {
  addressOf,
  askedFor,
  codeIn,
  codeToActOn,
  moneyText,
  personText,
  scaledText,
} from "./show.model.ts";
import { spaced } from "./spaces.model.ts";
import { codeOf, stateOf } from "./track.model.ts";
import { rowsOf } from "./use-pages.model.ts";

const event = (type: string, occurredAt: number) => ({ type, occurredAt, direction: "import" });

describe("the address of the find screen", () => {
  test("keeps known filters and drops the rest", () => {
    const search = { text: " RR1 ", stream: "postal", status: "lost", other: "x", place: "" };
    expect(findSearchOf(search)).toEqual({ text: "RR1", stream: "postal" });
    expect(findSearchOf({ text: 160 })).toEqual({ text: "160" });
  });

  test("a filter set to nothing is gone", () => {
    expect(changed({ text: "RR", stream: "postal" }, { stream: "" })).toEqual({ text: "RR" });
  });

  test("a number that two pieces share is found, so that neither is opened for the other", () => {
    const rows = ["A1", "B2", "A1", "C3"].map((identifier) => ({ identifier }));
    expect([...sharedCodes(rows)]).toEqual(["A1"]);
  });

  test("property: reading an address twice gives the same", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (search) => {
        const once = findSearchOf(search);
        expect(findSearchOf({ ...once })).toEqual(once);
      }),
    );
  });
});

describe("what is shown of items and shipments", () => {
  test("an address names a subject by id or by code", () => {
    const id = "0195aaaa-0000-7000-8000-000000000001";
    expect(askedFor(id)).toEqual({ id });
    expect(askedFor("rr473124829gb")).toEqual({ code: "RR473124829GB" });
  });

  test("numbers keep the decimals they were declared with", () => {
    expect(scaledText({ units: "1250", scale: 3 }, "en-GB")).toBe("1.250");
    expect(scaledText({ units: "1250", scale: 3 }, "fr")).toBe("1,250");
    expect(scaledText({ units: "5", scale: 2 }, "en-GB")).toBe("0.05");
    expect(scaledText({ units: "-5", scale: 2 }, "en-GB")).toBe("-0.05");
    expect(scaledText({ units: "12345678901234567890", scale: 0 }, "en-GB")).toBe(
      "12,345,678,901,234,567,890",
    );
    expect(scaledText(undefined, "fr")).toBe("–");
  });

  test("money is written as the language writes it, with the currency's code", () => {
    expect(moneyText("12550", "EUR", "en-GB")).toBe("EUR\u00a0125.50");
    expect(moneyText("1255050", "EUR", "fr")).toBe("12\u202f550,50\u00a0EUR");
    expect(moneyText("12550", "JPY", "zh")).toBe("JPY\u00a012,550");
    expect(moneyText({ units: "310", scale: 1 }, "USD", "en-GB")).toBe("USD\u00a031.0");
    expect(moneyText(null, "EUR", "fr")).toBe("–");
  });

  test("French sets spaces that do not break before its double signs", () => {
    expect(spaced("fr", "Retenu : « oui » ; non ?")).toBe(
      "Retenu\u00a0: «\u00a0oui\u00a0»\u202f; non\u202f?",
    );
    expect(spaced("en", "Held: yes")).toBe("Held: yes");
  });

  test("why rules held it is read in one language, what an officer wrote as it is", () => {
    const publicReason = inAllLanguages("hold.selected");
    const restrictedReason = "by chance\npar hasard\n随机抽中";
    const own = { publicReason: "Sample / test", restrictedReason: "one\ntwo\nthree" };
    expect(heldFor("zh", { publicReason, restrictedReason })).toEqual(["选中查验", "随机抽中"]);
    expect(heldFor("zh", own)).toEqual([own.publicReason, own.restrictedReason]);
    expect(heldFor("en", { publicReason })).toEqual(["Selected for control", undefined]);
  });

  test("facts that are codes are said as words, others as they are", () => {
    const named = (family: string, value: string): string => `${family}/${value}`;
    const facts = { operation: "record-scans", login: "anna" };
    expect(factWords("access/not-allowed", facts, named)).toEqual({
      operation: "operation/record-scans",
      login: "anna",
    });
    expect(
      factWords("release/authority-not-named", { expected: ["customs", "quarantine"] }, named),
    ).toEqual({ expected: "who/customs, who/quarantine" });
    expect(factWords("screening/hit", { entry: "900001", how: "near" }, named)).toEqual({
      entry: "900001",
      how: "likeness/near",
    });
    expect(factWords("risk/missing-field", { missing: "gross-weight, value" }, named)).toEqual({
      missing: `${named("asked", "gross-weight")}, ${named("asked", "value")}`,
    });
    expect(factWords("scan/unknown", { found: "customs" }, named)).toEqual({ found: "customs" });
  });

  test("an act names a piece by its surest code that is in use", () => {
    const one = { issuer: "", freedAt: null, formerAt: null, contested: false };
    const house = { ...one, scheme: "house", normalised: "SF1" };
    const s10 = { ...one, scheme: "s10", normalised: "RR1" };
    expect(codeToActOn([house, s10], "id")).toBe("RR1");
    expect(codeToActOn([{ ...s10, contested: true }, house], "id")).toBe("SF1");
    expect(codeToActOn([], "id")).toBe("id");
    expect(codeIn("RR473124829GB")).toBe("RR473124829GB");
    expect(codeIn("018f3b2c-5d6e-7f80-910a-1b2c3d4e5f60")).toBeUndefined();
    expect(addressOf([house, s10], "id")).toBe("RR1");
    expect(addressOf([{ ...house, contested: true }], "id")).toBe("id");
  });

  test("a person is one line, or a dash", () => {
    expect(personText({ name: "L***", city: "S***", countryCode: "CN" })).toBe("L***, S***, CN");
    expect(personText({})).toBe("–");
  });

  test("a list's rows are found whatever the list calls them", () => {
    expect(rowsOf({ pieces: [1, 2], next: [3] })).toEqual([1, 2]);
    expect(rowsOf({})).toEqual([]);
  });
});

describe("public tracking", () => {
  test.each([
    [["item-expected"], "announced"],
    [["item-expected", "item-arrived"], "arrived"],
    [["item-arrived", "hold-placed", "item-scanned"], "held"],
    [["item-arrived", "hold-placed", "hold-lifted"], "customs"],
    [["item-arrived", "shipment-decided", "item-scanned"], "released"],
    [["item-arrived", "shipment-decided", "item-left"], "left"],
    [["item-left", "item-arrived"], "arrived"],
    [["item-arrived", "shipment-decided", "hold-placed", "hold-lifted"], "released"],
    [["item-arrived", "hold-placed", "hold-placed", "hold-lifted"], "held"],
  ])("after %j the piece is %s", (types, state) => {
    expect(stateOf(types.map((type, at) => event(type, at)))).toBe(state);
  });

  test("events are read in the order they occurred, unknown ones say nothing", () => {
    expect(stateOf([event("item-left", 9), event("item-arrived", 1)])).toBe("left");
    expect(stateOf([event("something-new", 1)])).toBeUndefined();
    expect(codeOf(" rr 473 124 829 gb ")).toBe("RR473124829GB");
  });
});

test("a bench session counts down for its last minute and then ends", () => {
  expect(benchTime(0, BENCH_IDLE_MS - COUNTDOWN_MS - 1)).toEqual({ kind: "quiet" });
  expect(benchTime(0, BENCH_IDLE_MS - COUNTDOWN_MS)).toEqual({ kind: "countdown", seconds: 60 });
  expect(benchTime(0, BENCH_IDLE_MS - 1)).toEqual({ kind: "countdown", seconds: 1 });
  expect(benchTime(0, BENCH_IDLE_MS)).toEqual({ kind: "ended" });
});
