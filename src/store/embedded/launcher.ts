/**
 * The embedded PostgreSQL: one server per data folder, made on first start, started and stopped
 * with Mailport. Roles and tables are not its business (`#store/bootstrap.ts`, `migrate.ts`).
 */

import { randomInt } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join, resolve } from "node:path";
import type { Connection } from "#store/connection.ts";
import { StoreFault } from "#store/store-fault.ts";
import { ensureCluster, SUPERUSER, superuserPassword } from "./cluster-folder.ts";
import { type DataLock, takeDataLock } from "./data-lock.ts";
import {
  COPY_FOLDER,
  choosePlacement,
  makePrivateFolder,
  type Placement,
  socketFolder,
} from "./placement.ts";
import {
  type Address,
  type Log,
  logFile,
  type Postmaster,
  startPostmaster,
  stopLeftover,
  stopServer,
} from "./postmaster.ts";
import { serverSettings } from "./settings.ts";

/** What the caller decides; everything else follows from the machine. */
export type EmbeddedOptions = {
  /** Made when absent. Holds the database, its log, and whatever else Mailport keeps. */
  readonly dataFolder: string;
  /** Server settings that replace the defaults of `settings.ts`. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: Log;
  /** Called once the folder is this process's alone, long before the server is ready. */
  readonly onTaken?: () => void;
  /** Where root's copies go when nothing else works; `/var/lib/mailport` unless given. */
  readonly copyFolder?: string;
};

/** A running server. It is restarted when it dies by itself, on the same connection. */
export type EmbeddedPostgres = {
  /** Superuser on the maintenance database; for bootstrap only. */
  readonly connection: Connection;
  readonly dataFolder: string;
  /** Where the database's files are: below the data folder, unless root had to copy them. */
  readonly clusterFolder: string;
  readonly logFile: string;
  /** Of the package that carries the server, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** Process number of the server now; another one after it died and was restarted. */
  readonly pid: number;
  /** Settles when the server is down for good: after `stop`, or when restarting was given up. */
  readonly ended: Promise<void>;
  /** Fast shutdown with a checkpoint, up to 60 s; may be called again. */
  readonly stop: () => Promise<void>;
};

/** Longest socket folder: 107 bytes of a socket address less `/.s.PGSQL.5432`. */
export const SOCKET_FOLDER_BYTES = 93;
const LOG_BYTES = 50 * 1024 * 1024;

/**
 * Starts the server of a data folder. Throws `StoreFault`: `store/data-in-use` (fact `pid`),
 * `store/data-of-other-version`, `store/data-unreachable`, `store/database-did-not-start`, ….
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataFolder = resolve(options.dataFolder);
  const log = options.log ?? (() => undefined);
  openDataFolder(dataFolder);
  const lock = takeDataLock(dataFolder);
  try {
    options.onTaken?.();
    const placement = await choosePlacement(dataFolder, options.copyFolder ?? COPY_FOLDER);
    const settings = serverSettings(options.settings ?? {});
    await ensureCluster(placement, settings["fsync"] !== "off");
    dropTemporarySocketFolder(await stopLeftover(placement, log));
    rotateLog(placement);
    const address = makeAddress(placement);
    const first = await startPostmaster(placement, address, settings, log);
    return supervise({ dataFolder, placement, address, settings, log, lock }, first);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Stops the server that a killed Mailport left running on a data folder, and starts none. Throws
 * `store/data-in-use` when its Mailport lives.
 */
export async function stopAbandoned(dataFolder: string, log: Log = () => undefined): Promise<void> {
  const lock = takeDataLock(dataFolder);
  try {
    const placement = await choosePlacement(dataFolder, COPY_FOLDER);
    dropTemporarySocketFolder(await stopLeftover(placement, log));
  } finally {
    lock.release();
  }
}

function openDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o711 });
    accessSync(dataFolder, constants.R_OK | constants.W_OK | constants.X_OK);
    const cluster = join(dataFolder, "postgres");
    if (existsSync(cluster)) accessSync(cluster, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const sentence = `The data folder ${dataFolder} cannot be used by this user: ${said}`;
    throw new StoreFault("store/data-unreachable", sentence, { dataFolder, said });
  }
}

type Running = {
  readonly dataFolder: string;
  readonly placement: Placement;
  readonly address: Address;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: Log;
  readonly lock: DataLock;
};

/** A server that dies more often than this in one hour is not started again. */
const RESTARTS_PER_HOUR = 20;
const HOUR_MS = 3_600_000;

function supervise(running: Running, first: Postmaster): EmbeddedPostgres {
  const { dataFolder, placement, address, settings, log } = running;
  let server = first;
  let stopping: Promise<void> | undefined;
  const restartedAt: number[] = [];
  const isStopping = (): boolean => stopping !== undefined;

  async function keepRunning(): Promise<void> {
    for (;;) {
      await server.ended;
      if (isStopping()) return;
      if (tooManyRestarts(restartedAt)) return log("the database server keeps dying; giving up");
      log(`the database server ${server.pid} died; starting it again`);
      server = await startPostmaster(placement, address, settings, log);
      // `stop` came meanwhile and met only the dead one.
      if (isStopping()) return stopOne(placement, server);
    }
  }
  const ended = keepRunning()
    .catch((error: unknown) => log(String(error)))
    .finally(() => closeDown(running));

  async function stopOnce(): Promise<void> {
    await stopOne(placement, server);
    await ended;
  }
  return {
    connection: superuserConnection(placement, address),
    dataFolder,
    clusterFolder: placement.clusterFolder,
    logFile: logFile(placement),
    version: placement.binaries.packageVersion,
    get pid() {
      return server.pid;
    },
    ended,
    stop: () => (stopping ??= stopOnce()),
  };
}

async function stopOne(placement: Placement, server: Postmaster): Promise<void> {
  let gone = false;
  const ending = server.ended.then(() => {
    gone = true;
  });
  await stopServer(placement, server.pid, () => !gone);
  await ending;
}

function tooManyRestarts(restartedAt: number[]): boolean {
  restartedAt.push(Date.now());
  const hourAgo = Date.now() - HOUR_MS;
  return restartedAt.filter((at) => at > hourAgo).length > RESTARTS_PER_HOUR;
}

function closeDown(running: Running): void {
  dropTemporarySocketFolder(running.address.host);
  running.lock.release();
}

function superuserConnection(placement: Placement, address: Address): Connection {
  const connection = { ...address, user: SUPERUSER, database: "postgres" };
  const password = superuserPassword(placement);
  return password === undefined ? connection : { ...connection, password };
}

/** A socket's whole path is bounded by the system; deep folders get a short private one. */
function makeAddress(placement: Placement): Address {
  if (process.platform === "win32") return { host: "127.0.0.1", port: randomInt(20_000, 60_000) };
  const own = socketFolder(placement);
  const folder = Buffer.byteLength(own) <= SOCKET_FOLDER_BYTES ? own : temporarySocketFolder();
  makePrivateFolder(placement, folder);
  return { host: folder, port: 5432 };
}

const TEMPORARY = "/tmp/mailport-";

function temporarySocketFolder(): string {
  return mkdtempSync(TEMPORARY);
}

function dropTemporarySocketFolder(folder: string | undefined): void {
  // The name may come from a file that the server's identity wrote: only our own shape goes.
  if (folder === undefined || !/^\/tmp\/mailport-[A-Za-z0-9]{6}$/.test(folder)) return;
  rmSync(folder, { recursive: true, force: true });
}

/** The log of the run before a large one is kept beside it. */
function rotateLog(placement: Placement): void {
  const file = logFile(placement);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_BYTES) renameSync(file, `${file}.1`);
}
