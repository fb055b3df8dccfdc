/**
 * Opens the record of a data folder in this process: database, keys, ports. For verbs that run
 * while no instance does; `start` uses the same.
 */
import type { Actor } from "#operations/define.ts";
import type { SiteFacts } from "#operations/ports.ts";
import { actorOf } from "#operations/sessions.ts";
import { makeMonths } from "#server/event-months.ts";
import { makePorts } from "#server/ports.ts";
import { ownMasterKey } from "#store/key-check.ts";
import { openPool } from "#store/pool.ts";
import { sealAll } from "#store/seal.ts";
import { siteOf } from "#store/setup.ts";
import { makeDataFolder } from "./data-folder.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import { Refused } from "./terminal.ts";

export type OpenPorts = ReturnType<typeof makePorts>;
export type Pool = ReturnType<typeof openPool>;

export type OpenRecord = {
  readonly database: OpenDatabase;
  readonly pool: Pool;
  readonly masterKey: Uint8Array;
  /** Undefined before the folder is set up. */
  readonly site: SiteFacts | undefined;
  /** Seals what was called, then stops what was started. */
  readonly close: () => Promise<void>;
};

/** Connections of a process that serves one verb. */
const VERB_POOL = 8;

/**
 * Makes the folder when absent. Throws `StoreFault`: `store/data-in-use` while another holds it,
 * `store/other-master-key` where the database was set up with another folder.
 */
export async function openRecord(
  folder: string,
  log: (line: string) => void = () => undefined,
  poolSize = VERB_POOL,
): Promise<OpenRecord> {
  makeDataFolder(folder);
  return recordOn(await openDatabase(folder, log), folder, log, poolSize);
}

/** The record on a database that is open; it is closed where this throws. */
export async function recordOn(
  database: OpenDatabase,
  folder: string,
  log: (line: string) => void,
  poolSize: number,
): Promise<OpenRecord> {
  const pool = openPool(database.connection, poolSize);
  const end = async (): Promise<void> => {
    await pool.end().catch(() => undefined);
    await database.close();
  };
  const close = async (): Promise<void> => {
    // Where this fails, whoever opens the record next places the calls in the audit chain.
    await sealAll(pool, Date.now()).catch((error: unknown) => log(String(error)));
    await end();
  };
  try {
    await makeMonths(pool, Date.now());
    const masterKey = await ownMasterKey(pool, folder);
    return { database, pool, masterKey, site: await siteOf(pool), close };
  } catch (error) {
    await end();
    throw error;
  }
}

/** The ports of a record that is set up. Refuses `init/not-initialised`. */
export function portsOf(record: OpenRecord, folder: string): OpenPorts {
  const { pool, masterKey: key, site } = record;
  if (site === undefined) throw new Refused({ code: "init/not-initialised", facts: { folder } });
  return makePorts({ pool, dataFolder: folder, masterKey: key, site });
}

/** The user with a login as a caller. Refuses `access/login-unknown`. */
export async function actorNamed(ports: OpenPorts, login: string): Promise<Actor> {
  const user = await ports.store.transaction((tx) => tx.lockUser(login));
  if (user === undefined || user.disabledAt !== null) {
    throw new Refused({ code: "access/login-unknown", facts: { login } });
  }
  return actorOf(user, { device: null, scopes: null });
}
