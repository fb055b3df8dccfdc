/**
 * A piece that comes back after it left: the same item, in a shipment of its own that nobody declared.
 * What was decided when it left stays with the shipment it left with and opens no gate again; what
 * holds that shipment still reaches it. Who declares or orders what becomes of it is not told here.
 */
import { type Fact, type Id, sortedReaders } from "#domain/events/event.ts";
import { schemaOf } from "#domain/events/upcast.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { CallContext } from "./define.ts";
import { centreReaders, makeShipment, undeterminedShipment } from "./state-item.ts";
import type { Unit } from "./unit.ts";

/**
 * States that an item went on to a new shipment by its coming back; `item` is as it was when it was
 * gone, `scan` what saw it. The shipment it left with must be locked.
 */
export function stateReturn(context: CallContext, unit: Unit, item: ItemState, scan: Fact): void {
  const { ids } = context.ports;
  const old = unit.need("shipment", item.shipmentId);
  const shipmentId = ids.next();
  const readers = sortedReaders([...centreReaders(context), ...item.readers]);
  const made = { ...undeterminedShipment(readers), holdRoots: [old.id, ...old.holdRoots] };
  makeShipment(unit, shipmentId, { ...scan, key: ids.derived(scan.key, "returned") }, made);
  const held = item.holds > 0;
  const onPiece = (subjectId: Id, type: string, more: object): void => {
    const data = { itemId: item.id, ...more };
    const key = ids.derived(scan.key, type, item.id);
    unit.state({
      ...scan,
      key,
      subject: "shipment",
      subjectId,
      type,
      schema: schemaOf(type),
      data,
    });
  };
  onPiece(old.id, "piece-returned", { to: shipmentId, held });
  onPiece(shipmentId, "piece-arrived", { from: old.id });
  if (held) onPiece(shipmentId, "piece-held", {});
  unit.state({
    ...scan,
    key: ids.derived(scan.key, "shipment"),
    type: "item-shipment-changed",
    place: undefined,
    data: { shipmentId, from: old.id, readers, reason: "returned" },
  });
  unit.goOn({ itemId: item.id, from: old.id, to: shipmentId, at: context.now });
}
