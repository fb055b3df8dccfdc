/**
 * Does what deadlines ask for: holds that end, announcements that expire, identifiers set free, what
 * did not come of a dispatch told, shipments that wait screened, lists that wait compared once more.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { ANSWER_DUE, noteSilence } from "./ceb-asked.ts";
import { compareDocuments } from "./compare-documents.ts";
import {
  DISPATCH_MISSING,
  daysMs,
  EXPECTED_EXPIRES,
  HOLD_ENDS,
  IDENTIFIER_WINDOW,
  identifierWindow,
  MATCH_AGAIN,
  RESCREENING_DUE,
  rescreening,
  SCREENING_DUE,
} from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { deniedInForce } from "./denied-in-force.ts";
import { lockHolds } from "./lock-holds.ts";
import type { Deadline } from "./ports.ts";
import { screenLocked } from "./screen-locked.ts";
import { COUNTED_DAYS } from "./select-lodged.ts";
import { stateHoldEnd } from "./state-hold.ts";
import { tellMissing } from "./tell-missing.ts";
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
    const { tx, now } = context;
    const due = await tx.takeDue(now, limit ?? DUE_LIMIT);
    const of = (kind: string): readonly Deadline[] => due.filter((one) => one.kind === kind);
    // Before what comes after containers in the order of locks.
    await tellMissing(context, of(DISPATCH_MISSING));
    const expiring = of(EXPECTED_EXPIRES).map((deadline) => deadline.subjectId);
    const windows = of(IDENTIFIER_WINDOW);
    const pieces = await tx.itemsOfShipments(expiring);
    const items = [...pieces, ...windows.map(({ subjectId }) => ({ itemId: subjectId }))];
    const unit = new Unit(context);
    const holdIds = of(HOLD_ENDS).map((deadline) => deadline.subjectId);
    const screening = of(SCREENING_DUE).map((deadline) => deadline.subjectId);
    const waiting = of(MATCH_AGAIN).map((deadline) => deadline.subjectId);
    const again = await rescreened(context, of(RESCREENING_DUE));
    const besides = {
      shipments: [...expiring, ...screening, ...again, ...waiting],
      items: items.map(({ itemId }) => itemId),
    };
    const holds = await lockHolds(tx, unit, holdIds, besides);
    for (const hold of holds) {
      if (hold.liftedAt === null) stateHoldEnd(context, unit, hold, "hold-ended", undefined);
    }
    expire(context, unit, expiring, pieces);
    const gone = windows.filter((deadline) => isGone(unit, deadline));
    await tx.freeIdentifiers(
      gone.map(({ subjectId }) => subjectId),
      now,
    );
    await screenDue(context, unit, screening, again);
    await compareDocuments(
      context,
      unit,
      waiting.filter((id) => isWaiting(unit, id)),
    );
    await noteSilence(context, of(ANSWER_DUE));
    await tx.dropParcels(now - daysMs(COUNTED_DAYS));
    await unit.save();
    return ok({ done: due.length, refused: 0 });
  },
  counts: (output) => output as { done: number; refused: number },
  foundNothing: (output) => (output as { done: number }).done === 0,
});

/** Whether a list still waits for its documents, so that they are of use. */
function isWaiting(unit: Unit, id: Id): boolean {
  const { status, documents } = unit.get("shipment", id) ?? {};
  const isOpen = status === "declared" || status === "present" || status === "part-left";
  return isOpen && documents !== null;
}

/** Those that still wait, and those here that a new list may name: without a match they stay as they are. */
async function screenDue(
  context: CallContext,
  unit: Unit,
  ids: readonly Id[],
  again: readonly Id[],
): Promise<void> {
  const of = (wanted: readonly Id[], isWaiting: boolean): readonly Id[] =>
    [...new Set(wanted)].filter((id) => {
      const screening = unit.get("shipment", id)?.screening;
      return screening !== undefined && (screening === "pending") === isWaiting;
    });
  const waiting = of(ids, true);
  const here = of(again, false);
  const index = waiting.length + here.length === 0 ? undefined : await deniedInForce(context);
  if (index === undefined) return;
  await screenLocked(context, unit, index, waiting);
  await screenLocked(context, unit, index, here, "kept");
}

/** A page of what is here, from where the last page ended; the next page is due at once. */
async function rescreened(context: CallContext, due: readonly Deadline[]): Promise<readonly Id[]> {
  const [first] = due;
  if (first === undefined) return [];
  const ids = await context.tx.shipmentsToRescreen(String(first.facts["after"]));
  const last = ids.at(-1);
  if (last !== undefined) await context.tx.addDeadlines([rescreening(context, last)]);
  return ids;
}

/** Whether the item is still gone since that same exit: a return keeps its identifiers. */
function isGone(unit: Unit, { subjectId, facts }: Deadline): boolean {
  const item = unit.get("item", subjectId);
  const isAway = item !== undefined && item.status !== "present" && item.status !== "expected";
  return isAway && item.leftAt === facts["leftAt"];
}

/** Shipments nothing of which came: they and their pieces expire, until a piece comes after all. */
function expire(
  context: CallContext,
  unit: Unit,
  shipmentIds: readonly Id[],
  pieces: readonly { readonly itemId: Id }[],
): void {
  for (const id of shipmentIds) {
    if (unit.get("shipment", id)?.status !== "declared") continue;
    unit.state(expiryFact(context, "shipment", id));
  }
  for (const { itemId } of pieces) {
    const item = unit.get("item", itemId);
    if (item?.status !== "expected") continue;
    unit.state(expiryFact(context, "item", itemId));
    const { regime } = unit.need("shipment", item.shipmentId);
    unit.remind(identifierWindow(context, itemId, null, regime));
  }
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
