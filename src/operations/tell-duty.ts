/** The members of an answer that tell what is owed on a shipment after an act. */
import type { Id } from "#domain/events/event.ts";
import { dueMinor } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";

export type DutyTold = {
  readonly shipmentId: Id;
  readonly currency?: string;
  readonly dueMinor?: string;
  readonly securedBy?: string;
  readonly asked?: boolean;
};

export function tellDuty({ id, duty }: ShipmentState): DutyTold {
  if (duty === null) return { shipmentId: id };
  return {
    shipmentId: id,
    currency: duty.currency,
    dueMinor: String(dueMinor(duty)),
    ...(duty.securedBy !== null && { securedBy: duty.securedBy }),
    ...(duty.asked !== null && { asked: true }),
  };
}
