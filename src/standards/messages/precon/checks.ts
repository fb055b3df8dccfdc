/**
 * What must agree inside a PRECON: receptacles with their dispatch, totals with what is listed, and no
 * receptacle twice.
 */
import type { CheckContext, Fault } from "#standards/profiles/message-entry.ts";
import { checkAnnounced } from "#standards/profiles/totals.ts";
import type { Precon11 } from "./profile.ts";

/** Faults of a consignment as announced, in the order of the message. */
export function checkPrecon(value: Precon11, { codeKnown }: CheckContext): readonly Fault[] {
  return checkAnnounced(value, codeKnown);
}
