/**
 * Refunds duty that was paid: too much of it, or because the goods went back; then what the shipment
 * took of its buyer's year goes back as well. Moves no money.
 */
import { type Static, Type } from "typebox";
import { ok, type Result } from "#base/result.ts";
import { type DutyFact, decideRefund, decideWaiver, dueMinor } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { BalanceBook } from "./balance-book.ts";
import { answered, answerSchema, BATCH_LIMIT, batchCounts, rowsSchema, sortRows } from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { mayRelieve, reliefMembers, reliefOf } from "./duty-relief.ts";
import { type DutyRowAnswer, dutyAnswer, statedRow } from "./duty-rows.ts";
import { rowMembers } from "./schemas.ts";
import { lockNamed } from "./shipment-rows.ts";
import { Unit } from "./unit.ts";

const RefundRow = Type.Object(
  {
    ...reliefMembers,
    reference: Type.String({ minLength: 1, maxLength: 64 }),
    goodsReturned: Type.Optional(
      Type.Boolean({ description: "All goods went back: the buyer may buy for them again." }),
    ),
  },
  { additionalProperties: false },
);
type Refund = Static<typeof RefundRow>;

const batch = { field: "refunds", row: RefundRow, max: BATCH_LIMIT };

export const refundDuty = command({
  name: "refund-duty",
  sentence: "Refunds duty that was paid, with a reason; a large amount takes two officers.",
  roles: ["officer", "system"],
  input: Type.Object(
    { refunds: rowsSchema("Refunds; without an amount, what is overpaid or all that was paid.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, ...dutyAnswer })),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Refund>(batch, input.refunds as unknown[]);
    const answers: DutyRowAnswer[] = sorted.answers;
    const unit = new Unit(context);
    const shipmentOf = await lockNamed(context, unit, sorted.rows);
    const balances = new BalanceBook(context.tx);
    const shipments = sorted.rows.map(shipmentOf);
    await balances.openOf(shipments.flatMap((one) => (one.ok ? [one.value] : [])));
    for (const row of sorted.rows) {
      const shipment = shipmentOf(row);
      const answer = statedRow(context, unit, row.row, shipment, (one) =>
        refunded(context, one, row.value),
      );
      answers.push(answer);
      const isDone = shipment.ok && answer.refusal === undefined && answer.asked !== true;
      if (isDone && row.value.goodsReturned === true && boughtMinor(shipment.value) > 0n) {
        balances.giveBack(context, unit, shipment.value.id);
      }
    }
    await unit.save();
    await balances.save();
    return answered(answers);
  },
});

/** What a released shipment used up of its buyer's year; before its release nothing came to go back. */
function boughtMinor({ balance }: ShipmentState): bigint {
  return balance?.consumedMinor ?? 0n;
}

/** Of goods that went back and bore no tax only the balance is given back. */
function refunded(
  context: CallContext,
  shipment: ShipmentState,
  given: Refund,
): Result<readonly DutyFact[]> {
  const { duty } = shipment;
  const paid = duty === null ? 0n : duty.paidMinor - duty.refundedMinor;
  const due = duty === null ? 0n : dueMinor(duty);
  if (given.goodsReturned === true && paid === 0n && boughtMinor(shipment) > 0n) {
    const { reason } = given;
    if (due > 0n) return reliefOf(context, shipment, { reason }, dueMinor, decideWaiver);
    const may = mayRelieve(context);
    return may.ok ? ok([]) : may;
  }
  const whole = (): bigint => (due < 0n && given.goodsReturned !== true ? -due : paid);
  return reliefOf(context, shipment, given, whole, (owed, relief) =>
    decideRefund(owed, relief, given.reference),
  );
}
