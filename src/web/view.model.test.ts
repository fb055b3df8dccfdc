import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BENCH_IDLE_MS, benchTime, COUNTDOWN_MS } from "./bench-clock.model.ts";
import { changed, findSearchOf } from "./find-items.model.ts";
import { askedFor, codeToActOn, moneyText, personText, scaledText } from "./show.model.ts";
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
    expect(scaledText({ units: "1250", scale: 3 })).toBe("1.250");
    expect(scaledText({ units: "5", scale: 2 })).toBe("0.05");
    expect(scaledText({ units: "-5", scale: 2 })).toBe("-0.05");
    expect(moneyText("12550", "EUR")).toBe("125.50 EUR");
    expect(moneyText("12550", "JPY")).toBe("12550 JPY");
    expect(moneyText(null, "EUR")).toBe("–");
  });

  test("an act names a piece by its surest code that is in use", () => {
    const one = { issuer: "", freedAt: null, contested: false };
    const house = { ...one, scheme: "house", normalised: "SF1" };
    const s10 = { ...one, scheme: "s10", normalised: "RR1" };
    expect(codeToActOn([house, s10], "id")).toBe("RR1");
    expect(codeToActOn([{ ...s10, contested: true }, house], "id")).toBe("SF1");
    expect(codeToActOn([], "id")).toBe("id");
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
