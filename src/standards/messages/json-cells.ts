/**
 * JSON objects as named cells: nested keys by their path, numbers and booleans as text, lists of
 * words joined by line ends. What no key is known for is kept as received.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { type Cells, type ColumnTable, foldName } from "./cells.ts";
import { finding } from "./finding-codes.ts";
import { MAX_FIELD_CHARACTERS } from "./limits.ts";

/** A JSON value once parsed. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

export type NamedCells<K extends string> = {
  readonly cells: Cells<K>;
  readonly extra: Readonly<Record<string, string>> | undefined;
  readonly findings: readonly Finding[];
};

/** True for an object that is neither null nor a list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Cells of one object under a column table; keys in `except` are the caller's. */
export function cellsOfJson<K extends string>(
  object: JsonObject,
  table: ColumnTable<K>,
  at: FindingPlace,
  except: readonly string[] = [],
): NamedCells<K> {
  const cells: Partial<Record<K, string>> = {};
  const extra: Record<string, string> = Object.create(null) as Record<string, string>;
  const findings: Finding[] = [];
  let hasExtra = false;
  for (const [path, value] of leaves(object, "", except)) {
    const key = table.columns.get(foldName(path));
    const text = textOf(value);
    if (text === undefined || text === "") continue;
    const fault = faultOf(text, { ...at, field: key ?? path.slice(0, 100) });
    if (fault !== undefined) findings.push(fault);
    else if (key !== undefined) cells[key] = text;
    else {
      extra[path.slice(0, 100)] = text;
      hasExtra = true;
    }
  }
  return { cells, extra: hasExtra ? extra : undefined, findings };
}

/** Values with the path of their keys; objects are opened, but not lists. */
function* leaves(
  object: JsonObject,
  path: string,
  except: readonly string[],
): Generator<[string, Json]> {
  for (const [key, value] of Object.entries(object)) {
    if (path === "" && except.includes(key)) continue;
    const name = path === "" ? key : `${path}.${key}`;
    if (isJsonObject(value)) yield* leaves(value, name, except);
    else yield [name, value];
  }
}

function textOf(value: Json): string | undefined {
  if (value === null) return undefined;
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const words = value as readonly Json[];
  const plain = words.every((word) => typeof word === "string" || typeof word === "number");
  return plain ? words.map(String).join("\n") : JSON.stringify(value);
}

function faultOf(text: string, at: FindingPlace): Finding | undefined {
  if (text.length > MAX_FIELD_CHARACTERS)
    return finding("field/too-long", at, String(text.length), String(MAX_FIELD_CHARACTERS));
  if (text.includes("\0")) return finding("text/control-character", at, "\\u0000");
  if (!text.isWellFormed()) return finding("text/not-utf8", at, "lone surrogate", "Unicode text");
  return undefined;
}
