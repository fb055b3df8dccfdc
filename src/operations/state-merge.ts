/**
 * Makes two records one piece: which goes on, under which shipment, and the facts of it. Holds are
 * not copied: what holds the merged record reaches the piece, and is lifted by who placed it.
 */
import { ok, type Result, refuse } from "#base/result.ts";
import type { BlockerCode } from "#domain/centre/may-leave.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import { isUnpaid } from "#domain/shipments/duty.ts";
import { isRelease, type ShipmentState } from "#domain/shipments/shipment.ts";
import { identifierWindow } from "./deadlines.ts";
import type { CallContext } from "./define.ts";
import { sameChains } from "./lock-containers.ts";
import { loadReach } from "./reach.ts";
import { INTERNAL_SCHEME } from "./state-item.ts";
import type { Unit } from "./unit.ts";

/** Two pieces, locked with their shipments; `locked` are the containers around them. */
export type Merging = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly one: ItemState;
  readonly other: ItemState;
  readonly locked: ReadonlySet<Id>;
  readonly reason: string;
};

/** What became of a pair. */
export type Merged = { readonly itemId: Id; readonly mergedId: Id; readonly shipmentId: Id };

/** A place outside of any container. */
type Lay = { readonly kind: string; readonly ref: string } | null;

/** Data of `item-absorbed`: what its undoing reads again. */
export type Absorbed = {
  readonly itemId: Id;
  /** Ids of items and shipments whose holds reach it from now on. */
  readonly absorbed: readonly Id[];
  /** Where the other lay; null where it was only expected. */
  readonly lay: Lay;
  /** Codes that answer for it from now on. */
  readonly identifiers: readonly string[];
  /** The shipment that it left and the one it came to, where it changed it. */
  readonly left?: Id;
  readonly to?: Id;
  readonly reason: string;
};

const MERGEABLE = new Set(["expected", "present"]);

/** Which record goes on, which is one with it, and the shipment it had and is going to have. */
type Plan = {
  readonly kept: ItemState;
  readonly merged: ItemState;
  readonly from: ShipmentState;
  readonly to: ShipmentState;
};

/**
 * Merges two pieces: the one that is here goes on, else the first. Refuses `merge/not-mergeable`,
 * `merge/other-shipment`, `merge/ordered`, `merge/owing`, `merge/container-held`.
 */
export async function mergePieces(
  merging: Merging,
  chosen: Id | undefined,
): Promise<Result<Merged>> {
  const { context, unit } = merging;
  const plan = planOf(merging, chosen);
  if (!plan.ok) return plan;
  const { kept, merged, from, to } = plan.value;
  const place = await placeOf(merging, kept, merged);
  if (!place.ok) return place;
  const moves = to.id !== from.id;
  const data: Absorbed = {
    itemId: merged.id,
    absorbed: [merged.id, ...(merged.absorbed ?? []), ...(moves ? [from.id] : [])],
    lay: place.value,
    identifiers: await moveCodes(merging, kept, merged),
    ...(moves && { left: from.id, to: to.id }),
    reason: merging.reason,
  };
  const { regime } = unit.need("shipment", merged.shipmentId);
  stateMerged(merging, merged, kept.id);
  if (moves) stateMoved(merging, kept, from, unit.need("shipment", to.id), "merged");
  unit.state({ ...factOf(merging, "item", kept.id), type: "item-absorbed", data: { ...data } });
  unit.remind(identifierWindow(context, merged.id, merged.leftAt, regime));
  await unit.save();
  if (moves) await link(merging, kept.id, from.id, to.id, "merged");
  await decideMatch(merging);
  return ok({ itemId: kept.id, mergedId: merged.id, shipmentId: to.id });
}

/** Of an undeclared and a declared shipment the declared one, unless one is chosen. */
function planOf({ unit, one, other }: Merging, chosen: Id | undefined): Result<Plan> {
  const strange = [one, other].find(({ status }) => !MERGEABLE.has(status));
  if (strange !== undefined) return refuse("merge/not-mergeable", { found: strange.status });
  const swapped = one.status === "expected" && other.status === "present";
  const [kept, merged] = swapped ? [other, one] : [one, other];
  const from = unit.need("shipment", kept.shipmentId);
  const its = unit.need("shipment", merged.shipmentId);
  const usual = from.declaredAt === null && its.declaredAt !== null ? its : from;
  const to = [from, its].find(({ id }) => id === (chosen ?? usual.id));
  if (to === undefined) return refuse("merge/other-shipment", { found: chosen });
  const left = to.id === from.id ? its : from;
  const order = orderLost(to, left);
  if (order !== undefined) return refuse("merge/ordered", { found: order });
  const owing = blockerLost(to, left, left.id === from.id);
  return owing === undefined
    ? ok({ kept, merged, from, to })
    : refuse("merge/owing", { found: owing });
}

/**
 * What of the shipment that is left behind the piece would shake off: a screening that is not done, of
 * either record, and the duty of the shipment that the piece here is released by until now.
 */
function blockerLost(
  to: ShipmentState,
  left: ShipmentState,
  isOfPiece: boolean,
): BlockerCode | undefined {
  if (to.id === left.id) return undefined;
  if (left.screening === "pending") return "screening-pending";
  return isOfPiece && isUnpaid(left.duty) ? "duty-unpaid" : undefined;
}

/** Whose order on the shipment that is left behind would be lost. */
function orderLost(to: ShipmentState, left: ShipmentState): string | undefined {
  if (to.id === left.id) return undefined;
  return left.decisions.find(({ purpose }) => !isRelease(purpose))?.authority;
}

/**
 * Where the merged record lay, for its undoing: outside of any container. Refuses
 * `merge/container-held` where a hold on a container around it would not reach the piece.
 */
async function placeOf(
  { context, unit, locked }: Merging,
  kept: ItemState,
  merged: ItemState,
): Promise<Result<Lay>> {
  const shipments = new Map(
    [kept, merged].map(({ shipmentId }) => [shipmentId, unit.need("shipment", shipmentId)]),
  );
  const reach = await loadReach(context.tx, unit, { items: [kept, merged], shipments });
  sameChains(reach, locked, [kept.at, merged.at]);
  const still = new Set(reach.around(kept.at));
  const lost = reach.openOn(reach.around(merged.at).filter((id) => !still.has(id)));
  const [hold] = lost;
  if (hold !== undefined) return refuse("merge/container-held", { found: hold.authority });
  const { kind, ref } = reach.root(merged.at);
  return ok(merged.status === "present" ? { kind, ref } : null);
}

/** The merged record's codes; former ones where the piece has a label of its own. */
async function moveCodes(
  { context: { tx, now } }: Merging,
  kept: ItemState,
  merged: ItemState,
): Promise<readonly string[]> {
  const own = (await tx.identifiersOf([kept.id])).filter(({ freedAt }) => freedAt === null);
  const labelled = own.some(({ scheme }) => scheme !== INTERNAL_SCHEME);
  return tx.moveIdentifiers(merged.id, kept.id, now, labelled);
}

/** What every fact of a merge shares. */
export function factOf(
  { context: { ports, now } }: Pick<Merging, "context">,
  subject: Fact["subject"],
  subjectId: Id,
): Omit<Fact, "type" | "data"> {
  const key = ports.ids.next();
  return { key, subject, subjectId, schema: 1, occurredAt: now, sensitivity: 1 };
}

/** The merged record is no piece of its shipment any more; its holds stay counted there. */
function stateMerged(merging: Merging, merged: ItemState, into: Id): void {
  const { unit, reason } = merging;
  const was = { arrived: merged.arrivedAt !== null, held: false };
  unit.state({
    ...factOf(merging, "shipment", merged.shipmentId),
    type: "piece-removed",
    data: { itemId: merged.id, ...was, merged: true },
  });
  unit.state({
    ...factOf(merging, "item", merged.id),
    type: "item-merged",
    data: { into, reason },
  });
}

/** A piece goes over to another shipment; who read it while nobody declared it reads that too. */
export function stateMoved(
  merging: Merging,
  item: ItemState,
  from: ShipmentState,
  to: ShipmentState,
  reason: "merged" | "unmerged",
): void {
  const { unit } = merging;
  const was = { itemId: item.id, arrived: item.arrivedAt !== null, held: item.holds > 0 };
  const on = (id: Id, type: string, data: Fact["data"]): void => {
    unit.state({ ...factOf(merging, "shipment", id), type, data });
  };
  on(from.id, "piece-removed", { ...was, to: to.id, ...(reason === "merged" && { merged: true }) });
  on(to.id, "piece-added", {
    ...was,
    from: from.id,
    ...(reason === "unmerged" && { parted: true }),
  });
  const strange = item.readers.filter((reader) => !to.readers.includes(reader));
  if (from.declaredAt === null && strange.length > 0)
    on(to.id, "readers-added", { readers: strange });
  const { readers } = unit.need("shipment", to.id);
  unit.state({
    ...factOf(merging, "item", item.id),
    type: "item-shipment-changed",
    data: { shipmentId: to.id, from: from.id, readers, reason },
  });
}

/** The dated rows of a piece that went over. */
export async function link(
  { context: { tx, now } }: Merging,
  itemId: Id,
  from: Id,
  to: Id,
  reason: "merged" | "unmerged",
): Promise<void> {
  await tx.unlinkItems([{ itemId, shipmentId: from, to: now }]);
  await tx.linkItems([{ itemId, shipmentId: to, from: now, reason }]);
}

async function decideMatch({ context, one, other }: Merging): Promise<void> {
  const { tx, actor, now } = context;
  await tx.decideMatch({ itemId: one.id, otherItemId: other.id }, "merged", actor.userId, now);
}
