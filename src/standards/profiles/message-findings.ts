/**
 * The codes that reading and writing by profile find, each with its weight: they are API, never
 * renamed, only retired. An error says that the value is not whole (told as a warning where the
 * profile is provisional); what a warning or info tells of goes through.
 */

import type { Finding, FindingPlace, Severity } from "#base/result.ts";
import { shownText } from "#base/shown-text.ts";
import { MAX_SHOWN } from "./limits.ts";

export const MESSAGE_CODES = {
  "message/segment-missing": "error",
  "message/segment-misplaced": "warning",
  "message/segment-unread": "info",
  "message/segment-repeated": "error",
  "message/order-differs": "info",
  "message/element-missing": "error",
  "message/element-too-long": "error",
  "message/element-format": "error",
  "message/element-unread": "info",
  "message/number-form": "info",
  "message/trailing-separator": "info",
  "message/code-unknown": "warning",
  "message/identifier-shape": "warning",
  "s10/check-digit": "warning",
  "message/version-unknown": "warning",
  "message/over-limit": "error",
  "message/more-findings": "info",
  "message/read-only": "error",
  "message/value-lacking": "error",
  "message/value-unfit": "error",
  "message/value-repeated": "error",
  "message/unread-unplaced": "warning",
  "message/total-differs": "warning",
  "message/outside-dispatch": "warning",
  "message/twice": "warning",
  "message/rule": "warning",
} as const satisfies Record<string, Severity>;

export type MessageCode = keyof typeof MESSAGE_CODES;

/** A finding of a known code; what was found is cut and made well-formed. */
export function messageFinding(
  code: MessageCode,
  at: FindingPlace,
  found?: string,
  expected?: string,
): Finding {
  return {
    code,
    severity: MESSAGE_CODES[code],
    at,
    ...(found === undefined ? {} : { found: shownText(found, MAX_SHOWN) }),
    ...(expected === undefined ? {} : { expected }),
  };
}
