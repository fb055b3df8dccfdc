/**
 * The page of conformance as the tests say it: every test whose title, or the title of a group around
 * it, names a standard or a public source. It says what is tried, not that all of a standard is.
 */
import { STANDARD_SOURCES, type StandardSource } from "./conformance-sources.ts";
import { readSources } from "./sources.ts";
import { type TestTitle, titlesOf } from "./test-titles.ts";

/** A test that names a source. */
export type Conformance = TestTitle & {
  readonly standard: string;
  readonly subject: string;
  readonly kind: Kind;
};

/** Kinds of tests in the order of the page; a title without one of these words is an example. */
const KINDS = ["golden", "property", "law", "scenario", "example", "canary"] as const;
type Kind = (typeof KINDS)[number];

const HEAD = `# Conformance

What of the standards is tried, by the tests' own titles: standard, message or identifier, kind, test,
file. _Golden_ tests compare with fixed bytes or values, _properties_ hold for generated ones, _laws_ run
over registries, _scenarios_ go through the whole product, _canaries_ show that a check can fail.
A test of a table has one line; \`%s\` and \`$name\` stand for its rows. This page is written by
\`node bin/mailport.mjs --tool scripts/conformance-doc.ts\`; a test fails when it is not fresh.

`;

/** The page as the tests of the repository say it now. */
export function conformancePage(found = conformances()): string {
  const standards = STANDARD_SOURCES.filter(({ standard }) => countOf(found, { standard }) > 0);
  return `${HEAD}${overview(standards, found)}\n${standards
    .map((source) => chapter(source, found))
    .join("\n")}`;
}

/** Every test that names a source, by file. */
export function conformances(): readonly Conformance[] {
  return readSources("src/**/*.test.{ts,tsx}", "test/**/*.test.ts")
    .flatMap(titlesOf)
    .flatMap((one) => conformanceOf(one) ?? []);
}

/** Which source a test names; undefined for none. The test's own title goes before its groups'. */
export function conformanceOf(one: TestTitle): Conformance | undefined {
  for (const text of [one.title, ...one.groups.toReversed()]) {
    for (const { standard, pattern, subject } of STANDARD_SOURCES) {
      const found = pattern.exec(text)?.[0];
      if (found === undefined) continue;
      return { ...one, standard, subject: subject?.(found) ?? found, kind: kindOf(one) };
    }
  }
  return undefined;
}

function kindOf({ title, groups }: TestTitle): Kind {
  const words = [title, ...groups.toReversed()].map(
    (text) => /^(\w+)(?: [A-Z]\d+)?:/.exec(text)?.[1],
  );
  return KINDS.find((kind) => words.includes(kind)) ?? "example";
}

function overview(standards: readonly StandardSource[], found: readonly Conformance[]): string {
  const rows = standards.map(({ standard, about }) => {
    const kinds = KINDS.map((kind) => String(countOf(found, { standard, kind })));
    return [standard, about, ...kinds];
  });
  return table([["standard", "what", ...KINDS], ...rows]);
}

/** A table with the widths that the formatter gives it. */
function table([heads = [], ...rows]: readonly (readonly string[])[]): string {
  const widths = heads.map((_, at) =>
    Math.max(3, ...[heads, ...rows].map((row) => row[at]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [heads, rule, ...rows].map(line).join("\n").concat("\n");
}

function chapter({ standard }: StandardSource, found: readonly Conformance[]): string {
  const own = found.filter((one) => one.standard === standard);
  const subjects = [...new Set(own.map(({ subject }) => subject))].sort(byNumber);
  const parts = subjects.map((subject) => {
    const tests = own.filter((one) => one.subject === subject);
    const lines = KINDS.flatMap((kind) => tests.filter((one) => one.kind === kind).map(testLine));
    return `### ${subject}\n\n${lines.join("\n")}\n`;
  });
  return `## ${standard}\n\n${parts.join("\n")}`;
}

function testLine({ file, groups, title, kind }: Conformance): string {
  const parts = [...groups, title].map((part) => part.replace(/^(?:golden|property|law): /, ""));
  const text = parts.join(" › ");
  const name = file.split("/").at(-1) ?? file;
  return `- _${kind}_ ${escaped(text)} ([${name}](../${file}))`;
}

/** Titles are plain text; what Markdown would take for its own is escaped. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

function countOf(found: readonly Conformance[], wanted: Partial<Conformance>): number {
  const asked = Object.entries(wanted) as readonly (readonly [keyof Conformance, unknown])[];
  return found.filter((one) => asked.every(([key, value]) => one[key] === value)).length;
}
