import { expect, test } from "vitest";
import { pickLanguage } from "./language.ts";

test.each([
  ["fr-CA,fr;q=0.9,en;q=0.8", "fr"],
  ["zh-Hans-CN", "zh"],
  ["de-DE, de;q=0.9, zh;q=0.5", "zh"],
  ["pt", "en"],
  ["", "en"],
  [undefined, "en"],
])("who asks for %j reads %s", (asked, language) => {
  expect(pickLanguage(asked)).toBe(language);
});
