/**
 * What reaches a piece: its shipment, the containers around it, and every open hold on any of
 * them or on the shipment's declarations, parties and persons. Feeds the gate and the verdict.
 */
import { present } from "#base/result.ts";
import type { EffectiveHold, GateShipment, GateSubject } from "#domain/centre/may-leave.ts";
import type { Id } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { Tx } from "./ports.ts";

const NONE: readonly EffectiveHold[] = [];

/** Everything the gate asks about a batch of pieces, loaded once. */
export type Reach = {
  /** The piece as the gate sees it, with the given states of item and shipment. */
  subject(item: ItemState, shipment: GateShipment): GateSubject;
  /** Containers around a subject, nearest first. */
  around(subjectId: Id): readonly Id[];
  /** Whether a hold that stays with the item keeps it in its container on the record. */
  keepsInside(item: ItemState): boolean;
  /** Open holds placed on these very targets. */
  openOn(targets: Iterable<Id>): readonly HoldState[];
};

/** Loads what reaches these pieces; whoever lets something out has locked the rows before. */
export async function loadReach(
  tx: Tx,
  items: Iterable<ItemState>,
  shipments: ReadonlyMap<Id, GateShipment>,
): Promise<Reach> {
  const contained: Id[] = [];
  const targets = new Set<Id>();
  for (const item of items) {
    targets.add(item.id).add(item.shipmentId);
    const shipment = present(shipments.get(item.shipmentId), "an item's shipment is loaded");
    for (const root of shipment.holdRoots) targets.add(root);
    if (item.at.kind === "container" || item.at.kind === "vehicle") contained.push(item.id);
  }
  const chains = new Map<Id, Id[]>();
  for (const link of contained.length === 0 ? [] : await tx.chains(contained)) {
    const chain = chains.get(link.subjectId) ?? [];
    chain.push(link.container.id);
    chains.set(link.subjectId, chain);
    targets.add(link.container.id);
  }
  const holds = byTarget(await tx.openHolds([...targets]));
  const around = (id: Id): readonly Id[] => chains.get(id) ?? [];
  const openOn = (wanted: Iterable<Id>): readonly HoldState[] =>
    [...wanted].flatMap((id) => holds.get(id) ?? []);
  return {
    around,
    openOn,
    keepsInside: ({ id, at }) =>
      at.kind === "container" && openOn(around(id)).some((hold) => hold.staysWithItem),
    subject: (item, shipment) => ({
      item,
      shipment,
      holds: holds.size === 0 ? NONE : holdsOn(holds, item, shipment, around(item.id)),
    }),
  };
}

function byTarget(open: readonly HoldState[]): Map<Id, HoldState[]> {
  const holds = new Map<Id, HoldState[]>();
  for (const hold of open) {
    const there = holds.get(hold.targetId);
    if (there === undefined) holds.set(hold.targetId, [hold]);
    else there.push(hold);
  }
  return holds;
}

function holdsOn(
  holds: ReadonlyMap<Id, readonly HoldState[]>,
  item: ItemState,
  shipment: GateShipment,
  around: readonly Id[],
): readonly EffectiveHold[] {
  const found: HoldState[] = [];
  const add = (id: Id): void => {
    const there = holds.get(id);
    if (there !== undefined) found.push(...there);
  };
  add(item.id);
  add(shipment.id);
  for (const root of shipment.holdRoots) add(root);
  for (const container of around) add(container);
  return found;
}
