/**
 * Rows and documents in lines, by the names of their fields: whatever a value holds is told, nothing
 * is judged. For values without a profile: files of rows, CEB documents.
 */
import type { Decimal } from "#base/decimal.ts";
import { describeText } from "#words/describe.ts";
import type { Language } from "#words/language.ts";
import type { Bounds, DescribedLine } from "./description.ts";
import { decimalText } from "./value-text.ts";

/** How fields are called and single texts told. */
export type ObjectWords = {
  readonly language: Language;
  readonly label: (name: string) => string;
  readonly text: (name: string, value: string) => string;
};

/** Lines of an object; names in `without` are left out. */
export function objectLines(
  value: object,
  words: ObjectWords,
  bounds: Bounds,
  without: readonly string[] = [],
): readonly DescribedLine[] {
  const lines: DescribedLine[] = [];
  const fields = Object.entries(value).filter(([name]) => !without.includes(name));
  addFields(lines, fields, words, bounds, 1);
  const more = lines.length - bounds.lines;
  if (more <= 0) return lines;
  const count = more + 1;
  const last = { depth: 1, text: describeText(words.language, "more.lines", { count }) };
  return [...lines.slice(0, bounds.lines - 1), last];
}

type FieldOf = readonly [string, unknown];

function addFields(
  lines: DescribedLine[],
  fields: readonly FieldOf[],
  words: ObjectWords,
  bounds: Bounds,
  depth: number,
): void {
  for (const [name, value] of fields) {
    if (lines.length > bounds.lines) return;
    if (isList(value)) addList(lines, name, value, words, bounds, depth);
    else {
      const text = textOf(name, value, words);
      if (text !== "") lines.push({ depth, text: labelled(words, name, text) });
    }
  }
}

function addList(
  lines: DescribedLine[],
  name: string,
  entries: readonly object[],
  words: ObjectWords,
  bounds: Bounds,
  depth: number,
): void {
  if (entries.length === 0) return;
  lines.push({ depth, text: labelled(words, name, String(entries.length)) });
  for (const [at, entry] of entries.slice(0, bounds.entries).entries()) {
    const parts = partsOf(entry, words);
    lines.push({ depth: depth + 1, text: `${at + 1}. ${parts.join(between(words))}`.trimEnd() });
    const inner = Object.entries(entry).filter(([, value]) => isList(value));
    addFields(lines, inner, words, bounds, depth + 2);
  }
  const count = entries.length - bounds.entries;
  if (count <= 0) return;
  lines.push({ depth: depth + 1, text: describeText(words.language, "more.lines", { count }) });
}

/** A list of objects, which is told entry by entry; of texts it is one text. */
function isList(value: unknown): value is readonly object[] {
  return (
    Array.isArray(value) && value.some((one) => typeof one === "object" && !isSingle(one as object))
  );
}

function partsOf(value: object, words: ObjectWords): readonly string[] {
  return Object.entries(value).flatMap(([name, one]) => {
    const text = isList(one) ? "" : textOf(name, one, words);
    return text === "" ? [] : [labelled(words, name, text)];
  });
}

function textOf(name: string, value: unknown, words: ObjectWords): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) {
    return value
      .map((one: unknown) => textOf(name, one, words))
      .filter(Boolean)
      .join(", ");
  }
  if (typeof value !== "object") return words.text(name, String(value as string | number));
  if (isSingle(value)) return singleText(name, value, words);
  const inner = partsOf(value, words).join(between(words));
  return inner === "" ? "" : `(${inner})`;
}

/** A decimal, an identifier or a time as written: one text, not an object to be taken apart. */
function isSingle(value: object): boolean {
  return "scale" in value || "asWritten" in value || "text" in value;
}

function singleText(name: string, value: object, words: ObjectWords): string {
  if ("scale" in value) return decimalText(words.language, value as Decimal);
  const { asWritten, text = asWritten ?? "", zone } = value as Partial<Record<string, string>>;
  return words.text(name, zone === undefined ? text : `${text} ${zone}`);
}

function labelled({ language, label }: ObjectWords, name: string, text: string): string {
  const words = label(name);
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  if (language === "zh") return `${begun}：${text}`;
  return language === "fr" ? `${begun} : ${text}` : `${begun}: ${text}`;
}

function between({ language }: ObjectWords): string {
  if (language === "zh") return "；";
  return language === "fr" ? " ; " : "; ";
}
