/**
 * Tidiness of the whole repository: sizes, names, headings, words, links of documents. The rules are
 * in `house/tidy-rules.ts`; here they run over the files, and each is shown a file it must refuse.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT, readSources, type Source } from "./house/sources.ts";
import {
  CODE_RULES,
  fileName,
  forbiddenWords,
  heading,
  noDefaultExport,
  relativeLinks,
  size,
} from "./house/tidy-rules.ts";

const LEAST_FILES = 40;
const LEAST_LINKS = 5;

const code = readSources(
  "{src,test,bench,soak,scripts,bin,.ci}/**/*.{ts,tsx,mjs}",
  "src/store/migrations/*.sql",
  "*.ts",
);
const documents = readSources("*.md", "docs/**/*.md", "{src,test,bench,soak}/**/*.md");
const settings = readSources(
  "*.{json,yaml,yml}",
  ".*.json",
  ".npmrc",
  ".gitignore",
  ".ci/run",
  "src/**/*.{css,html,json}",
);

describe("law: the repository is tidy", () => {
  test("law: every file of code keeps every rule", () => {
    expect(code.flatMap((source) => CODE_RULES.flatMap((rule) => rule(source)))).toEqual([]);
  });

  test("law: no document or setting contains a forbidden word", () => {
    expect([...documents, ...settings].flatMap(forbiddenWords)).toEqual([]);
  });

  test("law: every relative link of a document leads to a file", () => {
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  test("law: the checks saw the files and the links", () => {
    expect(code.length).toBeGreaterThanOrEqual(LEAST_FILES);
    expect(settings.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["package.json", "package-lock.json", ".oxlintrc.json", ".ci/run"]),
    );
    expect(documents.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"]),
    );
    const links = documents.flatMap(({ text }) => relativeLinks(text));
    expect(links.length).toBeGreaterThanOrEqual(LEAST_LINKS);
  });
});

describe("canary: an untidy file is found", () => {
  const good =
    "/** Weighs a bag on the scale of the hall; prints nothing. */\nexport const x = 1;\n";

  test("a tidy file has no fault", () => {
    const tidy = { path: "src/base/weigh-bag.ts", text: good };
    expect(CODE_RULES.flatMap((rule) => rule(tidy))).toEqual([]);
  });

  test.each([
    ["401 lines", size, "src/base/a.ts", `${good}${"\n".repeat(399)}`],
    ["an upper-case name", fileName, "src/base/weighBag.ts", good],
    ["an underscore in a name", fileName, "src/base/weigh_bag.ts", good],
    ["a vague file", fileName, "src/base/utils.ts", good],
    ["a vague folder", fileName, "src/domain/common/bag.ts", good],
    ["an index that is no registry", fileName, "src/domain/items/index.ts", good],
    ["a migration without a number", fileName, "src/store/migrations/Record.sql", good],
    ["no heading", heading, "src/base/a.ts", "export const x = 1;\n"],
    ["an ordinary comment as heading", heading, "src/base/a.ts", `// ${good}`],
    ["a heading of one word", heading, "src/base/a.ts", "/** Bags. */\n"],
    ["a heading of six lines", heading, "src/base/a.ts", `/**\n${" * some words\n".repeat(6)} */`],
    [
      "a migration without heading",
      heading,
      "src/store/migrations/0001-a.sql",
      "create table a ();",
    ],
    ["a default export", noDefaultExport, "src/base/a.ts", `export ${"def"}ault function a() {}`],
    ["a default export by name", noDefaultExport, "src/base/a.ts", `export { a as ${"def"}ault };`],
    ["the other spelling", forbiddenWords, "README.md", `a ${"desp"}atched bag`],
    ["unfinished work", forbiddenWords, "src/base/a.ts", `// ${"TO"}DO weigh`],
    ["a registry", forbiddenWords, "package-lock.json", `https://${"registry"}.example.org/a.tgz`],
    [
      "a resolved address",
      forbiddenWords,
      "package-lock.json",
      `"${"resol"}ved": "https://a/b.tgz"`,
    ],
    ["a path of a machine", forbiddenWords, "docs/a.md", `see ${"/ho"}me/anna/mail`],
    ["a drive of a machine", forbiddenWords, "docs/a.md", "see C:\\Users\\anna"],
    ["who helped", forbiddenWords, "docs/a.md", `by an ${"assis"}tant`],
  ] as const)("canary: %s", (_kind, rule, path, text) => {
    expect(rule({ path, text })).toHaveLength(1);
  });

  test("canary: a broken link", () => {
    const text = "[a](no-such-file.md) ![b](docs/no-such.png) [c]: x\n[d](README.md#two-commands)";
    expect(brokenLinks({ path: "ARCHITECTURE.md", text })).toHaveLength(
      existsSync(join(ROOT, "README.md")) ? 2 : 3,
    );
  });

  test("links to the web, to anchors and inside code are not relative links", () => {
    const text = "[a](https://example.org/a) [b](#b) `[c](c.md)`\n```\n[d](d.md)\n```\n[e](e.md#f)";
    expect(relativeLinks(text)).toEqual(["e.md"]);
  });
});

function brokenLinks({ path, text }: Source): readonly string[] {
  return relativeLinks(text)
    .filter((link) => !existsSync(join(ROOT, dirname(path), link)))
    .map((link) => `${path}: the link ${link} leads nowhere`);
}
