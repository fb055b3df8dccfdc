/** The building: places, rules of movement, devices and their clocks. */
import type { PoolClient } from "pg";
import type { Place, PlaceKind } from "#domain/places/place.ts";
import type { Device, Floor } from "#operations/ports.ts";
import { numberOf, numberOrNull, rows, run } from "./sql.ts";

/** The statement of a site's places, whose rows `placeOf` reads. */
export const PLACES =
  "select code, kind, zone, parent, name, capacity from mailport.place where site = $1";

export async function floor(client: PoolClient, site: string): Promise<Floor> {
  const places = await rows(client, "floor-places", PLACES, [site]);
  const rules = await rows(
    client,
    "floor-rules",
    `select from_zone, to_zone, array_to_json(streams), array_to_json(directions), held, valid_from, valid_to
     from mailport.move_rule where site = $1`,
    [site],
  );
  const devices = await rows(
    client,
    "floor-devices",
    "select code, place, clock_offset_ms from mailport.device where site = $1",
    [site],
  );
  return {
    places: new Map(places.map((row) => [row[0] as string, placeOf(row)])),
    rules: rules.map((row) => ({
      fromZone: row[0] as string,
      toZone: row[1] as string,
      streams: JSON.parse(row[2] as string),
      directions: JSON.parse(row[3] as string),
      held: row[4] as "any" | "held" | "free",
      validFrom: numberOf(row[5] ?? null),
      validTo: numberOrNull(row[6] ?? null),
    })),
    devices: new Map(devices.map((row) => [row[0] as string, deviceOf(row)])),
  };
}

/** The zone of an office; null where it is the centre's, undefined where there is no such office. */
export async function officeZone(
  client: PoolClient,
  site: string,
  code: string,
): Promise<string | null | undefined> {
  const [row] = await rows(
    client,
    "office-zone",
    "select zone from mailport.office where site = $1 and code = $2",
    [site, code],
  );
  return row === undefined ? undefined : (row[0] ?? null);
}

export function placeOf(row: readonly (string | null)[]): Place {
  return {
    code: row[0] as string,
    kind: row[1] as PlaceKind,
    zone: row[2] as string,
    parent: row[3] ?? null,
    name: row[4] as string,
    capacity: numberOrNull(row[5] ?? null),
  };
}

function deviceOf(row: readonly (string | null)[]): Device {
  return { code: row[0] as string, place: row[1] ?? null, clockOffsetMs: numberOf(row[2] ?? null) };
}

export async function setClockOffset(
  client: PoolClient,
  site: string,
  device: string,
  offsetMs: number,
  at: number,
): Promise<void> {
  await run(
    client,
    "set-clock-offset",
    "update mailport.device set clock_offset_ms = $3, offset_at = $4 where site = $1 and code = $2",
    [site, device, offsetMs, at],
  );
}
