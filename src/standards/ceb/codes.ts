/**
 * The codes the CEB readers and the writer can find, each with its weight. What customs would refuse is an
 * error and keeps its document out; what can be read all the same is a warning.
 */

import type { Finding, FindingPlace, Severity } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";

/** What the specification says beyond the schema, see `checks.ts`. */
export const CEB_CHECK_CODES = {
  "ceb/sum": "warning",
  "ceb/line-price": "warning",
  "ceb/line-number": "warning",
  "ceb/repeated-number": "warning",
  "ceb/not-in-list": "warning",
  "ceb/number-shape": "warning",
  "ceb/return-status": "warning",
  "ceb/unknown-country": "warning",
  "ceb/net-weight": "warning",
} as const satisfies Record<string, Severity>;

export const CEB_CODES = {
  "ceb/namespace": "warning",
  "ceb/root-name": "warning",
  "ceb/edition-taken": "info",
  "ceb/not-in-edition": "error",
  "ceb/missing-element": "error",
  "ceb/missing-attribute": "error",
  "ceb/unknown-attribute": "warning",
  "ceb/unknown-element": "warning",
  "ceb/not-allowed": "error",
  "ceb/not-xml": "error",
  "ceb/element-order": "warning",
  "ceb/repeated-element": "error",
  "ceb/too-many": "error",
  "ceb/element-in-text": "error",
  "ceb/stray-text": "warning",
  "ceb/length": "error",
  "ceb/not-a-number": "error",
  "ceb/digits": "error",
  "ceb/fixed-value": "error",
  "ceb/not-a-time": "warning",
  "ceb/character": "error",
  "ceb/unsigned": "warning",
  "ceb/too-large": "error",
  "ceb/document-too-large": "error",
  "ceb/too-many-findings": "warning",
  "ceb/envelope-content": "error",
  "ceb/not-base64": "error",
  "ceb/envelope-type": "warning",
  ...CEB_CHECK_CODES,
} as const satisfies Record<string, Severity>;

export type CebCode = keyof typeof CEB_CODES;

/** What was found is cut to this many characters: a finding is read by people. */
const SHOWN = 80;

/** A finding of the CEB family; what was found is cut and made fit to show. */
export function cebFinding(
  code: CebCode,
  at: FindingPlace,
  found?: string,
  expected?: string,
): Finding {
  return {
    code,
    severity: CEB_CODES[code],
    at,
    ...(found === undefined ? {} : { found: shownText(found, SHOWN) }),
    ...(expected === undefined ? {} : { expected }),
  };
}
