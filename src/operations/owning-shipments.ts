/** The shipments of pieces that were locked with them: what a finding named and the lock took. */
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { Restart } from "./ports.ts";
import type { Unit } from "./unit.ts";

/** By shipment; starts the call again where a piece has another one by now, which nobody locked. */
export function owningShipments(unit: Unit, itemIds: Iterable<Id>): ReadonlyMap<Id, ShipmentState> {
  const shipments = new Map<Id, ShipmentState>();
  for (const id of itemIds) {
    const item = unit.get("item", id);
    if (item === undefined) continue;
    const shipment = unit.get("shipment", item.shipmentId);
    if (shipment === undefined) throw new Restart("an item changed its shipment");
    shipments.set(shipment.id, shipment);
  }
  return shipments;
}
