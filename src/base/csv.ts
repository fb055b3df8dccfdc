/**
 * Tables as comma-separated values (RFC 4180), for spreadsheets: a cell that a spreadsheet would take
 * for a formula is written as text. Reading them is not told here.
 */

/** What a cell may hold; null and undefined are empty. */
export type CsvCell = string | number | bigint | boolean | null | undefined;

/** Lines with the columns' names or headings first, each ended by CR LF. */
export function csvText(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
  headings: readonly string[] = columns,
): string {
  const lines = [headings, ...rows.map((row) => columns.map((name) => row[name] as CsvCell))];
  return lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** Characters with which a spreadsheet begins a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

function csvCell(value: CsvCell): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
