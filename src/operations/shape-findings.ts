/**
 * Tells a validator's errors as findings a caller can act on: one for each fault, with the values
 * a field may have. It decides nothing: what fits a schema is the validator's word.
 */
import type { TLocalizedValidationError } from "typebox/error";
import type { Validator } from "typebox/schema";
import { Settings } from "typebox/system";
import type { Finding } from "#base/result.ts";

/** Errors a validator tells of one value; by itself it stops at the eighth. */
const ERRORS_LIMIT = 1000;
/** At most this many characters of allowed values are told of one field. */
const ALLOWED_TEXT_LIMIT = 400;

Settings.Set({ maxErrors: ERRORS_LIMIT });

/**
 * One finding `input/shape` for each fault of a value, in the validator's order: the branches of a
 * choice of values are one fault, and a field that nobody knows is told once, by its name.
 */
export function shapeFindings(validator: Validator, value: unknown): readonly Finding[] {
  const [_fits, errors] = validator.Errors(value);
  const allowed = allowedValues(errors);
  const unknown = errors.some((error) => error.keyword === "boolean");
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    if (unknown && error.keyword === "additionalProperties") continue;
    if (error.keyword === "anyOf" && errors.some((one) => isBranchOf(one, error))) continue;
    const expected = expectedOf(error, allowed);
    const field = error.instancePath.slice(1).replaceAll("/", ".");
    const finding = { code: "input/shape", severity: "error", at: { field }, expected } as const;
    findings.set(`${field} ${expected}`, finding);
  }
  return [...findings.values()];
}

/** What each place may be instead, where it must be one of some values. */
function allowedValues(errors: readonly TLocalizedValidationError[]): Map<string, string> {
  const values = new Map<string, Set<string>>();
  for (const error of errors) {
    if (error.keyword !== "const") continue;
    const told = values.get(error.instancePath) ?? new Set();
    values.set(error.instancePath, told.add(JSON.stringify(error.params.allowedValue)));
  }
  return new Map([...values].map(([path, told]) => [path, sentenceOf([...told])]));
}

/** The values as far as they fit, and that there are more. */
function sentenceOf(values: readonly string[]): string {
  if (values.length === 1) return `must be ${values[0]}`;
  let text = "must be one of ";
  for (const [at, value] of values.entries()) {
    const next = at === 0 ? value : `, ${value}`;
    if (text.length + next.length > ALLOWED_TEXT_LIMIT) return `${text}, …`;
    text += next;
  }
  return text;
}

function expectedOf(error: TLocalizedValidationError, allowed: Map<string, string>): string {
  if (error.keyword === "boolean") return "no such field";
  const choice = error.keyword === "const" ? allowed.get(error.instancePath) : undefined;
  return choice ?? error.message;
}

/** Whether an error was found within the choice that failed, which is told by its branches. */
function isBranchOf(one: TLocalizedValidationError, choice: TLocalizedValidationError): boolean {
  if (one === choice) return false;
  return `${one.instancePath}/`.startsWith(`${choice.instancePath}/`);
}
