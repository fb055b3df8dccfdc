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

/** What each public event says about the state; others change nothing. */
const SAYS: Readonly<Record<string, TrackState>> = {
  "item-expected": "announced",
  "item-announced": "announced",
  "declaration-lodged": "announced",
  "shipment-made": "announced",
  "item-made": "announced",
  "item-arrived": "arrived",
  "item-re-opened": "arrived",
  "item-scanned": "customs",
  "item-moved": "customs",
  "hold-placed": "held",
  "hold-lifted": "customs",
  "hold-ended": "customs",
  "item-released": "released",
  "shipment-decided": "released",
  "item-left": "left",
  "item-returned": "returned",
  "item-destroyed": "ended",
  "item-expired": "ended",
};

/** States that later scans at the centre do not take back. */
const STAYS: readonly TrackState[] = ["released", "held"];

/** Events oldest first: the order in which the state is read. */
export function inOrder(events: readonly PublicEvent[]): readonly PublicEvent[] {
  return events.toSorted((one, other) => one.occurredAt - other.occurredAt);
}

/** The state after these events; undefined when none says anything. */
export function stateOf(events: readonly PublicEvent[]): TrackState | undefined {
  let state: TrackState | undefined;
  for (const event of inOrder(events)) {
    const says = SAYS[event.type];
    if (says === undefined) continue;
    const isScan = event.type === "item-scanned" || event.type === "item-moved";
    if (isScan && state !== undefined && STAYS.includes(state)) continue;
    state = says;
  }
  return state;
}

/** What a person typed or scanned, as it goes into the address. */
export function codeOf(typed: string): string {
  return typed.replace(/\s+/g, "").toUpperCase();
}
