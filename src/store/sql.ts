/**
 * The small pieces SQL is called with: array literals for unnest, COPY lines, prepared queries.
 * Values only ever travel as parameters or as escaped COPY fields.
 */

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** A field as it can stand in a row. */
export type Field = string | number | bigint | boolean | null;

/** Array literal of uuids, numbers or booleans: characters that need no quoting. */
export function plainArray(values: readonly Field[]): string {
  return `{${values.map((value) => (value === null ? "NULL" : String(value))).join(",")}}`;
}

/** Array literal of any text, quoted. */
export function textArray(values: readonly Field[]): string {
  return `{${values.map(quoted).join(",")}}`;
}

const NEEDS_ESCAPE = /["\\]/;
const ESCAPED = /["\\]/g;

function quoted(value: Field): string {
  if (value === null) return "NULL";
  const text = String(value);
  return NEEDS_ESCAPE.test(text) ? `"${text.replace(ESCAPED, "\\$&")}"` : `"${text}"`;
}

/** A row as PostgreSQL sent it: the text of each column. */
export type Cells = readonly (string | null)[];

/** Runs a named prepared statement and gives rows as arrays of text, in column order. */
export async function rows(
  client: PoolClient,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Cells[]> {
  const result = await client.query({
    name,
    text,
    values: values as unknown[],
    rowMode: "array",
    types: AS_TEXT,
  });
  return result.rows as (string | null)[][];
}

/** Leaves every value as the text PostgreSQL sent; each reader parses what it needs. */
const AS_TEXT = { getTypeParser: () => (value: unknown) => value } as never;

/** Runs a named prepared statement and tells how many rows it wrote. */
export async function run(
  client: PoolClient,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<number> {
  const result = await client.query({ name, text, values: values as unknown[] });
  return result.rowCount ?? 0;
}

/** Writes rows by COPY; `lines` come from `copyLine`. */
export async function copyRows(
  client: PoolClient,
  table: string,
  columns: string,
  lines: readonly string[],
): Promise<void> {
  if (lines.length === 0) return;
  const stream = client.query(copyFrom(`copy mailport.${table} (${columns}) from stdin`));
  await pipeline(Readable.from([Buffer.from(lines.join(""), "utf8")]), stream);
}

const COPY_SPECIAL = /[\\\t\n\r]/;
const COPY_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

/** One line of COPY text format. */
export function copyLine(fields: readonly Field[]): string {
  let line = "";
  for (let at = 0; at < fields.length; at += 1) {
    if (at > 0) line += "\t";
    const field = fields[at];
    if (field === null || field === undefined) line += "\\N";
    else if (typeof field === "string") line += copyText(field);
    else line += String(field);
  }
  return `${line}\n`;
}

function copyText(text: string): string {
  if (!COPY_SPECIAL.test(text)) return text;
  return text.replace(/[\\\t\n\r]/g, (special) => COPY_ESCAPES[special] ?? special);
}

/** The members of a PostgreSQL array of uuids as its text shows them. */
export function uuidsOf(text: string | null): readonly string[] {
  return text === null || text.length <= 2 ? [] : text.slice(1, -1).split(",");
}

/** Lists that `sharedUuidsOf` keeps at most. */
const LISTS_KEPT = 1_000;
const kept = new Map<string, readonly string[]>();

/** The same of lists that repeat row after row, such as readers: equal ones are one list. */
export function sharedUuidsOf(text: string | null): readonly string[] {
  const before = text === null ? undefined : kept.get(text);
  if (text === null || before !== undefined) return before ?? [];
  if (kept.size === LISTS_KEPT) kept.clear();
  const list = uuidsOf(text);
  kept.set(text, list);
  return list;
}

/** A bigint column that holds epoch milliseconds or a size: exact below 2^53. */
export function numberOf(text: string | null): number {
  return Number(text);
}

export function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
