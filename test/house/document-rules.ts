/**
 * What the documents must say because the code says it: the import table, the dependencies with their
 * licences, the words of the glossary, the index. Answers are sentences; it judges no prose.
 */
import { AREAS } from "./import-table.ts";

/** Rows of the tables of a document, as cells without their blanks. */
export function tableRows(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\|[-| :]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf("|"))
        .split("|")
        .map((cell) => cell.trim()),
    );
}

/** Areas whose row in the document is not the row that is enforced. */
export function tableFaults(text: string): readonly string[] {
  const rows = tableRows(text);
  return Object.entries(AREAS).flatMap(([area, { doors, packages }]) => {
    const mayImport = doors.map(({ to, typesOnly }) => (typesOnly ? `${to} (types)` : to));
    const expected = [`\`${area}\``, listed(mayImport), listed(packages)].join(" | ");
    const isThere = rows.some((row) => row.join(" | ") === expected);
    return isThere ? [] : [`${area}: the table should say | ${expected} |`];
  });
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "–" : names.join(", ");
}

/** A dependency with its licence, where it is installed here. */
export type Dependency = { readonly name: string; readonly licence: string | undefined };

/** Dependencies without a row, with another licence in it, and rows of what is no dependency. */
export function dependencyFaults(text: string, dependencies: readonly Dependency[]) {
  const rows = tableRows(text).filter(([first]) => first?.startsWith("`"));
  const rowOf = (name: string) => rows.find(([first]) => namesIn(first).includes(name));
  const missing = dependencies.flatMap(({ name, licence }) => {
    const row = rowOf(name);
    if (row === undefined) return [`${name} has no row`];
    const said = row.at(-1);
    return licence === undefined || said === licence ? [] : [`${name} is ${licence}, not ${said}`];
  });
  const known = dependencies.map(({ name }) => name);
  const strangers = rows
    .flatMap(([first]) => namesIn(first))
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is no dependency`);
  return [...missing, ...strangers];
}

/** Names of the glossary's last column that no source contains as a word. */
export function glossaryFaults(text: string, sources: string): readonly string[] {
  const words = new Set(sources.match(/[\w$-]+/g));
  const parts = new Set(sources.match(/\w+/g));
  return tableRows(text)
    .flatMap((row) => namesIn(row.at(-1)))
    .filter((name) => !words.has(name) && !parts.has(name))
    .map((name) => `${name} stands in no source`);
}

/** Words of the first column that the glossary has twice. */
export function doubledWords(text: string): readonly string[] {
  const words = tableRows(text)
    .map(([first]) => (first ?? "").split(":")[0] ?? "")
    .filter((word) => word !== "English");
  return words.filter((word, at) => words.indexOf(word) !== at);
}

function namesIn(cell: string | undefined): readonly string[] {
  return Array.from((cell ?? "").matchAll(/`([^`]+)`/g), (found) => found[1] ?? "");
}
