/**
 * What must agree inside a RESDES: receptacles with their dispatch, those received with the totals, and
 * no receptacle twice under one status, or both received and missing.
 */
import type { CheckContext, Fault } from "#standards/profiles/message-entry.ts";
import { checkDispatch, checkMail, checkReceived } from "#standards/profiles/totals.ts";
import type { Resdes11 } from "./profile.ts";

/** UN status: found without being announced, so perhaps of another dispatch. */
const IN_EXCESS = "37";

/** Faults of the dispatches told, in the order of the message. */
export function checkResdes(value: Resdes11, { codeKnown }: CheckContext): readonly Fault[] {
  return value.dispatches.flatMap((one) => [
    ...checkMail(one, value.preparedAt, codeKnown),
    ...checkReceived(one),
    ...one.statuses
      .filter(({ status }) => status !== IN_EXCESS)
      .flatMap(({ receptacles }) =>
        receptacles.flatMap((each) => checkDispatch(each, one.dispatch)),
      ),
  ]);
}
