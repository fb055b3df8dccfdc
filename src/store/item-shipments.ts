/**
 * The dated rows of which items had which shipments, as one party reads them: a row is there where
 * both its item and its shipment are readable. Writing them is `links.ts`.
 */
import type { Id } from "#domain/events/event.ts";
import type { DatedShipment, ReturnedPiece } from "#operations/ports-view.ts";
import type { Ask } from "./found-items.ts";
import { numberOf, numberOrNull } from "./sql.ts";

/** The shipments an item had and has, newest first. */
export async function shipmentsOfItem(ask: Ask, itemId: Id): Promise<readonly DatedShipment[]> {
  const found = await ask(
    `select l.shipment_id, l.valid_from, l.valid_to, l.reason, s.stream, s.direction, s.regime,
       s.status
     from mailport.item_shipment l join mailport.shipment s on s.shipment_id = l.shipment_id
     where l.item_id = $1
     order by l.valid_to desc nulls first, l.valid_from desc, l.shipment_id desc limit 1000`,
    [itemId],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    from: numberOf(row[1] ?? null),
    to: numberOrNull(row[2] ?? null),
    reason: row[3] as string,
    stream: row[4] as string,
    direction: row[5] as string,
    regime: row[6] as string,
    status: row[7] as string,
  }));
}

/** Pieces that left with a shipment and came back to another, oldest first. */
export async function returnedFrom(ask: Ask, shipmentId: Id): Promise<readonly ReturnedPiece[]> {
  const found = await ask(
    `select item_id, shipment_id, valid_from from mailport.item_shipment
     where returned_from = $1 order by valid_from, item_id limit 1000`,
    [shipmentId],
  );
  return found.map((row) => ({
    itemId: row[0] as Id,
    shipmentId: row[1] as Id,
    at: numberOf(row[2] ?? null),
  }));
}
