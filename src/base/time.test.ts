import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  boundsOfDay,
  formatInstant,
  isZone,
  legalDay,
  monthOf,
  parseWrittenTime,
  resolveTime,
} from "./time.ts";

function at(text: string, zone = "UTC") {
  const resolved = resolveTime(text, zone);
  return resolved.ok ? resolved.value : resolved.refusal.code;
}

describe("resolveTime", () => {
  test("an offset in the text wins over the zone", () => {
    expect(at("2026-11-22T08:15:00+08:00", "Europe/Paris")).toEqual({
      at: Date.parse("2026-11-22T00:15:00Z"),
    });
    expect(at("2026-11-22 08:15Z")).toEqual({ at: Date.parse("2026-11-22T08:15:00Z") });
    expect(at("2026-11-22T08:15:30.123456789-0330")).toEqual({
      at: Date.parse("2026-11-22T11:45:30.123Z"),
    });
  });

  test("a local time is read in its zone", () => {
    expect(at("2026-07-01T12:00", "Europe/Berlin")).toEqual({
      at: Date.parse("2026-07-01T10:00:00Z"),
    });
    expect(at("2026-11-22T12:00", "Asia/Kathmandu")).toEqual({
      at: Date.parse("2026-11-22T06:15:00Z"),
    });
  });

  test("a time that does not exist or exists twice is marked doubtful", () => {
    expect(at("2026-03-29T02:30", "Europe/Berlin")).toEqual({
      at: Date.parse("2026-03-29T01:30:00Z"),
      doubt: "gap",
    });
    expect(at("2026-10-25T02:30", "Europe/Berlin")).toEqual({
      at: Date.parse("2026-10-25T00:30:00Z"),
      doubt: "overlap",
    });
    expect(at("2026-10-25T03:00", "Europe/Berlin")).toEqual({
      at: Date.parse("2026-10-25T02:00:00Z"),
    });
    expect(at("2026-10-25T01:59:59", "Europe/Berlin")).toEqual({
      at: Date.parse("2026-10-24T23:59:59Z"),
    });
  });

  test.each([
    ["yesterday", "time/shape"],
    ["2026-11-22", "time/shape"],
    ["22/11/2026 08:15", "time/shape"],
    ["2026-02-29T08:15", "time/no-such-time"],
    ["2026-11-22T24:15", "time/no-such-time"],
    ["2026-11-22T08:60", "time/no-such-time"],
    ["2026-11-22T08:15+25:00", "time/no-such-time"],
    [`2026-11-22T08:15:00.${"1".repeat(60)}`, "time/shape"],
  ])("refuses %s with %s", (text, code) => {
    expect(at(text)).toBe(code);
  });

  test("an unknown zone is refused and a fixed offset is no zone", () => {
    expect(at("2026-11-22T08:15", "Mars/Olympus")).toBe("time/unknown-zone");
    expect(isZone("+08:00")).toBe(false);
    expect(isZone("Asia/Shanghai")).toBe(true);
  });

  test("property: what is formatted in a zone resolves to the same instant", () => {
    const zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Shanghai"];
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.constantFrom(...zones),
        (instant, zone) => {
          const text = formatInstant(instant, zone);
          expect(at(text, zone)).toEqual({ at: instant });
          const local = at(text.slice(0, 23), zone);
          if (typeof local === "string") throw new Error(local);
          if (local.doubt === undefined) expect(local.at).toBe(instant);
        },
      ),
    );
  });

  test("property: any text is answered, never thrown at", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, zone) => {
        expect(typeof resolveTime(text, zone).ok).toBe("boolean");
      }),
    );
  });
});

describe("days and months", () => {
  test("the legal day is the day in the legal zone", () => {
    expect(legalDay(Date.parse("2026-11-22T16:30:00Z"), "Asia/Shanghai")).toBe("2026-11-23");
    expect(legalDay(Date.parse("2026-11-22T16:30:00Z"), "Europe/Paris")).toBe("2026-11-22");
  });

  test("a day of a clock change has its true length", () => {
    const long = boundsOfDay("2026-10-25", "Europe/Berlin");
    expect(long.ok && long.value.endAt - long.value.startAt).toBe(25 * 3_600_000);
    expect(boundsOfDay("2026-02-30", "UTC")).toMatchObject({
      refusal: { code: "time/no-such-day" },
    });
  });

  test("month bounds hold their instant and meet without a gap", () => {
    const month = monthOf(Date.parse("2026-12-31T23:59:59.999Z"));
    expect(month).toEqual({
      name: "2026-12",
      startAt: Date.parse("2026-12-01"),
      endAt: Date.parse("2027-01-01"),
    });
    expect(monthOf(month.endAt).startAt).toBe(month.endAt);
  });

  test("a wall clock keeps its reading apart from any zone", () => {
    expect(parseWrittenTime("1970-01-01T00:00:01")).toEqual({
      ok: true,
      value: { kind: "local", wallMs: 1_000 },
    });
  });
});
