/**
 * The documents against the code: what they list is what there is. The rules are in
 * `house/document-rules.ts`; here they run, and each is shown a page that it must refuse.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type Dependency,
  dependencyFaults,
  doubledWords,
  glossaryFaults,
  tableFaults,
  tableRows,
} from "./house/document-rules.ts";
import { boundsOf, limitsPage } from "./house/limits-page.ts";
import { ROOT, readSources } from "./house/sources.ts";
import { relativeLinks } from "./house/tidy-rules.ts";

const MOST_LINES = 200;
const LEAST_BOUNDS = 40;
const LEAST_WORDS = 50;

const page = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const sources = readSources("src/**/*.{ts,tsx}", "src/store/migrations/*.sql")
  .map(({ text }) => text)
  .join("\n");

describe("law: documents say what the code says", () => {
  test("law: the import table of ARCHITECTURE.md is the one that is enforced", () => {
    expect(tableFaults(page("ARCHITECTURE.md"))).toEqual([]);
    expect(page("ARCHITECTURE.md").split("\n").length).toBeLessThanOrEqual(MOST_LINES);
  });

  test("law: every dependency has a row with its licence", () => {
    expect(dependencyFaults(page("docs/decisions/dependencies.md"), dependencies())).toEqual([]);
    expect(dependencies().filter(({ licence }) => licence !== undefined).length).toBeGreaterThan(
      30,
    );
  });

  test("law: every word of the glossary stands in the code, and no word twice", () => {
    const glossary = page("GLOSSARY.md");
    expect(glossaryFaults(glossary, sources)).toEqual([]);
    expect(doubledWords(glossary)).toEqual([]);
    expect(tableRows(glossary).length).toBeGreaterThan(LEAST_WORDS);
  });

  test("law: docs/limits.md is fresh (scripts/limits-doc.ts writes it)", async () => {
    expect(page("docs/limits.md")).toBe(await limitsPage());
    expect((await boundsOf()).length).toBeGreaterThan(LEAST_BOUNDS);
  });

  test("law: every document and decision is in its index, and every area has its page", () => {
    expect(unlisted("docs")).toEqual([]);
    expect(unlisted("docs/decisions")).toEqual([]);
    const areas = readdirSync(join(ROOT, "src"));
    expect(areas.filter((area) => !existsSync(join(ROOT, "src", area, "README.md")))).toEqual([]);
  });
});

describe("canary: a document that says otherwise is found", () => {
  test("canary: a row of the import table that was changed", () => {
    const changed = page("ARCHITECTURE.md").replace(/(\| `words` +\| )base/, "$1domain");
    expect(tableFaults(changed)).toHaveLength(1);
  });

  test("canary: a dependency without a row, one with another licence, one that is gone", () => {
    const text = "| `one` | a | b | MIT |\n| `gone` | a | b | MIT |";
    const given = [
      { name: "one", licence: "ISC" },
      { name: "two", licence: "MIT" },
    ];
    expect(dependencyFaults(text, given)).toHaveLength(3);
  });

  test("canary: a word that is in no source, and a word that stands twice", () => {
    const row = "| item: a thing | envoi | 邮件 | – | `NoSuchName` |";
    expect(glossaryFaults(row, "export type ItemState = 1;")).toHaveLength(1);
    expect(doubledWords(`${row}\n${row}`)).toEqual(["item"]);
  });

  test("canary: a limit whose value changed, and a page that no index names", async () => {
    const bounds = await boundsOf();
    expect(bounds).toContainEqual(expect.objectContaining({ name: "BATCH_LIMIT", value: 10_000 }));
    const changed = page("docs/limits.md").replace(
      "`BATCH_LIMIT`](../src/operations/batch.ts): 1",
      "$&0",
    );
    expect(changed).not.toBe(await limitsPage());
    expect(unlisted("docs", page("docs/README.md").replace("(limits.md)", ""))).toEqual([
      "limits.md",
    ]);
  });
});

type Manifest = Readonly<
  Partial<
    Record<
      "dependencies" | "optionalDependencies" | "devDependencies",
      Readonly<Record<string, string>>
    >
  >
>;

function dependencies(): readonly Dependency[] {
  const manifest = JSON.parse(page("package.json")) as Manifest;
  const { dependencies = {}, optionalDependencies = {}, devDependencies = {} } = manifest;
  return Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies }).map(
    (name) => ({ name, licence: licenceOf(name) }),
  );
}

/** Packages of other platforms are not installed here. */
function licenceOf(name: string): string | undefined {
  const path = join("node_modules", name, "package.json");
  if (!existsSync(join(ROOT, path))) return undefined;
  return (JSON.parse(page(path)) as { readonly license?: string }).license;
}

function unlisted(folder: string, index = page(`${folder}/README.md`)): readonly string[] {
  const links = relativeLinks(index);
  return readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .filter((file) => !links.includes(file));
}
