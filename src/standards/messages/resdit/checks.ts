/**
 * What must agree inside a RESDIT: consignment identifiers by their shape, and no receptacle twice
 * under one status.
 */
import type { Fault } from "#standards/profiles/message-entry.ts";
import { checkConsignment, checkTwice } from "#standards/profiles/totals.ts";
import type { Resdit11 } from "./profile.ts";

/** Faults of the states told, in the order of the message. */
export function checkResdit(value: Resdit11): readonly Fault[] {
  return value.consignments.flatMap((one) => [
    ...checkConsignment(one),
    ...one.statuses.flatMap(({ receptacles }) => checkTwice(receptacles, "s9")),
  ]);
}
