/**
 * Opens the database of a data folder, prepared and migrated: the embedded one for this process's
 * duration, or the server that DATABASE_URL names. Knows nothing of operations.
 */
import { userInfo } from "node:os";
import { bootstrap } from "#store/bootstrap.ts";
import { type Connection, withClient } from "#store/connection.ts";
import { type EmbeddedPostgres, startEmbedded } from "#store/embedded/launcher.ts";
import { type MigrationReport, migrate } from "#store/migrate.ts";
import { StoreFault } from "#store/store-fault.ts";
import { closeOnSignal } from "./stopping.ts";

export type OpenDatabase = {
  /** Acts as the owner. */
  readonly connection: Connection;
  /** Absent where DATABASE_URL names the server. */
  readonly embedded: EmbeddedPostgres | undefined;
  readonly migrations: MigrationReport;
  /** Seconds each part took. */
  readonly took: { readonly database: number; readonly migrations: number };
  readonly close: () => Promise<void>;
};

/** Name of the embedded database. */
const DATABASE = "mailport";

/**
 * Throws `StoreFault` with one sentence when it cannot be opened. `onTaken` is called as soon as the
 * embedded database holds the folder, long before it is ready; never with DATABASE_URL.
 */
export async function openDatabase(
  folder: string,
  log: (line: string) => void,
  onTaken?: () => void,
): Promise<OpenDatabase> {
  const url = process.env["DATABASE_URL"];
  const began = performance.now();
  const starting = url
    ? undefined
    : startEmbedded({ dataFolder: folder, log, ...(onTaken && { onTaken }) });
  // A signal while it starts would leave it running alone.
  const forget = closeOnSignal(async () => (await starting?.catch(() => undefined))?.stop());
  const close = async (): Promise<void> => {
    await (await starting)?.stop();
    forget();
  };
  const embedded = await starting?.catch((error: unknown) => {
    forget();
    throw error;
  });
  try {
    const given = url ? fromUrl(url) : undefined;
    const maintenance = given === undefined ? embedded?.connection : await reachable(given);
    if (maintenance === undefined) throw new Error("there is a database or its address");
    const name = given?.database ?? DATABASE;
    const connection = await bootstrap(maintenance, name, { ownerSignsIn: embedded !== undefined });
    const prepared = performance.now();
    const migrations = await migrate(connection);
    const took = {
      database: (prepared - began) / 1000,
      migrations: (performance.now() - prepared) / 1000,
    };
    return { connection, embedded, migrations, took, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** SQLSTATE: the database named does not exist. */
const NO_DATABASE = "3D000";

/** The database named where it exists, else the one every server has: bootstrap makes the other. */
async function reachable(given: Connection): Promise<Connection> {
  try {
    await withClient(given, async () => undefined);
    return given;
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === NO_DATABASE) {
      return { ...given, database: "postgres" };
    }
    const said = error instanceof Error ? error.message : String(error);
    const where = `${given.host}:${given.port}`;
    const sentence = `The database server of DATABASE_URL at ${where} cannot be reached: ${said}.`;
    throw new StoreFault("store/server-unreachable", sentence, { where, said });
  }
}

/** `postgresql://user:password@host:port/database?sslmode=require`; `?host=/folder` for a socket. */
function fromUrl(text: string): Connection {
  const url = new URL(text);
  const database = decodeURIComponent(url.pathname.slice(1)) || DATABASE;
  const sslmode = url.searchParams.get("sslmode") ?? "disable";
  return {
    host: url.searchParams.get("host") ?? (url.hostname || "localhost"),
    port: Number(url.port || 5432),
    user: decodeURIComponent(url.username) || userInfo().username,
    database,
    ...(url.password === "" ? {} : { password: decodeURIComponent(url.password) }),
    ...(sslmode === "disable" ? {} : { ssl: true }),
  };
}
