/**
 * Containers: receptacle, bag, pallet, cart, ULD, rail container, vehicle. They hold items, other
 * containers, or counted content that is not itemised, and pass the same gate as items.
 */
import { assert } from "#base/result.ts";
import { type Event, type Id, remember, type Sensitivity, textOf } from "#domain/events/event.ts";
import { type LastReport, lastReport } from "#domain/events/reported.ts";
import { moved, type Placed, type Whereabouts } from "#domain/items/item.ts";
import { type Decision, decided, isRelease, takenBack } from "#domain/shipments/shipment.ts";

export const CONTAINER_KINDS = [
  "receptacle",
  "bag",
  "tray",
  "pallet",
  "cart",
  "uld",
  "rail-container",
  "vehicle",
] as const;
export type ContainerKind = (typeof CONTAINER_KINDS)[number];

/** Nesting deeper than this is refused: a bench has no bag in a bag in a bag without end. */
export const NESTING_LIMIT = 8;

/**
 * Content known only by count, which is not itemised: class and format as received, pieces,
 * weight. No pieces at all: nothing is in the container but what is on the record as in it.
 */
export type CountedContent = {
  readonly mailClass?: string | undefined;
  readonly format?: string | undefined;
  readonly pieces?: number | undefined;
  readonly weightGrams?: number | undefined;
};

export type ContainerState = {
  readonly id: Id;
  readonly version: number;
  readonly site: string;
  readonly kind: ContainerKind;
  readonly status: "expected" | "present" | "left" | "destroyed" | "expired";
  readonly at: Whereabouts;
  readonly seal: string | null;
  /** Null where nobody said what else is in it. */
  readonly counted: CountedContent | null;
  /** What authorities decided on its counted or unknown content; of no other content than that. */
  readonly decisions?: readonly Decision[] | undefined;
  /** What others reported of it last; absent where nobody did. */
  readonly reported?: LastReport | undefined;
  readonly holds: number;
  readonly arrivedAt: number | null;
  readonly leftAt: number | null;
  readonly lastAt: number;
  readonly recentKeys: string;
  readonly readers: readonly Id[];
  readonly sensitivity: Sensitivity;
};

/** Counted content of a container in which nothing is but what is on the record as in it. */
export const nothingElse: CountedContent = { pieces: 0 };

/** Whether all that is in a container is on the record piece by piece. */
export function allListed({ counted }: Pick<ContainerState, "counted">): boolean {
  return counted !== null && counted.pieces === 0;
}

/** Data of `container-announced`; what is not the record's own business goes along as `told`. */
export type ContainerAnnounced = {
  readonly kind: ContainerKind;
  readonly seal: string | null;
  readonly counted: CountedContent | null;
  readonly readers: readonly Id[];
  readonly to?: Placed | undefined;
};

/** Folds one event on a container; place in occurred order, the rest in recorded order. */
export function foldContainer(state: ContainerState | undefined, event: Event): ContainerState {
  assert(event.version === (state?.version ?? 0) + 1, "a container's versions have no gaps");
  if (state === undefined) return announced(event);
  const kept: ContainerState = {
    ...state,
    version: event.version,
    lastAt: Math.max(state.lastAt, event.occurredAt),
    recentKeys: remember(state.recentKeys, event.key),
  };
  return saidEmpty(CHANGES[event.type]?.(kept, event) ?? kept, event);
}

/** An arrival or a scan may say that nothing is in it but what is on the record. */
function saidEmpty(state: ContainerState, event: Event): ContainerState {
  if (event.data?.["empty"] !== true) return state;
  return { ...state, counted: nothingElse, decisions: undefined };
}

function announced(event: Event): ContainerState {
  const data = event.data as unknown as ContainerAnnounced;
  const state: ContainerState = {
    id: event.subjectId,
    version: 1,
    site: event.site,
    kind: data.kind,
    status: "expected",
    at: {
      kind: data.to?.kind ?? "expected",
      ref: data.to?.ref ?? "",
      sinceAt: event.occurredAt,
    },
    seal: data.seal,
    counted: data.counted,
    holds: 0,
    arrivedAt: null,
    leftAt: null,
    lastAt: event.occurredAt,
    recentKeys: remember("", event.key),
    readers: data.readers,
    sensitivity: event.sensitivity,
  };
  return event.type === "container-announced"
    ? state
    : (CHANGES[event.type]?.(state, event) ?? state);
}

type Change = (state: ContainerState, event: Event) => ContainerState;

const CHANGES: Readonly<Record<string, Change>> = {
  "container-amended": amended,
  "container-reported": (state, event) => ({
    ...state,
    reported: lastReport(state.reported, event),
  }),
  "container-arrived": (state, event) =>
    moved(
      {
        ...state,
        status: "present",
        arrivedAt: state.arrivedAt ?? event.occurredAt,
        leftAt: null,
        // Nobody knows what was put into it outside.
        counted: state.leftAt === null ? state.counted : null,
        decisions: state.leftAt === null ? state.decisions : undefined,
      },
      event,
    ),
  "container-moved": moved,
  "container-scanned": moved,
  "container-left": (state, event) => {
    const destroyed = event.data?.["purpose"] === "destruction";
    return {
      ...state,
      status: destroyed ? "destroyed" : "left",
      leftAt: event.occurredAt,
      at: {
        kind: destroyed ? "destroyed" : "outside",
        ref: textOf(event, "destination"),
        sinceAt: event.occurredAt,
      },
    };
  },
  "container-decided": (state, event) => ({
    ...state,
    decisions: decided(state.decisions ?? [], event),
  }),
  "decision-taken-back": (state, event) => {
    const decisions = takenBack(state.decisions ?? [], event);
    return { ...state, decisions: decisions.length === 0 ? undefined : decisions };
  },
  "container-expired": (state) => ({ ...state, status: "expired" }),
  "hold-placed": (state) => ({ ...state, holds: state.holds + 1 }),
  "hold-lifted": (state) => ({ ...state, holds: state.holds - 1 }),
};

/**
 * Data of `container-amended`: what the last announcement says; only of what did not arrive yet.
 * `decidedAnew` where it speaks of other content than was decided on.
 */
export type ContainerAmended = Omit<ContainerAnnounced, "kind" | "readers"> & {
  readonly decidedAnew?: true | undefined;
};

/** What is here or was here is as it was seen, whatever is announced of it later. */
function amended(state: ContainerState, event: Event): ContainerState {
  if (state.status !== "expected" && state.status !== "expired") return state;
  const { seal, counted, decidedAnew } = event.data as unknown as ContainerAmended;
  const decisions = decidedAnew === true ? orders(state) : state.decisions;
  return moved({ ...state, status: "expected", seal, counted, decisions }, event);
}

/** Decisions without the releases: no announcement takes an authority's order back. */
function orders({ decisions = [] }: ContainerState): readonly Decision[] | undefined {
  const kept = decisions.filter(({ purpose }) => !isRelease(purpose));
  return kept.length === 0 ? undefined : kept;
}
