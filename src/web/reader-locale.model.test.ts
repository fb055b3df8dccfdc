/** Which locale writes a reader's dates. */
import { expect, test } from "vitest";
import { readerLocale } from "./reader-locale.model.ts";

test.each([
  [["en-US", "en"], "en", "en-US"],
  [["de-AT", "fr-CA", "fr"], "fr", "fr-CA"],
  [["zh-Hans-CN"], "zh", "zh-Hans-CN"],
  [["de", "en"], "en", "en-GB"],
  [[], "fr", "fr"],
] as const)("a browser that asks for %j reads %s in %s", (asked, language, locale) => {
  expect(readerLocale(asked, language)).toBe(locale);
});

test("a browser on a machine without a locale asks for en-US@posix and still gets dates", () => {
  expect(() => new Intl.DateTimeFormat("en-US@posix")).toThrow(RangeError);
  const locale = readerLocale(["en-US@posix", "en-CA"], "en");
  expect(locale).toBe("en-CA");
  expect(new Intl.DateTimeFormat(readerLocale(["en-US@posix"], "en")).format(0)).toMatch(/1970/);
});
