/**
 * The input of an operation from the query of an address: each value as its schema's type says,
 * nested ones as JSON. What does not fit stays text, and the operation's own check says so.
 */
import type { Operation } from "#operations/define.ts";
import { isJsonTooDeep } from "#operations/input-text.ts";

type Property = { readonly type?: string; readonly anyOf?: readonly Property[] };

/** The properties of an operation's input, by name. */
export function propertiesOf(operation: Operation): Readonly<Record<string, Property>> {
  return (operation.input as { readonly properties?: Record<string, Property> }).properties ?? {};
}

/** A query as an input; a name given twice becomes a list. */
export function queryInput(
  operation: Operation,
  query: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const properties = propertiesOf(operation);
  const pairs = Object.entries(query).map(([name, value]) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return [name, typeof value === "string" ? valueOf(value, property) : value];
  });
  return Object.fromEntries(pairs) as Record<string, unknown>;
}

function valueOf(text: string, property: Property | undefined): unknown {
  const types = (property?.anyOf ?? [property]).map((one) => one?.type);
  const numeric = types.includes("integer") || types.includes("number");
  if (numeric && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (types.includes("boolean") && /^(true|false)$/.test(text)) return text === "true";
  if (types.includes("array") || types.includes("object")) return parsed(text);
  return text;
}

function parsed(text: string): unknown {
  if (isJsonTooDeep(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
