/** Does what deadlines ask for: holds that end, announcements that expire, identifiers set free. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { EXPECTED_EXPIRES, HOLD_ENDS, IDENTIFIER_WINDOW, identifierWindow } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { lockHold } from "./lift-hold.ts";
import type { Deadline } from "./ports.ts";
import { stateHoldEnd } from "./state-hold.ts";
import { Unit } from "./unit.ts";

/** Deadlines one call takes at most; the next call goes on. */
export const DUE_LIMIT = 1_000;

export const doWhatIsDue = command({
  name: "do-what-is-due",
  sentence: "Ends holds, expires announcements and frees identifiers whose time has come.",
  roles: ["system", "administrator"],
  input: Type.Object(
    { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: DUE_LIMIT })) },
    { additionalProperties: false },
  ),
  output: Type.Object({ done: Type.Integer(), refused: Type.Integer() }),
  handler: async (context, { limit }) => {
    const due = await context.tx.takeDue(context.now, limit ?? DUE_LIMIT);
    const expired = due.filter((deadline) => deadline.kind === EXPECTED_EXPIRES);
    await expire(
      context,
      expired.map((deadline) => deadline.subjectId),
    );
    for (const deadline of due) await doOne(context, deadline);
    return ok({ done: due.length, refused: 0 });
  },
  counts: (output) => output as { done: number; refused: number },
});

async function doOne(context: CallContext, deadline: Deadline): Promise<void> {
  if (deadline.kind === HOLD_ENDS) await endHold(context, deadline.subjectId);
  if (deadline.kind === IDENTIFIER_WINDOW) await freeIdentifiers(context, deadline);
}

async function endHold(context: CallContext, holdId: Id): Promise<void> {
  const unit = new Unit(context);
  const hold = await lockHold(context, unit, holdId);
  if (hold === undefined || hold.liftedAt !== null) return;
  stateHoldEnd(context, unit, hold, "hold-ended", undefined);
  await unit.save();
}

/** Only where the item is still gone since that same exit: a return keeps its identifiers. */
async function freeIdentifiers(context: CallContext, deadline: Deadline): Promise<void> {
  const unit = new Unit(context);
  await unit.lock("item", [deadline.subjectId]);
  const item = unit.get("item", deadline.subjectId);
  const gone = item !== undefined && item.status !== "present" && item.status !== "expected";
  if (!gone || item.leftAt !== deadline.facts["leftAt"]) return;
  await context.tx.freeIdentifiers(deadline.subjectId, context.now);
}

/** Shipments nothing of which came: they and their pieces expire, until a piece comes after all. */
async function expire(context: CallContext, shipmentIds: readonly Id[]): Promise<void> {
  if (shipmentIds.length === 0) return;
  const unit = new Unit(context);
  await unit.lock("shipment", shipmentIds);
  const pieces = await context.tx.itemsOfShipments(shipmentIds);
  await unit.lock(
    "item",
    pieces.map((piece) => piece.itemId),
  );
  for (const id of shipmentIds) {
    if (unit.get("shipment", id)?.status !== "declared") continue;
    unit.state(expiryFact(context, "shipment", id));
  }
  for (const { itemId } of pieces) {
    if (unit.get("item", itemId)?.status !== "expected") continue;
    unit.state(expiryFact(context, "item", itemId));
    const shipment = unit.need("shipment", unit.need("item", itemId).shipmentId);
    unit.remind(identifierWindow(context, itemId, null, shipment.regime));
  }
  await unit.save();
}

function expiryFact(
  context: CallContext,
  subject: "shipment" | "item",
  id: Id,
): Parameters<Unit["state"]>[0] {
  return {
    key: context.ports.ids.next(),
    subject,
    subjectId: id,
    type: `${subject}-expired`,
    schema: 1,
    occurredAt: context.now,
    sensitivity: 1,
    data: null,
  };
}
