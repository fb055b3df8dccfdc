/**
 * A centre for a simulated world: the demo's centre with the world's cast, on a scratch database,
 * with time of the world's and identity and keys from its seed. Nothing of it is kept.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "#base/result.ts";
import type { Actor } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import { systemActor } from "#operations/sessions.ts";
import { makePorts } from "#server/ports.ts";
import { bootstrap } from "#store/bootstrap.ts";
import type { Connection } from "#store/connection.ts";
import { startEmbedded } from "#store/embedded/launcher.ts";
import { migrate } from "#store/migrate.ts";
import { openPool, type Pool } from "#store/pool.ts";
import { CAST } from "#world/cast.ts";
import { type Plant, planted } from "#world/plants.ts";
import { seededPorts } from "#world/seeded-ports.ts";
import type { WorldOptions } from "#world/world.ts";
import { WorldClock } from "#world/world-clock.ts";
import { hire, keepFile } from "./demo-cast.ts";
import demoCentre from "./demo-centre.json" with { type: "json" };
import { DEMO_ADMINISTRATOR, DEMO_PASSWORD } from "./demo-people.ts";
import { establish } from "./init.ts";
import { readInitFile } from "./init-file.ts";
import { actorNamed } from "./open-record.ts";
import { closeOnSignal } from "./stopping.ts";

export type WorldWanted = {
  readonly seed: number;
  readonly connections: number;
  readonly plant?: Plant | undefined;
};

export type WorldCentre = {
  readonly pool: Pool;
  readonly clock: WorldClock;
  readonly actors: ReadonlyMap<string, Actor>;
  /** The ports of one call, by its name. */
  readonly portsOf: (name: string) => Ports;
  readonly keep: WorldOptions["keep"];
};

/** Nothing of a scratch database outlives its process, so nothing is forced to disk. */
const SCRATCH = {
  shared_buffers: "256MB",
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_wal_size: "2GB",
  // A day passes in a minute: plans need to know of what came meanwhile.
  autovacuum_naptime: "5s",
};

/** Runs work on a scratch database in a folder of its own, and removes both. */
export async function onScratch<T>(work: (database: Connection) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "mailport-world-"));
  const starting = startEmbedded({ dataFolder: folder, settings: SCRATCH });
  const end = async (): Promise<void> => {
    await (await starting.catch(() => undefined))?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  // A signal while it starts would leave it running alone.
  const forget = closeOnSignal(end);
  try {
    const server = await starting;
    const connection = await bootstrap(server.connection, "world", { ownerSignsIn: true });
    await migrate(connection);
    return await work(connection);
  } finally {
    forget();
    await end();
  }
}

/** Sets the centre up on an empty, migrated database and runs work with it. */
export async function withWorldCentre<T>(
  database: Connection,
  wanted: WorldWanted,
  work: (centre: WorldCentre) => Promise<T>,
): Promise<T> {
  const pool = openPool(database, wanted.connections);
  const folder = mkdtempSync(join(tmpdir(), "mailport-world-files-"));
  const remove = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
  const forget = closeOnSignal(remove);
  try {
    return await work(await establishWorld(pool, folder, wanted));
  } finally {
    forget();
    await pool.end();
    await remove();
  }
}

async function establishWorld(
  pool: Pool,
  folder: string,
  { seed, plant }: WorldWanted,
): Promise<WorldCentre> {
  const clock = new WorldClock();
  const masterKey = createHash("sha256").update(`world/${seed}`).digest();
  const { plan } = readInitFile(JSON.stringify(demoCentre), "demo-centre.json");
  const centre = present(plan, "the demo's own centre reads without a fault");
  const seeded = (ports: Ports): Ports => seededPorts({ ...ports, clock }, seed, "establish");
  const record = { pool, masterKey };
  const made = await establish(record, folder, centre, DEMO_PASSWORD, "demo", seeded);
  const site = present(made.ok ? made.value : undefined, "the scratch database was empty");
  const whole = makePorts({ pool, dataFolder: folder, masterKey, site, now: () => clock.now() });
  const ports = plant === undefined ? whole : planted(whole, plant, { victim: undefined });
  const portsOf = (name: string): Ports => seededPorts(ports, seed, name);
  const actors = new Map([["system", systemActor(site.operatorId)]]);
  actors.set(DEMO_ADMINISTRATOR, await actorNamed(whole, DEMO_ADMINISTRATOR));
  for (const player of CAST) {
    await hire(portsOf(`hire/${player.login}`), systemActor(site.operatorId), player);
    actors.set(player.login, await actorNamed(whole, player.login));
  }
  const keep: WorldOptions["keep"] = (who, bytes, name) =>
    keepFile({ ...whole, ids: portsOf(name).ids }, who, bytes);
  return { pool, clock, actors, portsOf, keep };
}
