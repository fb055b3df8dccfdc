import { expect, test } from "vitest";
import { countryCodes, isCountryCode, isKnownCountry } from "./countries.ts";
import { currencyFacts, exponentOf, isCurrencyCode } from "./currencies.ts";
import { natureOf } from "./natures.ts";

test("ISO 3166-1: the table holds 249 codes, each once, in order", () => {
  expect(countryCodes.length).toBe(249);
  expect(countryCodes).toEqual([...new Set(countryCodes)].toSorted());
  expect(countryCodes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
});

test("codes that trade uses beside the assigned ones are known but not assigned", () => {
  expect([isCountryCode("XK"), isKnownCountry("XK"), isKnownCountry("ZZ")]).toEqual([
    false,
    true,
    false,
  ]);
});

test("ISO 4217: every code has its form and an exponent", () => {
  expect(currencyFacts.length).toBeGreaterThan(155);
  expect(currencyFacts.every((fact) => /^[A-Z]{3}$/.test(fact.code))).toBe(true);
  expect(exponentOf("JPY", "2026-11-22")).toBe(0);
  expect(exponentOf("CNY", "2026-11-22")).toBe(2);
  expect(exponentOf("KWD", "2026-11-22")).toBe(3);
});

test("ISO 4217: a withdrawn currency holds for days of its time only", () => {
  expect(exponentOf("HRK", "2022-06-01")).toBe(2);
  expect(exponentOf("HRK", "2026-06-01")).toBeUndefined();
  expect(isCurrencyCode("HRK")).toBe(true);
  expect(isCurrencyCode("QQQ")).toBe(false);
});

test("natures are read by name and by number", () => {
  expect(natureOf("SALE_GOODS")).toBe("sale-of-goods");
  expect(natureOf("31")).toBe("gift");
  expect(natureOf("loot")).toBeUndefined();
});
