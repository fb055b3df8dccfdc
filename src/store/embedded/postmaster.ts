/**
 * One PostgreSQL server process: started, watched until ready, stopped. A server left running by
 * a killed parent is stopped cleanly first. Which folders and identity: `placement.ts`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StoreFault } from "#store/store-fault.ts";
import { program } from "./binaries.ts";
import { commandAs, type Placement, runAs } from "./placement.ts";
import { processBirth, servesFolder } from "./process-identity.ts";
import { identity as spawnIdentity } from "./run-command.ts";

export type Log = (line: string) => void;

/** Where a server listens: a socket folder, or on Windows a loopback port. */
export type Address = { readonly host: string; readonly port: number };

/** A server that is ready. */
export type Postmaster = {
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
};

/** The shutdown checkpoint of a busy server takes seconds. */
const STOP_MS = 60_000;
/** A killed server's lock and shared memory may linger until its children are gone. */
const STALE_LOCK_MS = 15_000;
const POLL_MS = 20;
const STALE_LOCK = /lock file "[^"]*" already exists|pre-existing shared memory block/;

/** Starts the server and waits until it is ready; crash recovery may take as long as it needs. */
export async function startPostmaster(
  placement: Placement,
  address: Address,
  settings: Readonly<Record<string, string>>,
  log: Log,
): Promise<Postmaster> {
  const giveUpAt = Date.now() + STALE_LOCK_MS;
  for (;;) {
    const logStart = logSize(placement);
    const child = spawnServer(placement, address, settings);
    const postmaster = await untilReady(placement, child);
    if (postmaster !== undefined) return postmaster;
    const said = logSince(placement, logStart);
    if (!STALE_LOCK.test(said) || Date.now() > giveUpAt) throw didNotStart(placement, said);
    log("the database's previous server is still going away; trying again");
    await sleep(500);
  }
}

function spawnServer(
  placement: Placement,
  address: Address,
  settings: Readonly<Record<string, string>>,
): ChildProcess {
  const args = ["-D", placement.clusterFolder, ...listenArguments(address)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const file = program(placement.binaries, "postgres");
  const command = commandAs(placement, placement.identity, file, args);
  const output = openSync(logFile(placement), "a", 0o600);
  const child = spawn(command.file, [...command.args], {
    ...spawnIdentity(command),
    cwd: process.platform === "win32" ? placement.clusterFolder : "/",
    env: command.env,
    stdio: ["ignore", output, output],
    // A session of its own: Ctrl-C at the terminal stops Mailport first, and it the database.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  closeSync(output);
  return child;
}

function listenArguments(address: Address): string[] {
  const listen = process.platform === "win32" ? address.host : "";
  const args = ["-p", String(address.port), "-c", `listen_addresses=${listen}`];
  if (process.platform === "win32") return args;
  return [...args, "-k", address.host, "-c", "unix_socket_permissions=0700"];
}

/** Ready by the server's own word; undefined when the process ended before. */
async function untilReady(
  placement: Placement,
  child: ChildProcess,
): Promise<Postmaster | undefined> {
  let gone = false;
  const ended = new Promise<void>((resolve) => {
    const settle = (): void => {
      gone = true;
      resolve();
    };
    child.once("exit", settle);
    child.once("error", settle);
  });
  while (!gone) {
    const found = readPostmasterFile(placement.clusterFolder);
    if (found !== undefined && found.pid === child.pid && found.status === "ready") {
      return { pid: found.pid, ended };
    }
    await sleep(POLL_MS);
  }
  return undefined;
}

type PostmasterFile = {
  readonly pid: number;
  readonly socketFolder: string;
  readonly status: string;
};

/** `postmaster.pid`: number, folder, start, port, socket folder, address, memory key, status. */
function readPostmasterFile(clusterFolder: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(clusterFolder, "postmaster.pid"), "utf8").split("\n");
    const pid = Number.parseInt(lines[0] ?? "", 10);
    if (!(pid > 0)) return undefined;
    return { pid, socketFolder: lines[4]?.trim() ?? "", status: lines[7]?.trim() ?? "" };
  } catch {
    return undefined;
  }
}

/**
 * Stops the server that a killed parent left on this folder, and removes a lock file that names a
 * process which is provably something else. Returns the socket folder it used, if any.
 */
export async function stopLeftover(placement: Placement, log: Log): Promise<string | undefined> {
  const { clusterFolder } = placement;
  const found = readPostmasterFile(clusterFolder);
  if (found === undefined) return undefined;
  if (servesFolder(found.pid, clusterFolder)) {
    log(`stopping the database server ${found.pid} that a killed Mailport left running`);
    await stopServer(placement, found.pid, () => processBirth(found.pid) !== undefined);
  } else if (process.platform === "linux") {
    rmSync(join(clusterFolder, "postmaster.pid"), { force: true });
  }
  return found.socketFolder === "" ? undefined : found.socketFolder;
}

/** Fast shutdown with its checkpoint; after a minute, immediate shutdown (recovers on start). */
export async function stopServer(
  placement: Placement,
  pid: number,
  isRunning: () => boolean,
): Promise<void> {
  if (process.platform === "win32") {
    const args = ["stop", "-D", placement.clusterFolder, "-m", "fast", "-w", "-t", "60"];
    await runAs(placement, "direct", program(placement.binaries, "pg_ctl"), args);
    return;
  }
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    sendSignal(pid, signal);
    const waitUntil = Date.now() + (signal === "SIGINT" ? STOP_MS : 10_000);
    while (isRunning() && Date.now() < waitUntil) await sleep(POLL_MS);
    if (!isRunning()) return;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}

export function logFile(placement: Placement): string {
  return join(placement.home, "postgres.log");
}

function logSize(placement: Placement): number {
  return existsSync(logFile(placement)) ? statSync(logFile(placement)).size : 0;
}

function logSince(placement: Placement, start: number): string {
  return readFileSync(logFile(placement)).subarray(start).toString("utf8");
}

function didNotStart(placement: Placement, said: string): StoreFault {
  const tail = said.trim().split("\n").slice(-6).join("\n");
  const sentence = `The database did not start; its log ${logFile(placement)} ends with:\n${tail}`;
  return new StoreFault("store/database-did-not-start", sentence, { said: tail });
}
