/** A view's answer as a table for spreadsheets. Which of its fields are the table, the view says. */
import { csvText } from "#base/csv.ts";
import type { Operation } from "#operations/define.ts";
import type { Language } from "#words/language.ts";
import { textOr } from "#words/texts.ts";

type Described = { readonly items?: { readonly properties?: object } };
type Table = readonly Readonly<Record<string, unknown>>[];

/** The rows that a view gives as a table, under the names of their fields; in words of a language. */
export function csvAnswer(operation: Operation, answer: unknown, language?: Language): string {
  const fields = operation.kind === "view" ? (operation.csv ?? []) : [];
  const { properties = {} } = operation.output as { properties?: Record<string, Described> };
  const columns = Object.keys(properties[fields[0] ?? ""]?.items?.properties ?? {});
  const given = answer as Readonly<Record<string, Table>>;
  const headings =
    language === undefined ? columns : columns.map((name) => textOr(language, `figure.${name}`));
  const rows = fields.flatMap((field) => given[field] ?? []);
  return csvText(columns, rows, headings);
}
