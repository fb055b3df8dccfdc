/** Warnings about places: a move no rule allows, a zone with more than it should hold. */
import type { Finding } from "#base/result.ts";
import type { Whereabouts } from "#domain/items/item.ts";
import type { Floor, Tx } from "./ports.ts";
import type { Reach } from "./reach.ts";
import { type Load, rulesAllow, zoneAt } from "./zone-moves.ts";

const NONE: readonly Finding[] = [];

/** A scan is a fact: a move that no rule allows is recorded all the same and warned of. */
export function placeFindings(
  floor: Floor,
  reach: Reach,
  place: string | undefined,
  before: Whereabouts,
  loads: () => readonly Load[],
  now: number,
): readonly Finding[] {
  if (place === undefined) return NONE;
  const zones = { from: zoneAt(floor, reach, before), to: floor.places.get(place)?.zone };
  const moved = rulesAllow(floor, zones, loads, now);
  if (moved.ok) return NONE;
  return [
    {
      code: moved.refusal.code,
      severity: "warning",
      at: { field: "place" },
      found: `${zones.from} > ${zones.to}`,
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
