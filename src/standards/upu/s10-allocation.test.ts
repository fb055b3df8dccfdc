/** Issuing S10 identifiers from a range: windows, validity, exhaustion, and the indicators' table. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseS10 } from "./s10.ts";
import { allocateS10, isWindowOver, type S10Range } from "./s10-allocation.ts";
import { isReservedIndicator, s10Indicator, s10IndicatorRows } from "./s10-indicators.ts";

const RANGE: S10Range = {
  serviceIndicator: "CP",
  fromSerial: 100,
  toSerial: 119,
  countryCode: "CN",
  validFromOn: "2026-01-01",
  validToOn: "2026-12-31",
};
const never = () => undefined;
const ask = { on: "2026-06-15", nextSerial: 100, lastIssuedOn: never };
const refusal = (range: S10Range, more = {}) => {
  const answer = allocateS10(range, { ...ask, ...more });
  return answer.ok ? undefined : answer.refusal.code;
};

describe("allocation", () => {
  test("the counter's serial is issued with its check digit, and the counter goes on", () => {
    expect(allocateS10(RANGE, { ...ask, nextSerial: 107 })).toEqual({
      ok: true,
      value: { identifier: "CP000001071CN", serial: 107, nextSerial: 108 },
    });
    const last = allocateS10(RANGE, { ...ask, nextSerial: 119 });
    expect(last.ok && last.value.nextSerial).toBe(100);
    const outside = allocateS10(RANGE, { ...ask, nextSerial: 5 });
    expect(outside.ok && outside.value.serial).toBe(100);
  });

  test("property: S10 re-use: what is issued is in the range, checks, and its window has passed", () => {
    const day = fc
      .date({ min: new Date("2023-01-01"), max: new Date("2026-06-14"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const log = fc.array(fc.option(day), { minLength: 20, maxLength: 20 });
    const months = fc.integer({ min: 12, max: 36 });
    fc.assert(
      fc.property(log, months, fc.integer({ min: 90, max: 130 }), (issued, windowMonths, next) => {
        const serialOf = (id: string) => Number(parseS10(id)?.serial);
        const lastIssuedOn = (id: string) => issued[serialOf(id) - 100] ?? undefined;
        const free = issued.flatMap((on, at) =>
          on === null || isWindowOver(on, ask.on, windowMonths) ? [at + 100] : [],
        );
        const answer = allocateS10(RANGE, { ...ask, nextSerial: next, windowMonths, lastIssuedOn });
        if (!answer.ok) {
          expect(answer.refusal.code).toBe("s10/range-exhausted");
          expect(free).toEqual([]);
          return;
        }
        expect(free).toContain(answer.value.serial);
        expect(serialOf(answer.value.identifier)).toBe(answer.value.serial);
        expect(parseS10(answer.value.identifier)?.checkDigitFails).toBe(false);
      }),
    );
  });

  test("a range is gone through once and then exhausted; after the window it begins again", () => {
    const issued = new Map<string, string>();
    let nextSerial = 110;
    const issue = (on: string) => {
      const lastIssuedOn = (id: string) => issued.get(id);
      const open = { ...RANGE, validToOn: "2030-12-31" };
      const answer = allocateS10(open, { on, nextSerial, lastIssuedOn, windowMonths: 12 });
      if (!answer.ok) return answer.refusal.code;
      issued.set(answer.value.identifier, on);
      nextSerial = answer.value.nextSerial;
      return answer.value.serial;
    };
    const serials = Array.from({ length: 20 }, () => issue("2026-06-15"));
    expect(new Set(serials).size).toBe(20);
    expect(issue("2027-06-14")).toBe("s10/range-exhausted");
    expect(issue("2027-06-15")).toBe(110);
  });

  test("S10 re-use: calendar months are counted, the recommended 24 where none are named", () => {
    expect(isWindowOver("2025-06-15", "2026-06-14", 12)).toBe(false);
    expect(isWindowOver("2025-06-15", "2026-06-15", 12)).toBe(true);
    expect(isWindowOver("2024-02-29", "2025-02-28", 12)).toBe(false);
    expect(isWindowOver("2024-02-29", "2025-03-01", 12)).toBe(true);
    const lastIssuedOn = () => "2024-06-16";
    expect(refusal(RANGE, { lastIssuedOn })).toBe("s10/range-exhausted");
    expect(refusal(RANGE, { lastIssuedOn, windowMonths: 12 })).toBeUndefined();
  });

  test.each([
    ["reserved", { serviceIndicator: "SA" }, {}, "s10/reserved-indicator"],
    ["no letters", { serviceIndicator: "C1" }, {}, "s10/range-invalid"],
    ["no country", { countryCode: "XX" }, {}, "s10/range-invalid"],
    ["backwards", { fromSerial: 120 }, {}, "s10/range-invalid"],
    ["too long", { toSerial: 100_000_000 }, {}, "s10/range-invalid"],
    ["too early", {}, { on: "2025-12-31" }, "s10/range-closed"],
    ["too late", {}, { on: "2027-01-01" }, "s10/range-closed"],
    ["window", {}, { windowMonths: 11 }, "s10/window-too-short"],
  ])("a range is refused: %s", (_what, range, more, code) => {
    expect(refusal({ ...RANGE, ...range }, more)).toBe(code);
  });
});

describe("S10 service indicators", () => {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  const indicators = letters.flatMap((one) => letters.map((other) => one + other));

  test("law: S10: every two letters stand in exactly one range", () => {
    for (const indicator of indicators) {
      const rows = s10IndicatorRows.filter(
        ({ code }) => code.slice(0, 2) <= indicator && indicator <= code.slice(3),
      );
      expect(rows, indicator).toHaveLength(1);
    }
  });

  test("law: S10: exactly J, K, S, T and W are reserved", () => {
    const reserved = indicators.filter(isReservedIndicator);
    expect(new Set(reserved.map((indicator) => indicator[0]))).toEqual(new Set("JKSTW"));
    expect(reserved).toHaveLength(5 * 26);
  });

  test.each([
    ["RR", "registered", "international"],
    ["CP", "parcel", "international"],
    ["CV", "insured-parcel", "international"],
    ["CZ", "parcel", "agreement"],
    ["EE", "ems", "international"],
    ["HX", "ecommerce-parcel", "agreement"],
    ["LX", "letter-tracked", "international"],
    ["UA", "letter-goods", "international"],
    ["AV", "rfid-ecommerce", "agreement"],
    ["QN", "none", "unassigned"],
  ])("golden: S10 indicator table: %s is %s, %s", (indicator, product, status) => {
    expect(s10Indicator(indicator, "2026-11-22")).toMatchObject({ product, status });
  });

  test("rows from memory are not verified, and text that is not two letters has none", () => {
    expect(s10Indicator("XA")?.row.verified).toBe(false);
    expect(s10Indicator("RR")?.row.verified).toBe(true);
    expect(s10Indicator("R")).toBeUndefined();
    expect(s10Indicator("R9")).toBeUndefined();
    expect(s10Indicator("RRR")).toBeUndefined();
  });
});
