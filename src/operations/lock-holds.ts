/** Locks holds with everything they stand on, in the house's order; more rows may come along. */
import type { Id } from "#domain/events/event.ts";
import type { HoldState, HoldTarget } from "#domain/holds/hold.ts";
import { owningShipments } from "./owning-shipments.ts";
import type { Tx } from "./ports.ts";
import type { Unit } from "./unit.ts";

/** Rows to lock in the same pass, besides what the holds stand on. */
export type Besides = { readonly shipments: readonly Id[]; readonly items: readonly Id[] };

/** The holds as they are under the lock; those that are not there are left out. */
export async function lockHolds(
  tx: Tx,
  unit: Unit,
  holdIds: readonly Id[],
  besides: Besides = { shipments: [], items: [] },
): Promise<readonly HoldState[]> {
  const found = [...(await tx.load("hold", holdIds)).values()];
  const targets = (kind: HoldTarget): Id[] =>
    found.flatMap((hold) => (hold.targetKind === kind ? [hold.targetId] : []));
  const items = [...new Set([...targets("item"), ...besides.items])];
  const owners = [...(await tx.load("item", items)).values()].map((item) => item.shipmentId);
  await unit.lock("party", targets("party"));
  await unit.lock("declaration", targets("declaration"));
  await unit.lock("container", targets("container"));
  await unit.lock("shipment", [...targets("shipment"), ...owners, ...besides.shipments]);
  await unit.lock("item", items);
  owningShipments(unit, items);
  await unit.lock("hold", holdIds);
  return holdIds.flatMap((id) => unit.get("hold", id) ?? []);
}
