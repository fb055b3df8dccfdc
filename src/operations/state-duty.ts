/** States what is owed on a shipment, with all that the result was computed from. */
import type { Assessment } from "#domain/customs/regime.ts";
import { type Id, sortedReaders } from "#domain/events/event.ts";
import type { DutyFact } from "#domain/shipments/duty.ts";
import { assessmentTold } from "./assessment-told.ts";
import type { CallContext } from "./define.ts";
import { centreReaders } from "./state-item.ts";
import type { Unit } from "./unit.ts";

/** Who declared and who pays; both see what is owed. */
export type Owing = { readonly declarantIds: readonly Id[]; readonly payerId: Id | undefined };

/** States an assessment: what is due, each line's taxes, the rows and rates they are of. */
export function stateAssessed(
  context: CallContext,
  unit: Unit,
  shipmentId: Id,
  assessment: Assessment,
  { declarantIds, payerId }: Owing,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const payers = payerId === undefined ? [] : [payerId];
  const readers = sortedReaders([...centreReaders(context), ...declarantIds, ...payers]);
  const { operatorId } = context.ports.site;
  const owedBy = payerId ?? declarantIds.find((id) => id !== operatorId) ?? null;
  const data = { ...assessmentTold(assessment), owedBy, readers, ...more };
  stateDuty(context, unit, shipmentId, { type: "duty-assessed", data });
}

/** States a fact about duty on a locked shipment. */
export function stateDuty(
  { ports, now }: CallContext,
  unit: Unit,
  shipmentId: Id,
  { type, data }: DutyFact,
): void {
  const { version } = unit.need("shipment", shipmentId);
  unit.state({
    key: ports.ids.derived(shipmentId, type, version),
    subject: "shipment",
    subjectId: shipmentId,
    type,
    schema: 1,
    occurredAt: now,
    sensitivity: 2,
    data,
  });
}
