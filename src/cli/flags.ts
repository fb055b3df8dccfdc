/**
 * Flags of a verb, derived from the schema of its operation: every scalar field is a `--kebab-flag`,
 * a batch also takes the scalars of one row, and `--input FILE|-` gives what flags cannot.
 */
import type { Operation } from "#operations/define.ts";

/** One flag and the field it fills. */
export type Flag = {
  /** Field of the input, or of the one row a batch is given by flags. */
  readonly field: string;
  /** The object the field lies in, where it lies one level deeper: `--target-code`. */
  readonly parent: string | undefined;
  readonly within: "input" | "row";
  readonly name: string;
  /** `either` is text or, when it is all digits, a number: an instant. */
  readonly kind: "text" | "number" | "either" | "boolean" | "list";
  readonly choices: readonly string[] | undefined;
  readonly description: string;
};

/** The part of a JSON schema that flags are derived from; TypeBox schemas are JSON schemas. */
type Schema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};

/** Flags that every verb has. */
export const COMMON_FLAGS: ReadonlySet<string> = new Set([
  "input",
  "key",
  "as",
  "data",
  "json",
  "csv",
  "language",
  "help",
]);

/** The flags of an operation; a row's flag gives way to one of the whole input. */
export function flagsOf(operation: Operation): readonly Flag[] {
  const input = operation.input as Schema;
  const own = fieldFlags(input, "input");
  const batch = operation.kind === "command" ? operation.batch : undefined;
  const taken = new Set(own.map((flag) => flag.name));
  const rows = batch === undefined ? [] : fieldFlags(batch.row as Schema, "row");
  return [...own, ...rows.filter((flag) => !taken.has(flag.name))];
}

/** An object with more scalars than this is given by `--input`. */
const MOST_INNER_FLAGS = 4;

function fieldFlags(schema: Schema, within: Flag["within"], parent?: string): readonly Flag[] {
  return Object.entries(schema.properties ?? {}).flatMap(([field, one]) => {
    const kind = kindOf(one);
    const name = kebab(parent === undefined ? field : `${parent}-${field}`);
    if (one.properties !== undefined && parent === undefined) {
      const inner = fieldFlags(one, within, field);
      return inner.length <= MOST_INNER_FLAGS ? inner : [];
    }
    if (kind === undefined || COMMON_FLAGS.has(name)) return [];
    const needed = schema.required?.includes(field) === true ? "" : " (optional)";
    const choices = choicesOf(one);
    const description = `${one.description ?? ""}${needed}`.trim();
    return [{ field, parent, within, name, kind, choices, description }];
  });
}

const KIND_OF_TYPE: Readonly<Record<string, Flag["kind"]>> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "boolean",
};

/** A union is read as its first scalar. */
function kindOf(schema: Schema): Flag["kind"] | undefined {
  if (schema.anyOf !== undefined) {
    const kinds = schema.anyOf.map(kindOf).filter((kind) => kind !== undefined);
    return kinds.includes("text") && kinds.includes("number") ? "either" : kinds[0];
  }
  const [sample = schema.const] = schema.enum ?? [];
  if (sample !== undefined) return typeof sample === "number" ? "number" : "text";
  if (schema.type === "array") {
    return schema.items !== undefined && kindOf(schema.items) === "text" ? "list" : undefined;
  }
  return KIND_OF_TYPE[schema.type ?? ""];
}

function choicesOf(schema: Schema): readonly string[] | undefined {
  const values = schema.enum ?? schema.anyOf?.map((one) => one.const);
  if (values === undefined || values.some((value) => typeof value !== "string")) return undefined;
  return values as readonly string[];
}

export function kebab(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** What the flags give: fields of the input and of one row. A text that is no number stays text. */
export function valuesOf(
  flags: readonly Flag[],
  given: Readonly<Record<string, unknown>>,
): { readonly input: Record<string, unknown>; readonly row: Record<string, unknown> } {
  const values = { input: {} as Record<string, unknown>, row: {} as Record<string, unknown> };
  for (const flag of flags) {
    const value = given[camel(flag.name)];
    if (value === undefined) continue;
    const object = values[flag.within];
    if (flag.parent === undefined) object[flag.field] = converted(flag, value);
    else {
      const inner = object[flag.parent] as Record<string, unknown> | undefined;
      object[flag.parent] = { ...inner, [flag.field]: converted(flag, value) };
    }
  }
  return values;
}

/** The name under which commander keeps a flag. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase());
}

function converted(flag: Flag, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (flag.kind === "either") return /^\d+$/.test(value) ? Number(value) : value;
  if (flag.kind !== "number") return value;
  const number = Number(value);
  return value.trim() === "" || Number.isNaN(number) ? value : number;
}
