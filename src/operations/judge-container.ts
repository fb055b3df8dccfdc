/**
 * The gate for containers: the container itself, every container in it and every piece inside
 * must pass. All containers of a batch are loaded together and judged on the states of its unit.
 */
import { present } from "#base/result.ts";
import {
  type Blocker,
  containerMayLeave,
  type Exit,
  exitOf,
  type GateShipment,
  mayLeave,
} from "#domain/centre/may-leave.ts";
import type { Judged } from "#domain/centre/verdict.ts";
import type { Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import { allListed, type ContainerState, NESTING_LIMIT } from "#domain/places/container.ts";
import type { Inside, Tx } from "./ports.ts";
import { loadReach, type Reach } from "./reach.ts";
import type { Unit } from "./unit.ts";
import type { Load } from "./zone-moves.ts";

/** A blocker of a container, with the subject inside it stands on when not the container's own. */
export type ContainerBlocker = Blocker & { readonly subjectId?: Id };

/** Containers with all that is in them, and what reaches any of it. */
export type Nests = {
  readonly reach: Reach;
  /** What is in a container now, as this call has changed it, outermost first. */
  inside(container: Id): readonly Inside[];
  /** The containers among that, at any depth. */
  containersIn(container: Id): readonly ContainerState[];
  /**
   * Everything that stops a container: holds on it, around it and in it, and every blocker of
   * every piece inside. Without `exit`, each piece is judged for its own direction.
   */
  blockers(container: ContainerState, exit?: Exit): readonly ContainerBlocker[];
  /** What a container carries, by what the zones' rules ask of it. */
  loads(container: ContainerState): readonly Load[];
};

/** What nests are loaded for; `items` and `shipments` are those the call knows already. */
export type Nested = {
  readonly containers: readonly Id[];
  /** Further containers whose surroundings are asked, not their content. */
  readonly also?: readonly Id[];
  readonly items?: Iterable<ItemState>;
  readonly shipments?: ReadonlyMap<Id, GateShipment>;
  /** As `Reached` says. */
  readonly byCounts?: boolean;
};

/** Loads containers and their content, a bounded number of statements for all of them. */
export async function loadNests(tx: Tx, unit: Unit, nested: Nested): Promise<Nests> {
  const { containers, also = [], items = [], shipments: known = new Map(), byCounts } = nested;
  const content = await tx.contents(containers);
  const missing = (kind: "item" | "container"): Id[] => [
    ...new Set(
      content.flatMap((one) =>
        one.kind === kind && unit.get(kind, one.subjectId) === undefined ? [one.subjectId] : [],
      ),
    ),
  ];
  const bags = new Map(await tx.load("container", missing("container")));
  const pieces = await tx.load("item", missing("item"));
  const states: Found = {
    item: (id) => present(unit.get("item", id) ?? pieces.get(id), "a piece inside is loaded"),
    container: (id) =>
      present(unit.get("container", id) ?? bags.get(id), "a container inside is loaded"),
    shipment: (id) => present(unit.get("shipment", id) ?? shipments.get(id), "it is loaded"),
  };
  for (const { kind, subjectId } of content) {
    if (kind === "container") bags.set(subjectId, states.container(subjectId));
  }
  const within = content.filter(({ kind }) => kind === "item");
  const all = [...items, ...within.map(({ subjectId }) => states.item(subjectId))];
  const shipments = await shipmentsOf(tx, unit, all, known);
  const reach = await loadReach(tx, unit, {
    items: all,
    shipments,
    containers: [...containers, ...also],
    nested: bags,
    ...(byCounts !== undefined && { byCounts }),
  });
  return nestsOf(
    reach,
    Map.groupBy(content, (one) => one.rootId),
    states,
  );
}

async function shipmentsOf(
  tx: Tx,
  unit: Unit,
  items: Iterable<ItemState>,
  known: ReadonlyMap<Id, GateShipment>,
): Promise<ReadonlyMap<Id, GateShipment>> {
  const wanted = new Set<Id>();
  for (const { shipmentId } of items) if (!known.has(shipmentId)) wanted.add(shipmentId);
  if (wanted.size === 0) return known;
  const shipments = new Map(known);
  const missing = new Set<Id>();
  for (const id of wanted) {
    const locked = unit.get("shipment", id);
    if (locked === undefined) missing.add(id);
    else shipments.set(id, locked);
  }
  for (const [id, shipment] of await tx.shipmentsAtGate([...missing])) shipments.set(id, shipment);
  return shipments;
}

type Found = {
  item(id: Id): ItemState;
  container(id: Id): ContainerState;
  shipment(id: Id): GateShipment;
};

function nestsOf(reach: Reach, content: ReadonlyMap<Id, readonly Inside[]>, states: Found): Nests {
  const placeOf = ({ kind, subjectId }: Inside): ItemState["at"] => states[kind](subjectId).at;
  const inside = (root: Id): readonly Inside[] =>
    (content.get(root) ?? []).filter((one) => reach.around(placeOf(one)).includes(root));
  return {
    reach,
    inside,
    containersIn: (root) =>
      inside(root).flatMap(({ kind, subjectId }) =>
        kind === "container" ? [states.container(subjectId)] : [],
      ),
    blockers: (container, exit) => blockersOf(reach, states, container, inside(container.id), exit),
    loads: (container) => loadsOf(reach, states, container, inside(container.id)),
  };
}

function blockersOf(
  reach: Reach,
  states: Found,
  container: ContainerState,
  inside: readonly Inside[],
  exit: Exit | undefined,
): readonly ContainerBlocker[] {
  const around = reach.around(container.at);
  const said = new Set<Id>();
  const own = (state: ContainerState, targets: readonly Id[]): readonly Blocker[] => {
    const nestedTooDeep = reach.around(state.at).length > NESTING_LIMIT;
    const holds = reach.openOn(targets);
    for (const hold of holds) said.add(hold.id);
    return containerMayLeave({ container: state, holds, nestedTooDeep }, exit);
  };
  const blockers: ContainerBlocker[] = [...own(container, [container.id, ...around])];
  for (const { kind, subjectId } of inside) {
    if (kind === "item") continue;
    for (const blocker of own(states.container(subjectId), [subjectId])) {
      blockers.push({ ...blocker, subjectId });
    }
  }
  for (const { kind, subjectId } of inside) {
    if (kind === "container") continue;
    const item = states.item(subjectId);
    const shipment = states.shipment(item.shipmentId);
    for (const blocker of mayLeave(reach.subject(item, shipment), exit ?? exitOf(shipment))) {
      // What holds a container is said of it once, not again of every piece in it.
      if (blocker.holdId === undefined || !said.has(blocker.holdId))
        blockers.push({ ...blocker, subjectId });
    }
  }
  return blockers;
}

function loadsOf(
  reach: Reach,
  states: Found,
  container: ContainerState,
  inside: readonly Inside[],
): readonly Load[] {
  const loads = new Map<string, Load>();
  const add = (load: Load): void => {
    loads.set(`${load.stream} ${load.direction} ${load.held}`, load);
  };
  const bags = inside.flatMap(({ kind, subjectId }) =>
    kind === "container" ? [states.container(subjectId)] : [],
  );
  for (const bag of [container, ...bags]) {
    const held = reach.openOn([bag.id, ...reach.around(bag.at)]).length > 0;
    if (held || !allListed(bag)) add({ stream: "undetermined", direction: "undetermined", held });
  }
  for (const { kind, subjectId } of inside) {
    if (kind === "container") continue;
    const item = states.item(subjectId);
    const shipment = states.shipment(item.shipmentId);
    const held = reach.subject(item, shipment).holds.length > 0 || item.holds > 0;
    add({ stream: shipment.stream, direction: shipment.direction, held });
  }
  return [...loads.values()];
}

/** The verdict of a scanned container: RELEASE only where nothing inside or around it blocks. */
export function judgeContainer(nests: Nests, container: ContainerState): Judged {
  const blockers = nests.blockers(container);
  if (blockers.length === 0) return { verdict: "RELEASE", blockers };
  const held = blockers.find((blocker) => blocker.code === "held");
  if (held !== undefined) return { verdict: VERDICT_OF[held.kind ?? "hold"], blockers };
  const returned = container.decisions?.some((decision) => decision.purpose === "return") ?? false;
  return { verdict: returned ? "RETURN" : "WAIT", blockers };
}

const VERDICT_OF = {
  hold: "HOLD",
  quarantine: "QUARANTINE",
  open: "OPEN",
  image: "IMAGE",
} as const;
