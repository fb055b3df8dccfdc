/** A hold placed or ended as facts: on the hold, on what it holds, and on the shipment that counts. */
import type { Fact, Id, SubjectKind } from "#domain/events/event.ts";
import type { HoldPlaced, HoldState } from "#domain/holds/hold.ts";
import { HOLD_ENDS } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import type { Unit } from "./unit.ts";

/** A hold as it is placed once more, on something that what it holds has become. */
export function sameHold(hold: HoldState): Omit<HoldPlaced, "targetKind" | "targetId"> {
  const { authority, level, kind, publicReason, staysWithItem, fourEyes, endsAt } = hold;
  return { authority, level, kind, publicReason, staysWithItem, fourEyes, endsAt };
}

/** States a new hold; its target (and an item's shipment) must be locked. Gives the hold's id. */
export function stateHold(context: CallContext, unit: Unit, placed: HoldPlaced): Id {
  const holdId = context.ports.ids.next();
  unit.state(factOn(context, "hold", holdId, "hold-placed", { ...placed }));
  onTarget(context, unit, placed, holdId, "hold-placed", "piece-held");
  if (placed.endsAt !== null) {
    const { ids, site } = context.ports;
    const due = { id: ids.next(), site: site.site, dueAt: placed.endsAt, kind: HOLD_ENDS };
    unit.remind({ ...due, subjectId: holdId, facts: {} });
  }
  return holdId;
}

/** States the end of a hold, lifted by an officer or ended by its clock. */
export function stateHoldEnd(
  context: CallContext,
  unit: Unit,
  hold: HoldState,
  type: "hold-lifted" | "hold-ended",
  reason: string | undefined,
): void {
  unit.state(factOn(context, "hold", hold.id, type, reason === undefined ? null : { reason }));
  onTarget(context, unit, hold, hold.id, "hold-lifted", "piece-freed");
}

/** States that one officer asks for the lift of a hold of four eyes. */
export function stateLiftAsked(
  context: CallContext,
  unit: Unit,
  holdId: Id,
  reason: string | undefined,
): void {
  const data = reason === undefined ? null : { reason };
  unit.state(factOn(context, "hold", holdId, "hold-lift-asked", data));
}

function onTarget(
  context: CallContext,
  unit: Unit,
  hold: Pick<HoldState, "targetKind" | "targetId" | "kind">,
  holdId: Id,
  type: string,
  piece: string,
): void {
  if (hold.targetKind === "person") return;
  unit.state(factOn(context, hold.targetKind, hold.targetId, type, { holdId, kind: hold.kind }));
  if (hold.targetKind !== "item") return;
  const { shipmentId, holds } = unit.need("item", hold.targetId);
  if (holds !== (type === "hold-placed" ? 1 : 0)) return;
  unit.state(factOn(context, "shipment", shipmentId, piece, { itemId: hold.targetId, holdId }));
}

function factOn(
  context: CallContext,
  subject: SubjectKind,
  subjectId: Id,
  type: string,
  data: Fact["data"],
): Fact {
  return {
    key: context.ports.ids.next(),
    subject,
    subjectId,
    type,
    schema: 1,
    occurredAt: context.now,
    sensitivity: 1,
    data,
  };
}
