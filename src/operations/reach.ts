/**
 * What reaches a piece: its shipment, the containers around it, and every open hold on any of
 * them or on the shipment's declarations, parties and persons. Feeds the gate and the verdict.
 */
import { present } from "#base/result.ts";
import type { EffectiveHold, GateShipment, GateSubject } from "#domain/centre/may-leave.ts";
import type { Id } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState, Whereabouts } from "#domain/items/item.ts";
import { type ContainerState, NESTING_LIMIT } from "#domain/places/container.ts";
import type { Tx } from "./ports.ts";
import type { Unit } from "./unit.ts";

const NONE: readonly EffectiveHold[] = [];
const NOTHING_AROUND: readonly Id[] = [];

/** Everything the gate asks about a batch of pieces, loaded once and read through the unit. */
export type Reach = {
  /** The piece as the gate sees it, with the given states of item and shipment. */
  subject(item: ItemState, shipment: GateShipment): GateSubject;
  /** Containers around a place, nearest first; one more than is allowed where they are too many. */
  around(at: Whereabouts): readonly Id[];
  /** Where the outermost container around a place stands; the place itself where none is. */
  root(at: Whereabouts): Whereabouts;
  /** Whether a hold that stays with the item keeps what is there in its container. */
  keepsInside(at: Whereabouts): boolean;
  /** Open holds placed on these very targets. */
  openOn(targets: Iterable<Id>): readonly HoldState[];
  /** Takes in a hold that this call stated. */
  add(hold: HoldState): void;
};

/** What a reach is loaded for. */
export type Reached = {
  readonly items: Iterable<ItemState>;
  readonly shipments: ReadonlyMap<Id, GateShipment>;
  /** Containers whose own surroundings are asked too. */
  readonly containers?: readonly Id[];
  /** States of containers that lie in those. */
  readonly nested?: ReadonlyMap<Id, ContainerState>;
  /**
   * Looks for holds on a piece or shipment only where its own count says that it has some. Not for the
   * gate, which asks the holds themselves.
   */
  readonly byCounts?: boolean;
};

/** Loads what reaches these subjects; whoever lets something out has locked the rows before. */
export async function loadReach(tx: Tx, unit: Unit, reached: Reached): Promise<Reach> {
  const { containers = [], nested = new Map<Id, ContainerState>() } = reached;
  const items = [...reached.items];
  const known = new Map(nested);
  const targets = new Set<Id>([...containers, ...nested.keys(), ...targetsOf(items, reached)]);
  const asked = [...new Set(containers), ...inContainers(items, [...containers, ...nested.keys()])];
  for (const { container } of asked.length === 0 ? [] : await tx.chains(asked)) {
    known.set(container.id, container);
    targets.add(container.id);
  }
  const joined = items.filter((item) => item.absorbed !== undefined);
  const merged = await mergedTargets(tx, unit, joined);
  for (const ids of merged.values()) for (const id of ids) targets.add(id);
  const holds = byTarget(await tx.openHolds([...targets]));
  const placeOf = (id: Id): Whereabouts | undefined =>
    (unit.get("container", id) ?? known.get(id))?.at;
  return reachOf(holds, merged, placeOf);
}

/** The pieces, their shipments and what these hang on, as far as a hold may be on them. */
function targetsOf(items: readonly ItemState[], { shipments, byCounts = false }: Reached): Set<Id> {
  const targets = new Set<Id>();
  for (const item of items) {
    const shipment = present(shipments.get(item.shipmentId), "an item's shipment is loaded");
    if (!byCounts || item.holds > 0) targets.add(item.id);
    if (!byCounts || shipment.holds > 0) targets.add(shipment.id);
    for (const root of shipment.holdRoots) targets.add(root);
  }
  return targets;
}

/** One piece of each container that is not known yet: what is around it is around the others too. */
function inContainers(items: readonly ItemState[], known: readonly Id[]): readonly Id[] {
  const parents = new Set<string>(known);
  const asked: Id[] = [];
  for (const { id, at } of items) {
    if (!liesInContainer(at) || parents.has(at.ref)) continue;
    parents.add(at.ref);
    asked.push(id);
  }
  return asked;
}

const NONE_MERGED: ReadonlyMap<Id, readonly Id[]> = new Map();

/**
 * What holds a piece by what was merged into it: those items and shipments, the items' shipments, and
 * all that reaches these.
 */
export async function mergedTargets(
  tx: Tx,
  unit: Unit,
  joined: readonly ItemState[],
): Promise<ReadonlyMap<Id, readonly Id[]>> {
  if (joined.length === 0) return NONE_MERGED;
  const absorbed = joined.flatMap((item) => item.absorbed ?? []);
  const items = await tx.load("item", absorbed);
  const shipmentOf = (id: Id): Id => items.get(id)?.shipmentId ?? id;
  const wanted = [...new Set(absorbed.map(shipmentOf))];
  const loaded = await tx.shipmentsAtGate(wanted);
  return new Map(
    joined.map((item) => [
      item.id,
      (item.absorbed ?? []).flatMap((id) => {
        const shipmentId = shipmentOf(id);
        const shipment = unit.get("shipment", shipmentId) ?? loaded.get(shipmentId);
        return [id, shipmentId, ...(shipment?.holdRoots ?? [])];
      }),
    ]),
  );
}

function reachOf(
  holds: Map<Id, HoldState[]>,
  merged: ReadonlyMap<Id, readonly Id[]>,
  placeOf: (container: Id) => Whereabouts | undefined,
): Reach {
  const around = (at: Whereabouts): readonly Id[] => aroundPlace(at, placeOf);
  const openOn = (wanted: Iterable<Id>): readonly HoldState[] =>
    holds.size === 0 ? [] : [...wanted].flatMap((id) => holds.get(id) ?? []);
  return {
    around,
    root: (at) => {
      const outermost = around(at).at(-1);
      return (outermost === undefined ? at : placeOf(outermost)) ?? at;
    },
    openOn,
    keepsInside: (at) =>
      liesInContainer(at) && openOn(around(at)).some((hold) => hold.staysWithItem),
    add: (hold) => holds.set(hold.targetId, [...(holds.get(hold.targetId) ?? []), hold]),
    subject: (item, shipment) => {
      const chain = around(item.at);
      return {
        item,
        shipment,
        holds:
          holds.size === 0
            ? NONE
            : holdsOn(holds, item, shipment, [...chain, ...(merged.get(item.id) ?? [])]),
        nestedTooDeep: chain.length > NESTING_LIMIT,
      };
    },
  };
}

/** Whether a place is inside a container; a vehicle is one. */
export function liesInContainer(at: Whereabouts): boolean {
  return at.kind === "container" || at.kind === "vehicle";
}

function aroundPlace(
  at: Whereabouts,
  placeOf: (container: Id) => Whereabouts | undefined,
): readonly Id[] {
  if (!liesInContainer(at)) return NOTHING_AROUND;
  const found: Id[] = [];
  let here: Whereabouts | undefined = at;
  while (here !== undefined && liesInContainer(here) && found.length <= NESTING_LIMIT) {
    found.push(here.ref);
    here = placeOf(here.ref);
  }
  return found;
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
  further: readonly Id[],
): readonly EffectiveHold[] {
  const { holdRoots } = shipment;
  const isHeld =
    holds.has(item.id) ||
    holds.has(shipment.id) ||
    holdRoots.some((id) => holds.has(id)) ||
    further.some((id) => holds.has(id));
  if (!isHeld) return NONE;
  const targets = new Set([item.id, shipment.id, ...holdRoots, ...further]);
  return [...targets].flatMap((id) => holds.get(id) ?? []);
}
