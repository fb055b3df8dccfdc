/** What waivers and refunds share: who may relieve of duty, and what a relief of so much states. */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import { type Duty, type DutyFact, RELIEF_LEVEL, type Relief } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import { amountMembers, amountOf } from "./duty-rows.ts";
import { ReasonSchema } from "./schemas.ts";
import { shipmentMembers } from "./shipment-rows.ts";

/** Members of a row that relieves of duty. */
export const reliefMembers = { ...shipmentMembers, ...amountMembers, reason: ReasonSchema };
const Relieved = Type.Object(reliefMembers);
type Relieved = Pick<Static<typeof Relieved>, "amount" | "amountMinor" | "reason">;

/** A senior officer of customs, or the centre's clockwork. */
export function mayRelieve({ actor }: CallContext): Result<true> {
  if (actor.roles.includes("system")) return ok(true);
  if (actor.authority !== "customs") return refuse("duty/not-customs", { found: actor.authority });
  return actor.level < RELIEF_LEVEL
    ? refuse("duty/level-too-low", { found: actor.level, expected: RELIEF_LEVEL })
    : ok(true);
}

/**
 * What an officer's relief states. Refuses `duty/not-customs`, `duty/level-too-low`,
 * `duty/not-assessed` and what `decide` refuses; without an amount it is all that `whole` says.
 */
export function reliefOf(
  context: CallContext,
  { duty }: ShipmentState,
  given: Relieved,
  whole: (duty: Duty) => bigint,
  decide: (duty: Duty, relief: Relief) => Result<readonly DutyFact[]>,
): Result<readonly DutyFact[]> {
  const { actor, ports, now } = context;
  const may = mayRelieve(context);
  if (!may.ok) return may;
  if (duty === null) return refuse("duty/not-assessed");
  const amount = amountOf(given, duty.currency, legalDay(now, ports.site.legalZone));
  if (!amount.ok) return amount;
  const amountMinor = amount.value ?? whole(duty);
  if (amountMinor <= 0n) {
    return amount.value === undefined ? refuse("duty/nothing-due") : refuse("duty/amount-zero");
  }
  return decide(duty, { amountMinor, reason: given.reason, by: actor.userId });
}
