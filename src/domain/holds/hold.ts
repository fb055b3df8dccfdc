/**
 * Holds: an authority's or operator's stop on an item, shipment, declaration, container,
 * party or person. Only its own authority lifts it, at the level it names, four eyes where marked.
 */
import { assert, ok, type Result, refuse } from "#base/result.ts";
import type { Event, Id, Sensitivity } from "#domain/events/event.ts";

export const HOLD_TARGETS = [
  "item",
  "shipment",
  "declaration",
  "container",
  "party",
  "person",
] as const;
export type HoldTarget = (typeof HOLD_TARGETS)[number];

/** What the floor must do with a held piece; `hold` is plain waiting. */
export const HOLD_KINDS = ["hold", "quarantine", "open", "image"] as const;
export type HoldKind = (typeof HOLD_KINDS)[number];

export type HoldState = {
  readonly id: Id;
  readonly version: number;
  readonly site: string;
  readonly targetKind: HoldTarget;
  /** Id of the row held, or the keyed hash of a person. */
  readonly targetId: Id;
  readonly authority: string;
  /** Level an officer needs to lift it: 1 officer, 2 senior, 3 head; 0 where levels are not asked. */
  readonly level: number;
  readonly kind: HoldKind;
  readonly publicReason: string;
  readonly staysWithItem: boolean;
  readonly fourEyes: boolean;
  readonly endsAt: number | null;
  readonly placedBy: Id;
  readonly placedAt: number;
  readonly liftAskedBy: Id | null;
  readonly liftedBy: Id | null;
  readonly liftedAt: number | null;
  readonly sensitivity: Sensitivity;
};

/** Data of `hold-placed` on the hold itself. The restricted reason is never in an event. */
export type HoldPlaced = Pick<
  HoldState,
  | "targetKind"
  | "targetId"
  | "authority"
  | "level"
  | "kind"
  | "publicReason"
  | "staysWithItem"
  | "fourEyes"
  | "endsAt"
>;

/** Folds one event on a hold, in recorded order. */
export function foldHold(state: HoldState | undefined, event: Event): HoldState {
  assert(event.version === (state?.version ?? 0) + 1, "a hold's versions have no gaps");
  if (state === undefined) {
    return {
      ...(event.data as unknown as HoldPlaced),
      id: event.subjectId,
      version: 1,
      site: event.site,
      placedBy: event.actor,
      placedAt: event.occurredAt,
      liftAskedBy: null,
      liftedBy: null,
      liftedAt: null,
      sensitivity: event.sensitivity,
    };
  }
  const kept: HoldState = { ...state, version: event.version };
  switch (event.type) {
    case "hold-lift-asked":
      return { ...kept, liftAskedBy: event.actor };
    case "hold-lifted":
    case "hold-ended":
      return { ...kept, liftedBy: event.actor, liftedAt: event.occurredAt };
    default:
      return kept;
  }
}

/** Who asks to lift: an officer of an authority at a level. */
export type Lifter = {
  readonly userId: Id;
  readonly authority: string | null;
  readonly level: number;
};

/**
 * Decides a request to lift: the whole lift, or the first of four eyes.
 * Refuses `hold/lifted-already`, `hold/other-authority`, `hold/level-too-low`, `hold/same-eyes`.
 */
export function decideLift(hold: HoldState, by: Lifter): Result<"hold-lifted" | "hold-lift-asked"> {
  if (hold.liftedAt !== null) return refuse("hold/lifted-already", { liftedAt: hold.liftedAt });
  if (by.authority !== hold.authority) {
    return refuse("hold/other-authority", { expected: hold.authority, found: by.authority });
  }
  if (by.level < hold.level) {
    return refuse("hold/level-too-low", { expected: hold.level, found: by.level });
  }
  if (!hold.fourEyes) return ok("hold-lifted");
  if (hold.liftAskedBy === null) return ok("hold-lift-asked");
  return hold.liftAskedBy === by.userId ? refuse("hold/same-eyes") : ok("hold-lifted");
}
