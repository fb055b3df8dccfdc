/** Rows that name a shipment, by its id or by a code of it or of a piece of it: found and locked. */
import { Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { mayTouch, type Row } from "./batch.ts";
import type { CallContext } from "./define.ts";
import { CodeSchema, UuidSchema } from "./schemas.ts";
import { type DecisionNamed, type DecisionTarget, decisionTargets } from "./state-decision.ts";
import type { Unit } from "./unit.ts";

/** The members by which a row names it; the id where both are given. */
export const shipmentMembers = {
  shipmentId: Type.Optional(UuidSchema),
  code: Type.Optional(CodeSchema),
};

type ShipmentNamed = Pick<DecisionNamed, "shipmentId" | "code">;

/**
 * Locks the shipments that rows name. Of each row gives its shipment, or refuses `shipment/not-found`: a
 * container is none, and one of others' is not there.
 */
export async function lockNamed<R extends ShipmentNamed>(
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
