/**
 * Puts the input of a verb together: what `--input` holds, then what the flags say. Rows of a batch
 * come as NDJSON, as a JSON list, or inside a whole input; too many for one call become several.
 */
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { Operation } from "#operations/define.ts";
import { type Flag, valuesOf } from "./flags.ts";
import { Refused } from "./terminal.ts";

/** Largest input of a verb, bytes; rows beyond it go through `take-in`. */
export const VERB_INPUT_LIMIT = 64 * 1024 * 1024;

/** The inputs of the calls to make, each with at most the batch's rows. */
export async function verbInputs(
  operation: Operation,
  flags: readonly Flag[],
  given: Readonly<Record<string, unknown>>,
): Promise<readonly Record<string, unknown>[]> {
  const { input, row } = valuesOf(flags, given);
  const source = given["input"];
  const read = typeof source === "string" ? await readSource(source) : undefined;
  const batch = operation.kind === "command" ? operation.batch : undefined;
  if (batch === undefined) return [{ ...wholeInput(read), ...input }];
  const rows = rowsOf(read, batch.field);
  const whole = rows === undefined ? wholeInput(read) : {};
  const all = [...(rows ?? listOf(whole[batch.field])), ...(isEmpty(row) ? [] : [row])];
  if (all.length === 0 && !isNeeded(operation, batch.field)) return [{ ...whole, ...input }];
  return pages(all, batch.max).map((page) => ({ ...whole, ...input, [batch.field]: page }));
}

/** Whether a call without these rows means nothing; else it means all there are. */
function isNeeded({ input }: Operation, field: string): boolean {
  return ((input as { readonly required?: readonly string[] }).required ?? []).includes(field);
}

/** At least one page, so that a call without rows is refused by the operation itself. */
function pages(rows: readonly unknown[], size: number): readonly (readonly unknown[])[] {
  const pages: (readonly unknown[])[] = [];
  for (let from = 0; from < rows.length; from += size) pages.push(rows.slice(from, from + size));
  return pages.length === 0 ? [[]] : pages;
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

async function readSource(source: string): Promise<unknown> {
  const read = source === "-" ? await text(process.stdin) : readText(source);
  if (read.length > VERB_INPUT_LIMIT) {
    const facts = { file: source, size: read.length, limit: VERB_INPUT_LIMIT };
    throw new Refused({ code: "file/too-large", facts });
  }
  return parse(read.replace(/^\uFEFF/, ""), source);
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Refused({ code: "file/not-found", facts: { file, said } });
  }
}

/** A JSON text, or one JSON value a line. */
function parse(read: string, file: string): unknown {
  try {
    return JSON.parse(read);
  } catch (error) {
    const lines = read.split("\n").filter((line) => line.trim() !== "");
    if (lines.length < 2) throw malformed(file, 1, error);
    return lines.map((line, index) => {
      try {
        return JSON.parse(line) as unknown;
      } catch (fault) {
        throw malformed(file, index + 1, fault);
      }
    });
  }
}

function malformed(file: string, line: number, error: unknown): Refused {
  const said = error instanceof Error ? error.message : String(error);
  return new Refused({ code: "json/malformed", facts: { file, line, said, found: said } });
}

/** Rows where the input is a list, or one object that is a row and not a whole input. */
function rowsOf(read: unknown, field: string): readonly unknown[] | undefined {
  if (Array.isArray(read)) return read;
  if (typeof read !== "object" || read === null || field in read) return undefined;
  return [read];
}

function wholeInput(read: unknown): Record<string, unknown> {
  return typeof read === "object" && read !== null ? { ...(read as object) } : {};
}
