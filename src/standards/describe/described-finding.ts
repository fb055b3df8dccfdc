/** Findings as a description tells them: place and sentence in words, marks under what is at fault. */
import type { Finding, FindingPlace } from "#base/result.ts";
import { say } from "#words/codes.ts";
import { fieldWords, isNamedField } from "#words/fields.ts";
import type { Language } from "#words/language.ts";
import { readingText } from "#words/reading.ts";
import type { Bounds, DescribedFinding } from "./description.ts";
import { type Marked, markSpan } from "./mark.ts";

/** The parts of a place from the outside in. */
const PARTS = ["row", "line", "interchange", "message", "segment", "element", "component"] as const;

/** The place in words, down to the component. */
export function placeWords(language: Language, at: FindingPlace): string {
  const parts: string[] = PARTS.filter((part) => at[part] !== undefined).map((part) =>
    readingText(language, `place.${part}`, at),
  );
  if (at.path !== undefined) parts.push(at.path);
  if (at.field !== undefined && at.field !== "") parts.push(fieldNamed(language, at.field));
  if (parts.length === 0 && at.offset !== undefined)
    parts.push(readingText(language, "place.offset", at));
  if (parts.length === 0) parts.push(readingText(language, "place.file"));
  return parts.join(language === "zh" ? "，" : ", ");
}

/** A field by its words, with the name under which it stands in the file. */
function fieldNamed(language: Language, field: string): string {
  const name = field.slice(field.lastIndexOf(".") + 1);
  const words = isNamedField(name) ? fieldWords(language, name) : field;
  return words === field ? field : `${words} (${field})`;
}

/** A finding in words; `marked` gives the raw text where it is known. */
export function describedFinding(
  language: Language,
  finding: Finding,
  marked: Marked | undefined,
): DescribedFinding {
  const { code, found, expected, at } = finding;
  const { sentence, todo: advice } = say(language, code, { found, expected });
  const told = { ...finding, place: placeWords(language, at), sentence, advice };
  return marked === undefined ? told : { ...told, marked };
}

/** As many findings as there is room for, the errors first where not all fit. */
export function describedFindings(
  language: Language,
  findings: readonly Finding[],
  bounds: Bounds,
  markOf: (finding: Finding) => Marked | undefined,
): { readonly findings: readonly DescribedFinding[]; readonly findingsMore: number } {
  const isError = ({ severity }: Finding): boolean => severity === "error";
  const order =
    findings.length <= bounds.findings
      ? findings
      : [...findings.filter(isError), ...findings.filter((one) => !isError(one))];
  const shown = order.slice(0, bounds.findings);
  return {
    findings: shown.map((one) => describedFinding(language, one, markOf(one))),
    findingsMore: findings.length - shown.length,
  };
}

/** What was found, under the name of its field or element. */
export function markFound({ at, found = "" }: Finding): Marked | undefined {
  const name = at.path?.slice(at.path.lastIndexOf("/") + 1) ?? at.field;
  // A finding of the whole message shows no text of the input.
  const isWhole = at.path !== undefined && at.path.lastIndexOf("/") <= 0;
  if (name === undefined || name === "" || isWhole) return undefined;
  const head = at.path === undefined ? `${name}: ` : `<${name}>`;
  const tail = at.path === undefined ? "" : `</${name}>`;
  return markSpan(`${head}${found}${tail}`, head.length, head.length + found.length);
}
