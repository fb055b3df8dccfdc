/** What a sighting of a piece means: its arrival, a plain scan, or something a person must see. */
import type { Finding } from "#base/result.ts";
import type { Fact } from "#domain/events/event.ts";
import { schemaOf } from "#domain/events/upcast.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { CallContext } from "./define.ts";
import { stateReturn } from "./piece-return.ts";
import type { Unit } from "./unit.ts";

/** How a sighting was recorded; `fresh` is false where its key was seen before. */
export type Sighted = {
  readonly how: "here" | "arrived" | "re-opened" | "gone";
  readonly fresh: boolean;
  readonly findings: readonly Finding[];
};

const NONE: readonly Finding[] = [];

/** Whether a subject with this status is at the centre. */
export function isHere(status: string | null): boolean {
  return status === "present";
}

/**
 * States that a piece was seen. What is not here yet arrives; what left comes back inside its
 * identifier's window, with a new shipment, but a sighting from before its exit undoes nothing; what
 * was destroyed or merged stays so. The shipment of a piece that is not here must be locked.
 */
export function sight(context: CallContext, unit: Unit, item: ItemState, scan: Fact): Sighted {
  if (isHere(item.status)) return { how: "here", fresh: unit.state(scan), findings: NONE };
  if (item.status === "destroyed") return gone(unit, scan, "scan/destroyed");
  if (item.status === "merged") return gone(unit, scan, "scan/merged");
  if (item.leftAt !== null && scan.occurredAt <= item.leftAt) {
    return gone(unit, scan, "scan/before-exit");
  }
  const back = item.status === "left";
  return {
    how: back ? "re-opened" : "arrived",
    fresh: arrive(context, unit, item, scan, back),
    findings: NONE,
  };
}

/** Kept as a scan without a place: it moves nothing and brings nothing back. */
function gone(unit: Unit, scan: Fact, code: string): Sighted {
  const fresh = unit.state({ ...scan, place: undefined });
  return { how: "gone", fresh, findings: [{ code, severity: "warning", at: { field: "code" } }] };
}

function arrive(
  context: CallContext,
  unit: Unit,
  item: ItemState,
  scan: Fact,
  back: boolean,
): boolean {
  const fresh = unit.state({
    ...scan,
    type: "item-arrived",
    schema: schemaOf("item-arrived"),
    data: { ...scan.data, ...(back && { reopened: true }) },
  });
  if (!fresh) return false;
  if (back) stateReturn(context, unit, item, scan);
  else {
    const on = { subject: "shipment", subjectId: item.shipmentId } as const;
    unit.state({ ...scan, ...on, type: "piece-arrived", data: { itemId: item.id } });
  }
  return true;
}
