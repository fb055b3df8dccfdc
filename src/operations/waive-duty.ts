/** Waives all or a part of what is due: a senior officer's, with a reason; a large one takes two. */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import {
  type Duty,
  type DutyFact,
  decideWaiver,
  dueMinor,
  RELIEF_LEVEL,
  type Relief,
} from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import {
  amountMembers,
  amountOf,
  dutyAnswer,
  lockNamed,
  ReasonSchema,
  shipmentMembers,
} from "./duty-rows.ts";
import { rowMembers } from "./schemas.ts";
import { stateDuty } from "./state-duty.ts";
import { type DutyTold, tellDuty } from "./tell-duty.ts";
import { Unit } from "./unit.ts";

const WaiverRow = Type.Object(
  { ...shipmentMembers, ...amountMembers, reason: ReasonSchema },
  { additionalProperties: false },
);
type Waiver = Static<typeof WaiverRow>;

const batch = { field: "waivers", row: WaiverRow, max: BATCH_LIMIT };

export const waiveDuty = command({
  name: "waive-duty",
  sentence: "Waives duty that is due, with a reason; a large amount takes two officers.",
  roles: ["officer", "system"],
  input: Type.Object(
    { waivers: rowsSchema("Waivers; without an amount, all that is due.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, ...dutyAnswer })),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Waiver>(batch, input.waivers as unknown[]);
    const answers: (RowAnswer & Partial<DutyTold>)[] = sorted.answers;
    const unit = new Unit(context);
    const shipmentOf = await lockNamed(context, unit, sorted.rows);
    for (const row of sorted.rows) {
      const shipment = shipmentOf(row);
      const facts = shipment.ok
        ? reliefOf(context, shipment.value, row.value, (duty) => dueMinor(duty), decideWaiver)
        : shipment;
      answers.push(statedRow(context, unit, row.row, shipment, facts));
    }
    await unit.save();
    return answered(answers);
  },
});

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
  given: Pick<Waiver, "amount" | "amountMinor" | "reason">,
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

/** States a row's facts and tells what is owed after them. */
export function statedRow(
  context: CallContext,
  unit: Unit,
  row: number,
  shipment: Result<ShipmentState>,
  facts: Result<readonly DutyFact[]>,
): RowAnswer & Partial<DutyTold> {
  if (!shipment.ok) return { row, refusal: shipment.refusal };
  if (!facts.ok) return { row, refusal: facts.refusal };
  const { id } = shipment.value;
  for (const fact of facts.value) stateDuty(context, unit, id, fact);
  return { row, ...tellDuty(unit.need("shipment", id)) };
}
