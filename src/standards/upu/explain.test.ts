/** What an identifier is called in words: regions as the carried list names them. */
import { expect, test } from "vitest";
import { codeList } from "#standards/codes/code-lists.ts";
import { LANGUAGES } from "#words/language.ts";
import { explainIdentifier } from "./explain.ts";
import { identify } from "./identify.ts";

test.each(LANGUAGES)(
  "law: regions are named as the list of countries names them, in %s",
  (language) => {
    for (const { code, names } of codeList("countries")?.rows ?? []) {
      const { parts } = explainIdentifier(identify(`RR000000005${code}`), language);
      const said = parts.map(({ text }) => text);
      expect(said).toContain(`${code} (${names[language]})`);
      const office = explainIdentifier(identify(`${code}AAAA`), language).parts;
      expect(office.map(({ text }) => text)).toContain(`${code} (${names[language]})`);
    }
    expect(codeList("countries")?.rows.length).toBeGreaterThan(200);
  },
);

test("canary: letters that no region has are said without a name", () => {
  const { parts } = explainIdentifier(identify("RR000000005QQ"), "en");
  expect(parts.map(({ text }) => text)).toContain("QQ");
});
