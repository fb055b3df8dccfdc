/**
 * The page of conformance against the tests: every title that names a standard is in it, and each way
 * of writing a test is seen. What a title claims is the test's own affair.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conformanceOf, conformancePage, conformances } from "./house/conformance-page.ts";
import { ROOT, readSources } from "./house/sources.ts";
import { COMPUTED, titlesOf } from "./house/test-titles.ts";

const LEAST_NAMED = 10;
const LEAST_TESTS = 500;

describe("law: docs/conformance.md says what the tests say", () => {
  test("law: the page is fresh (scripts/conformance-doc.ts writes it)", () => {
    const page = readFileSync(join(ROOT, "docs/conformance.md"), "utf8");
    expect(page).toBe(conformancePage());
    expect(conformances().length).toBeGreaterThan(LEAST_NAMED);
  });

  test("law: every file of tests gives titles, and no title is computed", () => {
    const files = readSources("src/**/*.test.{ts,tsx}", "test/**/*.test.ts");
    const titles = files.map((file) => ({ file: file.path, titles: titlesOf(file) }));
    expect(titles.filter((one) => one.titles.length === 0).map(({ file }) => file)).toEqual([]);
    const all = titles.flatMap((one) => one.titles);
    expect(all.filter(({ title }) => title === COMPUTED)).toEqual([]);
    expect(all.length).toBeGreaterThan(LEAST_TESTS);
  });
});

describe("canary: what a page misses is found", () => {
  test("canary: a test that is renamed, added or gone changes the page", () => {
    const all = conformances();
    const [first, ...others] = all;
    if (first === undefined) throw new Error("there are tests that name a standard");
    const renamed = { ...first, title: `${first.title} again` };
    const pages = [[renamed, ...others], [...all, renamed], others].map(conformancePage);
    expect(new Set([...pages, conformancePage(all)]).size).toBe(4);
  });

  const titlesIn = (text: string) =>
    titlesOf({ path: "src/a.test.ts", text }).map(({ groups, title }) => [...groups, title]);

  test.each([
    ["plain", 'test("a", () => {});', [["a"]]],
    [
      "inside groups",
      'describe("g", () => { describe("h", () => { it("a", run); }); });',
      [["g", "h", "a"]],
    ],
    ["of a table", 'test.each<[string]>([["x"]])("%s is", (x) => {});', [["%s is"]]],
    ["of a table in a template", "test.each`x`('$x is', () => {});", [["$x is"]]],
    [
      "under a condition",
      'describe.runIf(a > 1)("g", () => { test.skipIf(b)("a", run); });',
      [["g", "a"]],
    ],
    [
      "from a loop",
      "for (const x of all) test(`law: ${x.name} is`, () => {});",
      [["law: ${x.name} is"]],
    ],
    ["of two halves", 'test("a " + "b", () => {});', [["a b"]]],
    ["with options", 'test("a", { timeout: 1 }, () => {});', [["a"]]],
    ["computed", "test(nameOf(x), () => {});", [[COMPUTED]]],
    ["that is none", 'best("a", () => {}); expect("a").toBe(test("b"));', []],
  ])("a title %s is read", (_kind, text, titles) => {
    expect(titlesIn(text)).toEqual(titles);
  });

  test.each([
    ["property: PREDES 2.1: S10 inside its receptacle", "PREDES 2.1", "property"],
    ["golden: S10 §4: the worked example", "S10", "golden"],
    ["golden: CEB621 of edition 202205", "CEB621", "golden"],
    ["golden: CEB 202205: order of elements", "CEB 202205", "golden"],
    ["property: EDIFACT ISO 9735 §10: release", "ISO 9735", "property"],
    ["ISO 4217: every code has its form", "ISO 4217", "example"],
    ["scenario A01: an EMSEVT V3 comes in", "EMSEVT V3", "scenario"],
    ["law: CSV is RFC 4180", "RFC 4180", "law"],
    ["an SSCC is read", "SSCC", "example"],
  ])("%s is listed under %s as %s", (title, subject, kind) => {
    expect(conformanceOf({ file: "src/a.test.ts", groups: [], title })).toMatchObject({
      subject,
      kind,
    });
  });

  test("a title that names no source is left out, unless its group names one", () => {
    const one = { file: "src/a.test.ts", groups: ["a bag"], title: "law: bags are weighed" };
    expect(conformanceOf(one)).toBeUndefined();
    expect(conformanceOf({ ...one, groups: ["S9"] })).toMatchObject({ subject: "S9", kind: "law" });
  });
});
