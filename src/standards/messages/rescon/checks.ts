/**
 * What must agree inside a RESCON: receptacles received with the totals, and no receptacle twice under
 * one status, or both received and missing.
 */
import type { Fault } from "#standards/profiles/message-entry.ts";
import { checkConsignment, checkReceived } from "#standards/profiles/totals.ts";
import type { Rescon11 } from "./profile.ts";

/** Faults of the consignments told, in the order of the message. */
export function checkRescon(value: Rescon11): readonly Fault[] {
  return value.consignments.flatMap((one) => [...checkConsignment(one), ...checkReceived(one)]);
}
