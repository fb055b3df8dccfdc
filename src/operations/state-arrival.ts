/** An item's arrival as facts: on the item, and on the shipment that counts its pieces. */
import type { Fact } from "#domain/events/event.ts";
import { schemaOf } from "#domain/events/upcast.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { Unit } from "./unit.ts";

/** Whether a subject with this status is at the centre. */
export function isHere(status: string | null): boolean {
  return status === "present";
}

/**
 * States that an item is here: its first arrival, or its return inside its identifier's window.
 * Its shipment must be locked. False where the key was seen before.
 */
export function arriveItem(unit: Unit, item: ItemState, scan: Fact): boolean {
  const back = item.status === "left" || item.status === "destroyed";
  const fresh = unit.state({
    ...scan,
    type: "item-arrived",
    schema: schemaOf("item-arrived"),
    data: { ...scan.data, ...(back && { reopened: true }) },
  });
  if (!fresh) return false;
  unit.state({
    ...scan,
    subject: "shipment",
    subjectId: item.shipmentId,
    type: back ? "piece-returned" : "piece-arrived",
    data: { itemId: item.id },
  });
  return true;
}
