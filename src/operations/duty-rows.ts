/** What the verbs about duty share: the amount that a row names, and what an answer tells. */
import { type Static, Type } from "typebox";
import { parseDecimal } from "#base/decimal.ts";
import { moneyOf } from "#base/money.ts";
import { ok, type Result, refuse } from "#base/result.ts";
import type { DutyFact } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { exponentOf } from "#standards/codes/currencies.ts";
import type { RowAnswer } from "./batch.ts";
import type { CallContext } from "./define.ts";
import { UuidSchema } from "./schemas.ts";
import { stateDuty } from "./state-duty.ts";
import { type DutyTold, tellDuty } from "./tell-duty.ts";
import type { Unit } from "./unit.ts";

/** The largest amount taken, minor units. */
const MOST_MINOR = 1_000_000_000_000;

/** An amount in minor units, or as it is written. */
export const amountMembers = {
  amountMinor: Type.Optional(
    Type.Union(
      [
        Type.Integer({ minimum: 0, maximum: MOST_MINOR }),
        Type.String({ pattern: "^[0-9]{1,12}$" }),
      ],
      { description: "Minor units of the currency: fen of CNY." },
    ),
  ),
  amount: Type.Optional(
    Type.String({
      pattern: "^[0-9]{1,10}(\\.[0-9]{1,4})?$",
      description: "The same as it is written, such as 52.00; instead of amountMinor.",
    }),
  ),
};
const Amount = Type.Object(amountMembers);

/**
 * The amount of a row in minor units; undefined where it names none. Refuses `duty/amount-twice`
 * and what is finer than the currency's minor unit.
 */
export function amountOf(
  { amountMinor, amount }: Static<typeof Amount>,
  currency: string,
  on: string,
): Result<bigint | undefined> {
  if (amountMinor !== undefined && amount !== undefined) return refuse("duty/amount-twice");
  if (amountMinor !== undefined) return ok(BigInt(amountMinor));
  if (amount === undefined) return ok(undefined);
  const read = parseDecimal(amount);
  if (!read.ok) return read;
  const money = moneyOf(read.value, currency, exponentOf(currency, on) ?? 2);
  return money.ok ? ok(money.value.minor) : money;
}

/** What every answer about duty tells, minor units as text. */
export const dutyAnswer = {
  shipmentId: Type.Optional(UuidSchema),
  currency: Type.Optional(Type.String()),
  dueMinor: Type.Optional(
    Type.String({ description: "Still to be paid; below 0 it is to be refunded." }),
  ),
  securedBy: Type.Optional(Type.String({ description: "Who owes it by the month." })),
  asked: Type.Optional(Type.Boolean({ description: "A second officer must state the same." })),
};

export type DutyRowAnswer = RowAnswer & Partial<DutyTold>;

/** A row's answer: what it comes to for its shipment is stated, and what is owed after that told. */
export function statedRow(
  context: CallContext,
  unit: Unit,
  row: number,
  shipment: Result<ShipmentState>,
  factsOf: (shipment: ShipmentState) => Result<readonly DutyFact[]>,
): DutyRowAnswer {
  if (!shipment.ok) return { row, refusal: shipment.refusal };
  const facts = factsOf(shipment.value);
  if (!facts.ok) return { row, refusal: facts.refusal };
  const { id } = shipment.value;
  for (const fact of facts.value) stateDuty(context, unit, id, fact);
  return { row, ...tellDuty(unit.need("shipment", id)) };
}
