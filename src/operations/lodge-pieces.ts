/** The pieces of a declaration: expected when new, claimed when undetermined, else proposed. */
import type { Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { readCode } from "./find-subjects.ts";
import type { Lodging, Plan } from "./lodge-one.ts";
import { issuerOf, mayClaim, pieceOf } from "./piece-claim.ts";
import { isHere } from "./state-arrival.ts";
import { sameHold, stateHold } from "./state-hold.ts";
import { bearItem, INTERNAL_SCHEME, identifierOf, internalCodes } from "./state-item.ts";

/** Makes or claims every piece of a plan; gives the item ids in the order of the pieces. */
export async function claimPieces(
  lodging: Lodging,
  plan: Plan,
  shipment: ShipmentState,
): Promise<readonly Id[]> {
  const ids: Id[] = [];
  for (const piece of plan.input.pieces) {
    const item = pieceOf(lodging, plan.input, piece.code);
    const container = (lodging.subjects.get(readCode(piece.code).normalised) ?? []).find(
      ({ kind }) => kind === "container",
    );
    if (item !== undefined) ids.push(await claimPiece(lodging, plan, shipment, item, piece.code));
    else if (container === undefined) ids.push(expectPiece(lodging, plan, shipment, piece.code));
    else ids.push(await proposeMatch(lodging, plan, shipment, container.id, piece.code));
  }
  return ids;
}

/** A piece nobody knew: expected from now on. */
function expectPiece(lodging: Lodging, plan: Plan, shipment: ShipmentState, typed: string): Id {
  const { context } = lodging;
  const { scheme, normalised } = readCode(typed);
  const itemId = bear(lodging, plan, shipment, normalised);
  const issuer = issuerOf(lodging, plan.input, scheme);
  lodging.identifiers.push(
    identifierOf(itemId, "item", scheme, normalised, typed, context.now, issuer),
  );
  countNew(lodging, plan, shipment, itemId);
  return itemId;
}

function bear(lodging: Lodging, plan: Plan, shipment: ShipmentState, salt: string): Id {
  const { context, unit } = lodging;
  const itemId = context.ports.ids.next();
  bearItem(
    unit,
    itemId,
    { ...plan.act, key: context.ports.ids.derived(plan.act.key, salt) },
    {
      shipmentId: shipment.id,
      readers: shipment.readers,
    },
  );
  lodging.itemLinks.push({
    itemId,
    shipmentId: shipment.id,
    from: context.now,
    reason: "declared",
  });
  return itemId;
}

/** A shipment made by this very declaration counts its pieces already; an older one gets them added. */
function countNew(
  lodging: Lodging,
  plan: Plan,
  shipment: ShipmentState,
  itemId: Id,
  was = { arrived: false, held: false },
): void {
  const madeHere = shipment.holdRoots[0] === plan.declarationId;
  if (madeHere && !was.arrived && !was.held) return;
  lodging.unit.state({
    ...plan.act,
    key: lodging.context.ports.ids.derived(plan.act.key, "piece", itemId),
    subject: "shipment",
    subjectId: shipment.id,
    type: madeHere ? "piece-claimed" : "piece-added",
    schema: 1,
    sensitivity: 1,
    data: { itemId, ...was },
  });
}

async function claimPiece(
  lodging: Lodging,
  plan: Plan,
  shipment: ShipmentState,
  item: ItemState,
  typed: string,
): Promise<Id> {
  if (item.shipmentId === shipment.id) return shareReaders(lodging, plan, shipment, item);
  const old = lodging.unit.need("shipment", item.shipmentId);
  if (mayClaim(lodging, plan.declarantId, item, old, plan.input.carrier))
    return takeOver(lodging, plan, shipment, item, old);
  return proposeMatch(lodging, plan, shipment, item.id, typed);
}

/** Declared once more in the same shipment: its new parties may read the piece too. */
function shareReaders(lodging: Lodging, plan: Plan, shipment: ShipmentState, item: ItemState): Id {
  if (item.readers.join() === shipment.readers.join()) return item.id;
  lodging.unit.state({
    ...plan.act,
    key: lodging.context.ports.ids.derived(plan.act.key, "readers", item.id),
    subject: "item",
    subjectId: item.id,
    type: "item-readers-changed",
    schema: 1,
    sensitivity: 1,
    data: { readers: shipment.readers },
  });
  return item.id;
}

/** A piece that stood undetermined gets the declared shipment; identity, place and scans go on. */
function takeOver(
  lodging: Lodging,
  plan: Plan,
  shipment: ShipmentState,
  item: ItemState,
  old: ShipmentState,
): Id {
  const { unit, context } = lodging;
  const { ids } = context.ports;
  const was = { arrived: isHere(item.status), held: item.holds > 0 };
  unit.state({
    ...plan.act,
    key: ids.derived(plan.act.key, "removed", item.id),
    subject: "shipment",
    subjectId: old.id,
    type: "piece-removed",
    schema: 1,
    sensitivity: 1,
    data: { itemId: item.id, ...was, to: shipment.id },
  });
  unit.state({
    ...plan.act,
    key: ids.derived(plan.act.key, "claimed", item.id),
    subject: "item",
    subjectId: item.id,
    type: "item-shipment-changed",
    schema: 1,
    sensitivity: 1,
    data: { shipmentId: shipment.id, from: old.id, readers: shipment.readers },
  });
  countNew(lodging, plan, shipment, item.id, was);
  carryHolds(lodging, item, old, shipment);
  lodging.itemUnlinks.push({ itemId: item.id, shipmentId: old.id, to: context.now });
  lodging.itemLinks.push({
    itemId: item.id,
    shipmentId: shipment.id,
    from: context.now,
    reason: "claimed",
  });
  return item.id;
}

/** A hold is not shaken off by declaring anew: what reached the old shipment holds its piece. */
export function carryHolds(
  { context, unit, shipmentHolds }: Pick<Lodging, "context" | "unit" | "shipmentHolds">,
  item: ItemState,
  old: ShipmentState,
  shipment: ShipmentState,
): void {
  const lost = new Set([old.id, ...old.holdRoots]);
  for (const root of shipment.holdRoots) lost.delete(root);
  for (const hold of shipmentHolds) {
    if (!lost.has(hold.targetId)) continue;
    stateHold(context, unit, { ...sameHold(hold), targetKind: "item", targetId: item.id });
  }
}

/**
 * The same code under another stream or party: both stay, a person decides whether they are one.
 * Only the centre and its authorities are told; another party learns nothing of what is there.
 */
async function proposeMatch(
  lodging: Lodging,
  plan: Plan,
  shipment: ShipmentState,
  otherId: Id,
  typed: string,
): Promise<Id> {
  const { context } = lodging;
  const { normalised } = readCode(typed);
  const itemId = bear(lodging, plan, shipment, `match-${normalised}`);
  const [internal] = await internalCodes(context, 1);
  if (internal !== undefined) {
    lodging.identifiers.push(
      identifierOf(itemId, "item", INTERNAL_SCHEME, internal, internal, context.now),
    );
  }
  lodging.matches.push({
    itemId: otherId,
    otherItemId: itemId,
    normalised,
    reason: "same-code-declared-elsewhere",
    at: context.now,
  });
  countNew(lodging, plan, shipment, itemId);
  if (lodging.centre.includes(lodging.party)) {
    plan.findings.push({
      code: "match/proposed",
      severity: "warning",
      at: { field: "pieces" },
      found: normalised,
    });
  }
  return itemId;
}
