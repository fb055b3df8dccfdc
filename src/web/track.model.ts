/**
 * What public tracking says in words: from the events anyone may see, the one state that matters to
 * a sender or addressee. It knows no reason of an authority, since none is public.
 */
import type { PublicEvent } from "./answers.ts";

/** States in words; each has a text of what it is and one of what comes next. */
export type TrackState =
  | "announced"
  | "arrived"
  | "customs"
  | "held"
  | "released"
  | "left"
  | "returned"
  | "ended";

/** What each public event says about where the piece is; decisions and holds are counted apart. */
const SAYS: Readonly<Record<string, TrackState>> = {
  "item-expected": "announced",
  "declaration-lodged": "announced",
  "shipment-made": "announced",
  "item-arrived": "arrived",
  "item-scanned": "customs",
  "item-moved": "customs",
  "hold-lifted": "customs",
  "hold-ended": "customs",
  "item-left": "left",
  "item-returned": "returned",
  "item-destroyed": "ended",
  "item-expired": "ended",
};
const GONE: readonly (TrackState | undefined)[] = ["left", "returned", "ended"];

/** Events oldest first: the order in which the state is read. */
export function inOrder(events: readonly PublicEvent[]): readonly PublicEvent[] {
  return events.toSorted((one, other) => one.occurredAt - other.occurredAt);
}

/** The state after these events; undefined when none says anything. An open hold outweighs a release. */
export function stateOf(events: readonly PublicEvent[]): TrackState | undefined {
  let state: TrackState | undefined;
  let holds = 0;
  let isReleased = false;
  for (const { type } of inOrder(events)) {
    state = SAYS[type] ?? state;
    if (type === "hold-placed") holds += 1;
    if (type === "hold-lifted" || type === "hold-ended") holds = Math.max(0, holds - 1);
    if (type === "shipment-decided") isReleased = true;
  }
  if (GONE.includes(state)) return state;
  if (holds > 0) return "held";
  return isReleased ? "released" : state;
}

/** What a person typed or scanned, as it goes into the address. */
export function codeOf(typed: string): string {
  return typed.replace(/\s+/g, "").toUpperCase();
}
