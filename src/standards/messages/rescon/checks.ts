/**
 * What must agree inside a RESCON: receptacles received with the totals, and no receptacle twice under
 * one status.
 */
import type { Fault } from "#standards/profiles/message-entry.ts";
import {
  checkConsignment,
  checkCount,
  checkTwice,
  checkWeight,
} from "#standards/profiles/totals.ts";
import type { Rescon11 } from "./profile.ts";

/** UN status: received; found without being announced. */
const HERE = ["74", "37"];

/** Faults of the consignments told, in the order of the message. */
export function checkRescon(value: Rescon11): readonly Fault[] {
  return value.consignments.flatMap((one) => {
    const here = one.statuses
      .filter(({ status }) => HERE.includes(status))
      .flatMap(({ receptacles }) => receptacles);
    const weights = here.map(({ weight }) => weight);
    return [
      ...checkConsignment(one),
      ...checkCount(one, "receptacleTotal", one.receptacleTotal, here.length),
      ...checkWeight(one, "weightTotal", one.weightTotal, weights),
      ...one.statuses.flatMap(({ receptacles }) => checkTwice(receptacles, "s9")),
    ];
  });
}
