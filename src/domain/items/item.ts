/**
 * The item: one physical piece, as the fold of its events.
 * Place and tracking fold in occurred order, everything else in recorded order;
 * a late event never undoes an exit (house.md §4).
 */
import { assert } from "#base/result.ts";
import { type Event, type Id, remember, type Sensitivity, textOf } from "#domain/events/event.ts";
import { type LastReport, lastReport } from "#domain/events/reported.ts";

/** Where an item or container is. `ref` is a place code, a container id, or empty. */
export type Whereabouts = {
  readonly kind: "zone" | "container" | "vehicle" | "expected" | "outside" | "destroyed";
  readonly ref: string;
  /** Epoch ms of the occurrence that put it there. */
  readonly sinceAt: number;
};

/**
 * `expected` before arrival, `present` at the centre, `left` or `destroyed` at its end, `expired`
 * never came, `merged` is one with another record that it names.
 */
export type ItemStatus = "expected" | "present" | "left" | "destroyed" | "expired" | "merged";

export type ItemState = {
  readonly id: Id;
  readonly version: number;
  readonly site: string;
  readonly shipmentId: Id;
  readonly status: ItemStatus;
  readonly at: Whereabouts;
  readonly arrivedAt: number | null;
  readonly leftAt: number | null;
  readonly exitPurpose: string | null;
  /** Latest occurrence seen, epoch ms. */
  readonly lastAt: number;
  /** Latest scale reading; the declared weight is never overwritten by it. */
  readonly weightGrams: number | null;
  /** Open holds placed on this very item. */
  readonly holds: number;
  /**
   * What was merged into it: ids of items, and of shipments that it left by a merge. What holds any
   * of them holds it; absent where nothing was.
   */
  readonly absorbed?: readonly Id[] | undefined;
  /** The item that it is one with, where its status is `merged`. */
  readonly mergedInto?: Id | undefined;
  /** What others reported of it last; absent where nobody did. */
  readonly reported?: LastReport | undefined;
  readonly recentKeys: string;
  readonly readers: readonly Id[];
  readonly sensitivity: Sensitivity;
};

/** Data of an event that brings an item into the record. */
export type ItemBorn = {
  readonly shipmentId: Id;
  readonly readers: readonly Id[];
};

/** Places an event may put its subject in. */
export type Placed = { readonly kind: Whereabouts["kind"]; readonly ref: string };

/** Folds one event on an item; the events and their versions must come without gaps. */
export function foldItem(state: ItemState | undefined, event: Event): ItemState {
  assert(event.version === (state?.version ?? 0) + 1, "an item's versions have no gaps");
  if (state === undefined) return born(event);
  const kept: ItemState = {
    ...state,
    version: event.version,
    lastAt: Math.max(state.lastAt, event.occurredAt),
    recentKeys: remember(state.recentKeys, event.key),
  };
  return CHANGES[event.type]?.(kept, event) ?? kept;
}

function born(event: Event): ItemState {
  const data = event.data as unknown as ItemBorn;
  const state: ItemState = {
    id: event.subjectId,
    version: 1,
    site: event.site,
    shipmentId: data.shipmentId,
    status: "expected",
    at: { kind: "expected", ref: "", sinceAt: event.occurredAt },
    arrivedAt: null,
    leftAt: null,
    exitPurpose: null,
    lastAt: event.occurredAt,
    weightGrams: null,
    holds: 0,
    recentKeys: remember("", event.key),
    readers: data.readers,
    sensitivity: event.sensitivity,
  };
  return event.type === "item-expected" ? state : (CHANGES[event.type]?.(state, event) ?? state);
}

type Change = (state: ItemState, event: Event) => ItemState;

/** One line per event type; a type that is not listed is kept and changes nothing. */
const CHANGES: Readonly<Record<string, Change>> = {
  "item-arrived": (state, event) =>
    moved(
      {
        ...weighed(state, event),
        status: "present",
        arrivedAt: state.arrivedAt ?? event.occurredAt,
        leftAt: null,
        exitPurpose: null,
      },
      event,
    ),
  "item-scanned": (state, event) => moved(weighed(state, event), event),
  "item-moved": moved,
  "item-weighed": weighed,
  "item-left": (state, event) => ({
    ...state,
    status: event.data?.["purpose"] === "destruction" ? "destroyed" : "left",
    leftAt: event.occurredAt,
    exitPurpose: textOf(event, "purpose"),
    at: {
      kind: event.data?.["purpose"] === "destruction" ? "destroyed" : "outside",
      ref: textOf(event, "destination"),
      sinceAt: event.occurredAt,
    },
  }),
  /** It lies nowhere by itself any more: the piece is where the other is. */
  "item-merged": (state, event) => ({
    ...state,
    status: "merged",
    mergedInto: textOf(event, "into"),
    at: { kind: "outside", ref: "", sinceAt: event.occurredAt },
  }),
  "item-unmerged": (state, event) => {
    const { kind, ref } = placedBy(event) ?? { kind: "expected", ref: "" };
    return {
      ...state,
      status: state.arrivedAt === null ? "expected" : "present",
      mergedInto: undefined,
      at: { kind, ref, sinceAt: event.occurredAt },
    };
  },
  "item-absorbed": (state, event) => ({
    ...state,
    absorbed: [...(state.absorbed ?? []), ...absorbedBy(event)],
  }),
  "item-parted": (state, event) => {
    const parted = new Set(absorbedBy(event));
    const absorbed = (state.absorbed ?? []).filter((id) => !parted.has(id));
    return { ...state, absorbed: absorbed.length === 0 ? undefined : absorbed };
  },
  "item-expired": (state) => ({ ...state, status: "expired" }),
  /** Announced again after its announcement came to its end. */
  "item-expected": (state) => ({
    ...state,
    status: state.status === "expired" ? "expected" : state.status,
  }),
  "item-shipment-changed": (state, event) => ({
    ...state,
    shipmentId: textOf(event, "shipmentId"),
    readers: event.data?.["readers"] as readonly Id[],
  }),
  "item-readers-changed": (state, event) => ({
    ...state,
    readers: event.data?.["readers"] as readonly Id[],
  }),
  "item-reported": (state, event) => ({ ...state, reported: lastReport(state.reported, event) }),
  "hold-placed": (state) => ({ ...state, holds: state.holds + 1 }),
  "hold-lifted": (state) => ({ ...state, holds: state.holds - 1 }),
};

/** What a merge brings to a piece, or its undoing takes from it. */
function absorbedBy(event: Event): readonly Id[] {
  return (event.data?.["absorbed"] as readonly Id[] | undefined) ?? [];
}

/**
 * A piece or container after an event that may have put it elsewhere: place follows the latest
 * occurrence, and nothing but an arrival brings back what has left.
 */
export function moved<S extends { readonly at: Whereabouts }>(state: S, event: Event): S {
  const to = placedBy(event);
  if (to === undefined) return state;
  const gone = state.at.kind === "outside" || state.at.kind === "destroyed";
  if (gone && !ARRIVALS.has(event.type)) return state;
  if (event.occurredAt < state.at.sinceAt && state.at.kind !== "expected") return state;
  return { ...state, at: { kind: to.kind, ref: to.ref, sinceAt: event.occurredAt } };
}

const ARRIVALS: ReadonlySet<string> = new Set(["item-arrived", "container-arrived"]);

/** Where an event puts its subject: what its data say, else the zone place it happened at. */
function placedBy(event: Event): Placed | undefined {
  const to = event.data?.["to"] as Placed | undefined;
  return to ?? (event.place === undefined ? undefined : { kind: "zone", ref: event.place });
}

function weighed(state: ItemState, event: Event): ItemState {
  const grams = event.data?.["weightGrams"];
  return typeof grams === "number" ? { ...state, weightGrams: grams } : state;
}
