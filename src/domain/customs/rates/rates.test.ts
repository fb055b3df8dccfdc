import { describe, expect, test } from "vitest";
import { type Dated, isInForce, onDay } from "#domain/customs/books.ts";
import { GOODS_TAX } from "./goods-tax.ts";
import { BUILT_IN } from "./made-books.ts";
import { PARCEL_GOODS, PARCEL_RATES, REST_CLASS } from "./parcel-tax.ts";

const GOODS = PARCEL_GOODS.flatMap((row) =>
  [...row.hsPrefixes, ...row.words].map((key) => ({ ...row, key })),
);
const TABLES: readonly (readonly [string, readonly (readonly [string, Dated])[]])[] = [
  ["parcel rates", PARCEL_RATES.map((row) => [row.taxClass, row] as const)],
  ["parcel goods", GOODS.map((row) => [row.key, row] as const)],
  ["goods taxes", GOODS_TAX.map((row) => [row.hsPrefix, row] as const)],
];

/** Things of which two rows are in force on one day. */
function doubled(rows: readonly (readonly [string, Dated])[]): readonly string[] {
  const days = rows.flatMap(([, row]) => [row.validFrom, row.validTo ?? row.validFrom]);
  return [...Map.groupBy(rows, ([key]) => key)].flatMap(([key, same]) =>
    days.some((day) => same.filter(([, row]) => isInForce(row, day)).length > 1) ? [key] : [],
  );
}

describe("law: dated rows that come with the product", () => {
  test.each(TABLES)("law: of %s no two rows of one thing are in force on a day", (_, rows) => {
    expect(rows.length).toBeGreaterThan(8);
    expect(doubled(rows)).toEqual([]);
  });

  test.each(TABLES)(
    "law: each row of %s has whole days and a source, and is provisional",
    (_, rows) => {
      for (const [key, row] of rows) {
        expect(row.validFrom, key).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(row.validTo ?? "9999-12-31", key).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        expect(row.validTo === null || row.validFrom <= row.validTo, key).toBe(true);
        expect(row.source.length, key).toBeGreaterThan(10);
        expect(row.verified, key).toBe(false);
      }
    },
  );

  test("every class that goods fall in has a rate, and so has the rest", () => {
    const dearer = PARCEL_GOODS.flatMap((row) => row.dearer?.taxClass ?? []);
    const classes = new Set([...PARCEL_GOODS.map((row) => row.taxClass), ...dearer, REST_CLASS]);
    for (const taxClass of classes) {
      const rows = PARCEL_RATES.filter((row) => row.taxClass === taxClass);
      expect(onDay(rows, "2026-11-22"), taxClass).toBeDefined();
    }
  });

  test("no rate of exchange comes with the product", () => {
    expect(BUILT_IN.exchange).toEqual([]);
  });

  test("canary: two rows of one class on one day are found", () => {
    const twice = PARCEL_RATES.map((row) => [row.taxClass, { ...row, validTo: null }] as const);
    expect(doubled(twice)).toEqual(["1", "2", "3"]);
  });
});
