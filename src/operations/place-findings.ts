/** Warnings about places: a move no rule allows, a zone with more than it should hold. */
import type { Finding } from "#base/result.ts";
import type { GateShipment } from "#domain/centre/may-leave.ts";
import { mayMove } from "#domain/centre/may-move.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { Floor, Tx } from "./ports.ts";

const NONE: readonly Finding[] = [];

/** A scan is a fact: a move that no rule allows is recorded all the same and warned of. */
export function placeFindings(
  floor: Floor,
  scan: { readonly place: string | undefined },
  before: ItemState,
  shipment: GateShipment,
  now: number,
): readonly Finding[] {
  if (scan.place === undefined || before.at.kind !== "zone") return NONE;
  const fromZone = floor.places.get(before.at.ref)?.zone;
  const toZone = floor.places.get(scan.place)?.zone;
  if (fromZone === undefined || toZone === undefined || fromZone === toZone) return NONE;
  const { stream, direction } = shipment;
  const held = before.holds > 0 || shipment.holds > 0;
  const moved = mayMove(floor.rules, { fromZone, toZone, stream, direction, held, at: now });
  if (moved.ok) return NONE;
  return [
    {
      code: moved.refusal.code,
      severity: "warning",
      at: { field: "place" },
      found: `${fromZone} > ${toZone}`,
    },
  ];
}

/** One warning per zone with a capacity that holds more; counted, never locked. */
export async function floorFindings(
  tx: Tx,
  floor: Floor,
  places: readonly (string | undefined)[],
): Promise<readonly Finding[]> {
  const zones = new Set(
    places.flatMap((place) => (place === undefined ? [] : [floor.places.get(place)?.zone])),
  );
  const findings: Finding[] = [];
  for (const zone of zones) {
    const capacity = zone === undefined ? null : (floor.places.get(zone)?.capacity ?? null);
    if (zone === undefined || capacity === null) continue;
    const count = await tx.countInZone(zone, capacity + 1);
    if (count > capacity) {
      findings.push({
        code: "zone/over-capacity",
        severity: "warning",
        at: { field: "place" },
        found: zone,
        expected: String(capacity),
      });
    }
  }
  return findings;
}
