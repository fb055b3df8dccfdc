/**
 * The codes a reader can find, each with its weight: they are API, never renamed, only retired.
 * Their sentences for people are words and stand elsewhere.
 */

import type { Finding, FindingPlace, Severity } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";

/** Every code the readers make themselves; those of identifiers come from `#standards/upu`. */
export const FINDING_CODES = {
  "file/empty": "error",
  "file/binary": "error",
  "file/encoding": "error",
  "file/unknown-format": "error",
  "csv/missing-column": "error",
  "csv/unknown-column": "info",
  "csv/duplicate-column": "warning",
  "csv/too-many-columns": "error",
  "csv/no-rows": "warning",
  "csv/ragged-row": "error",
  "csv/unclosed-quote": "error",
  "csv/record-too-long": "error",
  "csv/stray-quote": "warning",
  "csv/damaged-row": "error",
  "text/not-utf8": "error",
  "text/control-character": "error",
  "field/too-long": "error",
  "field/missing": "error",
  "field/not-a-number": "error",
  "field/not-a-time": "error",
  "field/not-one-of": "error",
  "field/shape": "error",
  "json/truncated": "error",
  "json/malformed": "error",
  "json/element-too-long": "error",
  "json/too-deep": "error",
  "json/not-an-object": "error",
  "code/unknown-country": "warning",
  "code/unknown-currency": "warning",
  "code/unknown-nature": "warning",
  "code/hs-shape": "warning",
  "code/unknown-container-kind": "warning",
  "declaration/gross-below-nets": "warning",
  "declaration/duplicate": "error",
  "declaration/duplicates-not-watched": "info",
  "declaration/too-many-lines": "error",
  "declaration/too-many-pieces": "error",
  "declaration/too-large": "error",
  "declaration/head-differs": "warning",
  "declaration/pieces-differ": "warning",
  "declaration/piece-twice": "warning",
  "container/too-many-items": "error",
  "container/head-differs": "warning",
  "container/item-twice": "warning",
  "time/unknown-zone": "error",
  "time/doubtful": "warning",
  "message/unknown-type": "info",
  "xml/not-well-formed": "error",
  "xml/too-deep": "error",
  "xml/doctype": "error",
  "xml/encoding": "error",
  "xml/too-long": "error",
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof FINDING_CODES;

/** What was found is cut to this many characters: a finding is read by people. */
const SHOWN = 80;

/** A finding of a known code; what was found is cut and made well-formed. */
export function finding(
  code: FindingCode,
  at: FindingPlace,
  found?: string,
  expected?: string,
): Finding {
  return {
    code,
    severity: FINDING_CODES[code],
    at,
    ...(found === undefined ? {} : { found: shownText(found, SHOWN) }),
    ...(expected === undefined ? {} : { expected }),
  };
}

/** True when a finding keeps its row out. */
export function keepsOut(findings: readonly Finding[]): boolean {
  return findings.some((one) => one.severity === "error");
}
