/**
 * What must agree inside a RESDES: receptacles with their dispatch, those received with the totals, and
 * no receptacle twice under one status.
 */
import type { Fault } from "#standards/profiles/message-entry.ts";
import { checkCount, checkDispatch, checkTwice, checkWeight } from "#standards/profiles/totals.ts";
import type { Resdes11 } from "./profile.ts";

/** UN status: received; found without being announced. */
const HERE = ["74", "37"];

/** Faults of the dispatches told, in the order of the message. */
export function checkResdes(value: Resdes11): readonly Fault[] {
  return value.dispatches.flatMap((one) => {
    const { dispatch, statuses, receptacleTotal, weightTotal } = one;
    const here = statuses
      .filter(({ status }) => HERE.includes(status))
      .flatMap(({ receptacles }) => receptacles);
    return [
      ...checkCount(one, "receptacleTotal", receptacleTotal, here.length),
      ...checkWeight(
        one,
        "weightTotal",
        weightTotal,
        here.map(({ weight }) => weight),
      ),
      ...statuses.flatMap(({ receptacles, status }) => [
        ...(status === "37" ? [] : receptacles.flatMap((each) => checkDispatch(each, dispatch))),
        ...checkTwice(receptacles, "s9"),
      ]),
    ];
  });
}
