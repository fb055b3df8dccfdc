/**
 * The page of limits as the sources say it: every exported number of `src/` that bounds something, with
 * its value, what its comment says and where it is. Numbers a file keeps for itself are not listed.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isTest, ROOT, readSources, type Source } from "./sources.ts";

/** One bound: `text` is what the comment above it says, or nothing. */
type Bound = {
  readonly file: string;
  readonly name: string;
  readonly value: number | Readonly<Record<string, number>>;
  readonly text: string;
};

const DECLARED = /^export const ([A-Z][A-Z0-9_]*)\b[^\n]*=/;
/** Numbers that bound nothing: versions, parts of a format, marks and flags. */
const NO_BOUND =
  /_VERSION$|_SEPARATORS$|^HAS_|^(EXIT|REMEMBERED_KEYS|WHOLE_FILE|HEADING_BYTES|UNA_BYTES|OFFSET_MASK|REPEATS|LETTER_U)$/;

const HEAD = `# Limits

Every exported number that bounds something: bytes, rows, tries, waits. Reaching one is a refusal, a
finding or a pause, never a fault. This page is written by \`scripts/limits-doc.ts\`; a test fails when
it is not fresh.

`;

/** The page as the sources say it now. */
export async function limitsPage(): Promise<string> {
  const lines = (await boundsOf()).map(({ file, name, value, text }) => {
    const said = text === "" ? "" : ` – ${text}`;
    return `- [\`${name}\`](../${file}): ${shown(name, value)}${said}`;
  });
  return `${HEAD}${lines.join("\n")}\n`;
}

/** Every bound of the sources, by file. */
export async function boundsOf(): Promise<readonly Bound[]> {
  const bounds: Bound[] = [];
  for (const source of readSources("src/**/*.ts")) {
    if (!isTest(source.path)) bounds.push(...(await boundsIn(source)));
  }
  return bounds;
}

async function boundsIn({ path: file, text }: Source): Promise<readonly Bound[]> {
  const lines = text.split("\n");
  const named = lines.flatMap((line, at) => {
    const name = DECLARED.exec(line)?.[1];
    return name === undefined || NO_BOUND.test(name) ? [] : [{ name, at }];
  });
  if (named.length === 0) return [];
  const module = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
  return named.flatMap(({ name, at }) => {
    const value = module[name];
    if (!isBound(value)) return [];
    return [{ file, name, value, text: commentAbove(lines, at) }];
  });
}

/** A number, or several under names such as a rate's. */
function isBound(value: unknown): value is Bound["value"] {
  if (typeof value === "number") return true;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const parts: readonly unknown[] = Object.values(value);
  return parts.length > 0 && parts.every((part) => typeof part === "number");
}

/** The words of the comment that ends on the line before, in one line. */
function commentAbove(lines: readonly string[], at: number): string {
  const last = lines[at - 1] ?? "";
  if (!last.trimEnd().endsWith("*/")) return "";
  let from = at - 1;
  while (from > 0 && !lines[from]?.trimStart().startsWith("/**")) from -= 1;
  return lines
    .slice(from, at)
    .map((line) => line.replace(/^\s*\/?\*+\/?\s?/, "").replace(/\s*\*\/$/, ""))
    .join(" ")
    .trim();
}

const MS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
] as const;
const BYTES = [
  ["GiB", 1024 ** 3],
  ["MiB", 1024 ** 2],
  ["KiB", 1024],
] as const;

/** A value with its unit, which the name ends with. */
function shown(name: string, value: Bound["value"]): string {
  if (typeof value !== "number") {
    return Object.entries(value)
      .map(([part, number]) => `${part} ${number}`)
      .join(", ");
  }
  if (name.endsWith("_MS")) return scaled(value, MS, "ms", true);
  if (/_BYTES(_|$)|^PART_BYTES$/.test(name)) return scaled(value, BYTES, "bytes", false);
  if (name.endsWith("_DAYS")) return `${value} days`;
  return value.toLocaleString("en");
}

function scaled(
  value: number,
  units: readonly (readonly [string, number])[],
  base: string,
  plural: boolean,
): string {
  const unit = units.find(([, size]) => value >= size && value % size === 0);
  if (unit === undefined) return `${value.toLocaleString("en")} ${base}`;
  const count = value / unit[1];
  return `${count.toLocaleString("en")} ${unit[0]}${plural && count !== 1 ? "s" : ""}`;
}
