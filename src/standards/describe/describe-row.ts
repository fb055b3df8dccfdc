/** One row of CSV or JSON, or XML of a type that nobody reads, in words. */
import type { InputValue } from "#standards/messages/index.ts";
import type { Row } from "#standards/messages/reading.ts";
import { describeText } from "#words/describe.ts";
import type { Language } from "#words/language.ts";
import { objectLines } from "./describe-object.ts";
import { describedFindings, markFound } from "./described-finding.ts";
import type { Bounds, Description } from "./description.ts";
import { rowWords } from "./row-words.ts";

/** Fields that the title tells. */
const TOLD = ["kind", "syntax", "messageTypes", "messages"];
const KINDS = ["declaration", "container", "scan"] as const;

export function describeRow(
  language: Language,
  bounds: Bounds,
  { row, value, findings }: Row<InputValue>,
): Description {
  return {
    title: titleOf(language, row, value),
    notes: [],
    lines: value === undefined ? [] : objectLines(value, rowWords(language), bounds, TOLD),
    ...describedFindings(language, findings, bounds, markFound),
  };
}

function titleOf(language: Language, row: number, value: InputValue | undefined): string {
  if (value === undefined) return describeText(language, "row.refused", { row });
  if (value.kind === "envelope") {
    return describeText(language, "xml.title", { type: value.rootElement });
  }
  const known = KINDS.find((kind) => kind === value.kind);
  const kind = describeText(language, known === undefined ? "row.other" : `row.${known}`);
  return describeText(language, "row.title", { row, kind, name: nameOf(value) });
}

function nameOf(value: InputValue): string | undefined {
  if (value.kind === "declaration") return value.reference;
  return "identifier" in value ? value.identifier.asWritten : undefined;
}
