/** What the papers of a shift are asked for, as their address holds it, and the file saved of them. */
import { csvText } from "#base/csv.ts";
import type { ShiftPage } from "./desk-answers.ts";

/** A legal day of the centre, or local times of it: `2026-11-22` or `2026-11-22T06:00`. */
export type ShiftSearch = { readonly day?: string; readonly from?: string; readonly to?: string };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** The period in an address: a day gives way to times; what is neither is dropped. */
export function shiftSearchOf(search: Record<string, unknown>): ShiftSearch {
  const shaped = (name: string, shape: RegExp): string | undefined => {
    const value = search[name];
    return typeof value === "string" && shape.test(value) ? value : undefined;
  };
  const from = shaped("from", TIME);
  const to = shaped("to", TIME);
  const day = shaped("day", DAY);
  if (from !== undefined || to !== undefined) {
    return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  }
  return day === undefined ? {} : { day };
}

/** Figures of a line that count, in the order they are printed. */
export const COUNTS = ["arrived", "released", "held", "met", "returned", "left"] as const;
/** Sums of money of a line, in the order they are printed. */
export const SUMS = ["assessed", "waived", "paid", "refunded"] as const;

const COLUMNS = [
  "party",
  "name",
  "stream",
  ...COUNTS,
  "currency",
  ...SUMS.map((sum) => `${sum}Minor`),
];

/** The lines and sums as a file for spreadsheets, its columns named as the reader's language does. */
export function shiftCsv(
  { lines, totals }: ShiftPage,
  named: (family: string, value: string) => string,
): string {
  const headings = COLUMNS.map((column) => named("figure", column));
  return csvText(COLUMNS, [...lines, ...totals], headings);
}
