/** An item that its addressee opened, with its rows locked, and facts of what the addressee did. */
import type { Fact, Id } from "#domain/events/event.ts";
import type { AddresseeCode } from "#domain/items/addressee-code.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import { Restart } from "./ports.ts";
import { Unit } from "./unit.ts";

export type Entered = {
  readonly unit: Unit;
  readonly item: ItemState;
  readonly shipment: ShipmentState;
  readonly code: AddresseeCode;
};

/** Locks an item that has a code; undefined where there is none. */
export async function enterItem(context: CallContext, itemId: Id): Promise<Entered | undefined> {
  const { tx } = context;
  const found = (await tx.load("item", [itemId])).get(itemId);
  if (found === undefined) return undefined;
  const unit = new Unit(context);
  await unit.lock("shipment", [found.shipmentId]);
  await unit.lock("item", [itemId]);
  const item = unit.need("item", itemId);
  const shipment = unit.get("shipment", item.shipmentId);
  if (shipment === undefined) throw new Restart("an opened item changed its shipment");
  const [code] = await tx.addresseeCodes([itemId]);
  return code === undefined ? undefined : { unit, item, shipment, code };
}

/** What an addressee did or was given, as a fact on the item. */
export function addresseeFact(
  context: CallContext,
  itemId: Id,
  type: string,
  data: NonNullable<Fact["data"]>,
): Fact {
  return {
    key: context.ports.ids.next(),
    subject: "item",
    subjectId: itemId,
    type,
    schema: 1,
    occurredAt: context.now,
    sensitivity: 2,
    data,
  };
}
