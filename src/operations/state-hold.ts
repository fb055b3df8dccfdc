/** A hold placed or ended as facts: on the hold, on what it holds, and on the shipment that counts. */
import type { Fact, Id, SubjectKind } from "#domain/events/event.ts";
import type { HoldPlaced, HoldState } from "#domain/holds/hold.ts";
import { deadline, HOLD_ENDS } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import type { Unit } from "./unit.ts";

/** A hold as it is placed once more, on something that what it holds has become. */
export function sameHold(hold: HoldState): Omit<HoldPlaced, "targetKind" | "targetId"> {
  const { authority, level, kind, publicReason, staysWithItem, fourEyes, endsAt } = hold;
  return { authority, level, kind, publicReason, staysWithItem, fourEyes, endsAt };
}

/**
 * States a new hold; its target (and an item's shipment) must be locked. Gives the hold's id. `by` where
 * it was not the caller who placed it.
 */
export function stateHold(context: CallContext, unit: Unit, placed: HoldPlaced, by?: Id): Id {
  const holdId = context.ports.ids.next();
  const state = (...given: Stated): boolean =>
    unit.state({ ...factOn(context, ...given), actor: by });
  state("hold", holdId, "hold-placed", { ...placed });
  onTarget(unit, placed, holdId, ["hold-placed", "piece-held"], state);
  if (placed.endsAt !== null) {
    unit.remind(deadline(context.ports, HOLD_ENDS, holdId, placed.endsAt));
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
  onTarget(unit, hold, hold.id, ["hold-lifted", "piece-freed"], (...given) =>
    unit.state(factOn(context, ...given)),
  );
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

type Stated = readonly [subject: SubjectKind, subjectId: Id, type: string, data: Fact["data"]];

function onTarget(
  unit: Unit,
  hold: Pick<HoldState, "targetKind" | "targetId" | "kind">,
  holdId: Id,
  [type, piece]: readonly [type: string, piece: string],
  state: (...given: Stated) => boolean,
): void {
  if (hold.targetKind === "person") return;
  state(hold.targetKind, hold.targetId, type, { holdId, kind: hold.kind });
  if (hold.targetKind !== "item") return;
  const { shipmentId, holds } = unit.need("item", hold.targetId);
  if (holds !== (type === "hold-placed" ? 1 : 0)) return;
  state("shipment", shipmentId, piece, { itemId: hold.targetId, holdId });
}

function factOn(context: CallContext, ...[subject, subjectId, type, data]: Stated): Fact {
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
