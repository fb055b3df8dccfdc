/**
 * The codes the EDIFACT engine finds itself, each with its weight: they are API, never renamed, only
 * retired. An error says that content is lost or in doubt; a warning leaves it readable.
 */

import type { Finding, FindingPlace, Severity } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import { MAX_SHOWN_CHARACTERS } from "./limits.ts";

/** Code and weight. Clauses are those of ISO 9735:1988 to 2002 (parts 1, 2 and 10). */
export const EDIFACT_CODES = {
  "edifact/no-interchange": "error",
  "edifact/byte-order-mark": "warning",
  "edifact/una-marks": "error",
  "edifact/unknown-syntax": "error",
  "edifact/unknown-version": "error",
  "edifact/tag": "error",
  "edifact/segment-too-long": "error",
  "edifact/truncated": "error",
  "edifact/missing-unb": "error",
  "edifact/missing-unz": "error",
  "edifact/missing-une": "error",
  "edifact/missing-unt": "error",
  "edifact/missing-unh": "error",
  "edifact/missing-ung": "error",
  "edifact/outside-interchange": "error",
  "edifact/outside-message": "error",
  "edifact/groups-and-messages": "warning",
  "edifact/package": "warning",
  "edifact/package-damaged": "error",
  "edifact/segment-count": "error",
  "edifact/message-count": "error",
  "edifact/group-count": "error",
  "edifact/message-reference": "error",
  "edifact/message-reference-twice": "warning",
  "edifact/group-reference": "error",
  "edifact/interchange-reference": "error",
  "edifact/missing-element": "error",
  "edifact/extra-element": "error",
  "edifact/element-too-long": "warning",
  "edifact/trailing-bytes": "warning",
  "edifact/outside-level": "warning",
  "edifact/outside-charset": "warning",
  "edifact/not-utf8": "error",
  "edifact/looks-utf8": "warning",
  "edifact/control-character": "error",
  "edifact/line-end-in-text": "warning",
  "edifact/stray-release": "warning",
  "edifact/code-extension": "warning",
  "edifact/unwritable-character": "error",
  "edifact/more-characters": "warning",
} as const satisfies Record<string, Severity>;

export type EdifactCode = keyof typeof EDIFACT_CODES;

/** A finding of the engine; its texts are cut and made fit to show. */
export function edifactFinding(
  code: EdifactCode,
  at: FindingPlace,
  found?: string,
  expected?: string,
): Finding {
  return {
    code,
    severity: EDIFACT_CODES[code],
    at,
    ...(found === undefined ? {} : { found: shownText(found, MAX_SHOWN_CHARACTERS) }),
    ...(expected === undefined ? {} : { expected: shownText(expected, MAX_SHOWN_CHARACTERS) }),
  };
}
