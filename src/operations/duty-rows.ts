/** What the verbs about duty share: how a row names its shipment and an amount, and who may act. */
import { type Static, Type } from "typebox";
import { parseDecimal } from "#base/decimal.ts";
import { moneyOf } from "#base/money.ts";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { exponentOf } from "#standards/codes/currencies.ts";
import { mayTouch, type Row } from "./batch.ts";
import type { CallContext } from "./define.ts";
import { CodeSchema, UuidSchema } from "./schemas.ts";
import { type DecisionNamed, type DecisionTarget, decisionTargets } from "./state-decision.ts";
import { centreReaders } from "./state-item.ts";
import type { Unit } from "./unit.ts";

/** A shipment by its id, or by a code of it or of a piece of it. */
export const shipmentMembers = {
  shipmentId: Type.Optional(UuidSchema),
  code: Type.Optional(CodeSchema),
};

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

export const ReasonSchema = Type.String({ minLength: 1, maxLength: 500 });

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

/** Whether the caller acts for the centre: its operator, an authority, or its clockwork. */
export function isOfCentre(context: CallContext): boolean {
  const { actor } = context;
  return actor.roles.includes("system") || centreReaders(context).includes(actor.partyId);
}

/** Locks the shipments that rows name; a container is none, and one of others' is not there. */
export async function lockNamed<R extends Pick<DecisionNamed, "shipmentId" | "code">>(
  context: CallContext,
  unit: Unit,
  rows: readonly Row<R>[],
): Promise<(row: Row<R>) => Result<ShipmentState>> {
  const targets = await decisionTargets(
    context.tx,
    rows.map(({ value }) => value),
  );
  const idOf = (target: DecisionTarget | undefined): Id | undefined =>
    target?.kind === "shipment" ? target.id : undefined;
  await unit.lock(
    "shipment",
    [...targets.values()].flatMap((target) => idOf(target) ?? []),
  );
  return ({ value }) => {
    const id = idOf(targets.get(value));
    const state = id === undefined ? undefined : unit.get("shipment", id);
    return state === undefined || !mayTouch(context.actor, state)
      ? refuse("shipment/not-found", { found: value.code ?? value.shipmentId })
      : ok(state);
  };
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
