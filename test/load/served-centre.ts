/**
 * A centre of `examples/centre.json` in a data folder of its own, and the real server on it as a
 * process of its own: for benchmarks and soaks. Screens are not built; everything else is real.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { establish } from "#cli/init.ts";
import { readInitFile } from "#cli/init-file.ts";
import { type OpenRecord, openRecord } from "#cli/open-record.ts";
import { call } from "#operations/call.ts";
import { createUser } from "#operations/create-user.ts";
import type { Actor, Operation } from "#operations/define.ts";
import { issueToken, operations } from "#operations/index.ts";
import type { Ports, SiteFacts } from "#operations/ports.ts";
import { systemActor } from "#operations/sessions.ts";
import { startServer } from "#server/main.ts";
import { makePorts } from "#server/ports.ts";
import type { Connection } from "#store/connection.ts";
import type { Pool } from "#store/pool.ts";
import { PASSWORD } from "#test/mailport.ts";
import { importRates } from "#test/rates.ts";

/** As many as the product's own start opens. */
const POOL = 12;

/** Tokens by which a load may scan and declare. */
export type Tokens = { readonly floor: string; readonly express: string };

export type OpenCentre = {
  readonly record: OpenRecord;
  readonly site: SiteFacts;
  readonly ports: Ports;
  readonly tokens: Tokens;
  /** True where the folder held a centre before. */
  readonly isKept: boolean;
};

/** Opens the folder's record in this process; sets the centre up where there is none. */
export async function openCentreFolder(folder: string): Promise<OpenCentre> {
  const record = await openRecord(folder);
  const isKept = record.site !== undefined;
  const site = record.site ?? (await setUpCentre(record, folder));
  const { pool, masterKey } = record;
  const ports = makePorts({ pool, dataFolder: folder, masterKey, site });
  const system = systemActor(site.operatorId);
  if (!isKept) {
    await importRates(ports, { ...system, roles: ["administrator"] });
    const user = { password: PASSWORD };
    await act(ports, createUser, system, {
      ...user,
      login: "floor",
      name: "Floor",
      party: "CKG-CENTRE",
      roles: ["floor"],
    });
    await act(ports, createUser, system, {
      ...user,
      login: "express",
      name: "Express",
      party: "HX",
      roles: ["clerk", "declarant"],
    });
  }
  const tokens = {
    floor: await tokenFor(ports, system, "floor", ["record-scans"]),
    express: await tokenFor(ports, system, "express", ["lodge-declarations"]),
  };
  return { record, site, ports, tokens, isKept };
}

async function setUpCentre(record: OpenRecord, folder: string): Promise<SiteFacts> {
  const { plan } = readInitFile(readFileSync("examples/centre.json", "utf8"), "centre.json");
  if (plan === undefined) throw new Error("examples/centre.json does not read");
  const made = await establish(record, folder, plan, PASSWORD, "init");
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

async function tokenFor(
  ports: Ports,
  system: Actor,
  login: string,
  scopes: readonly string[],
): Promise<string> {
  const administrator: Actor = { ...system, roles: ["administrator"] };
  const given = { login, name: "load", scopes };
  const { token } = await act<{ token: string }>(ports, issueToken, administrator, given);
  return token;
}

async function act<T>(
  ports: Ports,
  operation: Operation,
  actor: Actor,
  input: unknown,
): Promise<T> {
  const answer = await call(ports, operation, actor, input);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value as T;
}

/** What the server's process says in its first line. */
export type Serving = {
  readonly address: string;
  /** Acts as the owner of the tables. */
  readonly database: Connection;
  /** Process number of the database server when it started. */
  readonly postmaster: number;
  readonly clusterFolder: string;
};

/** Serves a folder in this process until SIGTERM; a trial may put a pool of its own around the real one. */
export async function serveCentre(
  folder: string,
  port: number,
  around: (pool: Pool) => Pool = (pool) => pool,
): Promise<void> {
  const record = await openRecord(folder, (line) => console.error(line), POOL);
  const { site, masterKey, database } = record;
  if (site === undefined || database.embedded === undefined) throw new Error("no centre here");
  const server = await startServer({
    pool: around(record.pool),
    dataFolder: folder,
    masterKey,
    site,
    operations,
    version: "0.0.0",
    host: "127.0.0.1",
    port,
    pagesFolder: () => undefined,
  });
  process.once("SIGTERM", () => {
    void server.stop().then(() => record.close());
  });
  const said: Serving = {
    address: server.address,
    database: database.connection,
    postmaster: database.embedded.pid,
    clusterFolder: database.embedded.clusterFolder,
  };
  console.log(JSON.stringify(said));
}

export type ServedCentre = Serving & {
  readonly pid: number;
  readonly child: ChildProcess;
  /** Graceful; gives the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** The real server, alone in its process. */
export const SERVER_SCRIPT = join(import.meta.dirname, "serve-centre.ts");

/** Starts the server of a folder as a process; `node` are further arguments of Node. */
export async function startServed(
  folder: string,
  { script = SERVER_SCRIPT, port = 0, node = [] as readonly string[] } = {},
): Promise<ServedCentre> {
  const args = [...node, script, folder, String(port)];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  const ended = once(child, "exit");
  const noted: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => {
    noted.push(line);
    if (noted.length > 50) noted.shift();
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as Serving;
    child.stdout.resume();
    const stop = async (): Promise<number | null> => {
      child.kill("SIGTERM");
      const [code] = await ended;
      return code as number | null;
    };
    return { ...said, pid: child.pid ?? 0, child, stop };
  }
  child.kill("SIGKILL");
  throw new Error(`the server ended: ${noted.join("\n")}`);
}
