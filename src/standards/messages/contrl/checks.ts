/**
 * What a CONTRL must keep to beyond its table: no message is reported twice, and a rejection names its
 * error somewhere.
 */
import type { Fault } from "#standards/profiles/message-entry.ts";
import { checkTwice } from "#standards/profiles/totals.ts";
import type { Contrl2 } from "./profile.ts";

/** 0083: rejected. */
const REJECTED = "4";

/** Faults of a syntax report, in the order of the message. */
export function checkContrl(value: Contrl2): readonly Fault[] {
  const silent = value.messages.filter(
    ({ action, error, segments }) =>
      action === REJECTED && error === undefined && segments.length === 0,
  );
  return [
    ...checkTwice(value.messages, "messageReference"),
    ...silent.map(
      (of): Fault => ({
        code: "message/rule",
        of,
        field: "error",
        found: REJECTED,
        expected: "0085",
      }),
    ),
  ];
}
