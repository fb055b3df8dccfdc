/** The connections of one process to its database; everything else is handed a pool or a client. */
import pg from "pg";
import type { Connection } from "./connection.ts";

/** Connections to a database, for those who may not name the driver. */
export type Pool = pg.Pool;

/** A pool of at most `size` connections. A connection lost while idle is replaced, not fatal. */
export function openPool(connection: Connection, size: number): pg.Pool {
  const pool = new pg.Pool({ ...connection, max: size, application_name: "mailport" });
  pool.on("error", () => undefined);
  // One lost while in use fails its query; without a listener it would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}
