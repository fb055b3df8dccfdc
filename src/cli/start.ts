/**
 * `mailport start`: the whole centre in one process: data folder, database, record, screens, server
 * and, on a demo folder, the demo. Prints where it is and how long each part took.
 */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { operations } from "#operations/index.ts";
import type { SiteFacts } from "#operations/ports.ts";
import { type RunningServer, startServer } from "#server/main.ts";
import { takeDataLock } from "#store/embedded/data-lock.ts";
import { buildWeb } from "./build-web.ts";
import {
  type DataFolder,
  holdsNoRecord,
  makeDataFolder,
  removeInstanceNote,
  writeInstanceNote,
} from "./data-folder.ts";
import { type Demo, openDemo } from "./demo.ts";
import demoCentre from "./demo-centre.json" with { type: "json" };
import { DEMO_ADMINISTRATOR, DEMO_LOGINS, DEMO_PASSWORD } from "./demo-people.ts";
import { establish } from "./init.ts";
import { readInitFile } from "./init-file.ts";
import { type OpenRecord, openRecord, portsOf } from "./open-record.ts";
import { packageVersion } from "./package-version.ts";
import { closeOnSignal, listenForSignals } from "./stopping.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

export type StartOptions = {
  readonly folder: DataFolder;
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
  readonly demo: boolean;
  /** What browsers call this server behind its proxy with TLS. */
  readonly publicOrigin?: string;
  /** Addresses of proxies, by commas. */
  readonly trustProxy?: string;
};

/** Connections of the server to its database. */
const POOL = 12;
/** Bytes of the token by which verbs reach this instance. */
const TOKEN_BYTES = 32;

/** Serves until a signal; then stops in order: server, demo, database. */
export async function start(terminal: Terminal, options: StartOptions): Promise<number> {
  const { folder, demo } = options;
  if (demo && process.env["DATABASE_URL"]) {
    throw new Refused({ code: "start/demo-refused" }, terminal.say("start.demo-refused"));
  }
  tellFolder(terminal, folder);
  if (needsTls(options)) terminal.note(terminal.say("start.needs-tls", { host: options.host }));
  const mayHaveDemo = demo || isOwnMachine(options.host);
  if (!mayHaveDemo && holdsNoRecord(folder.path)) throw notInitialised(terminal, folder.path);
  listenForSignals(EXIT.well);
  const lock = lockOwn(folder.path);
  const record = await openRecord(folder.path, (line) => terminal.note(line), POOL);
  closeOnSignal(async () => {
    terminal.note(terminal.say("start.stopping"));
    await record.close();
    lock?.release();
    terminal.note(terminal.say("start.stopped"));
  });
  try {
    const { database, migrations } = record.database.took;
    tellPart(terminal, "database", database);
    tellPart(terminal, "migrations", migrations);
    const whole = await ensureCentre(terminal, record, options);
    await serve(terminal, whole, options);
    return await new Promise<never>(() => undefined);
  } catch (error) {
    await record.close();
    lock?.release();
    throw error;
  }
}

function isOwnMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1)$/.test(host);
}

/** Browsers keep a session without TLS only on the machine of the server itself. */
function needsTls({ host, publicOrigin }: StartOptions): boolean {
  return !isOwnMachine(host) && publicOrigin === undefined;
}

/** The embedded database locks its folder itself; files beside another database need the same. */
function lockOwn(folder: string): { release(): void } | undefined {
  if (!process.env["DATABASE_URL"]) return undefined;
  makeDataFolder(folder);
  return takeDataLock(folder);
}

function tellFolder(terminal: Terminal, { path, isDefault }: DataFolder): void {
  const why = isDefault ? terminal.say("start.data-default") : undefined;
  const key = process.env["DATABASE_URL"] ? "start.data-database" : "start.data";
  terminal.note(terminal.say(key, { folder: path, why }));
}

type Part = "database" | "migrations" | "web" | "centre" | "server" | "demo";

function tellPart(terminal: Terminal, part: Part, seconds: number): void {
  const facts = { part: terminal.say(`start.part-${part}`), seconds: seconds.toFixed(1) };
  terminal.note(terminal.say("start.part", facts));
}

async function timed<T>(terminal: Terminal, part: Part, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const value = await work();
  tellPart(terminal, part, (performance.now() - began) / 1000);
  return value;
}

type Whole = OpenRecord & { readonly site: SiteFacts };

/** The record with its centre: there already, or made for the demo. */
async function ensureCentre(
  terminal: Terminal,
  record: OpenRecord,
  options: StartOptions,
): Promise<Whole> {
  const { folder, demo } = options;
  const { site } = record;
  if (site !== undefined) {
    if (!demo || site.madeBy === "demo") return { ...record, site };
    const facts = { folder: folder.path };
    throw new Refused({ code: "start/not-a-demo", facts }, terminal.say("start.not-a-demo", facts));
  }
  // A folder without a centre is as good as empty: a first start may have been cut off. Other
  // machines are shown a demo only where somebody asked for one.
  const mayBeDemo = record.database.embedded !== undefined && isOwnMachine(options.host);
  if (!demo && !mayBeDemo) throw notInitialised(terminal, folder.path);
  return timed(terminal, "centre", async () => {
    const { plan } = readInitFile(JSON.stringify(demoCentre), "demo-centre.json");
    if (plan === undefined) throw new Error("the demo's own centre reads without a fault");
    const made = await establish(record, folder.path, plan, DEMO_PASSWORD, "demo");
    if (!made.ok) throw new Refused(made.refusal);
    return { ...record, site: made.value };
  });
}

function notInitialised(terminal: Terminal, folder: string): Refused {
  const sentence = terminal.say("start.not-initialised", { folder });
  return new Refused({ code: "init/not-initialised", facts: { folder } }, sentence);
}

/** Answers requests when the screens are built and the demo's users are there; its pieces come after. */
async function serve(terminal: Terminal, record: Whole, options: StartOptions): Promise<void> {
  const folder = options.folder.path;
  const isDemo = record.site.madeBy === "demo" && record.database.embedded !== undefined;
  const ports = portsOf(record, folder);
  const [pages, demo] = await Promise.all([
    timed(terminal, "web", () => screens(terminal, folder)),
    isDemo ? timed(terminal, "demo", () => openDemo(ports, operations)) : undefined,
  ]);
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  const listen = (): Promise<RunningServer> =>
    startServer({
      pool: record.pool,
      dataFolder: folder,
      masterKey: record.masterKey,
      site: record.site,
      operations,
      version: packageVersion(),
      host: options.host,
      port: options.port,
      pagesFolder: () => pages,
      localToken: token,
      ...(options.publicOrigin === undefined ? {} : { publicOrigin: options.publicOrigin }),
      ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
      offeredLogins: isDemo ? OFFERED_LOGINS : [],
    });
  const server = await timed(terminal, "server", () => listening(options, listen));
  leaveNote(folder, record, server, token);
  const ready = terminal.say("start.ready", { address: server.address });
  terminal.print([ready, ...(isDemo ? loginLines(terminal) : [])].join("\n"));
  if (demo !== undefined) keepMoving(terminal, demo);
}

/** Without a builder the centre runs all the same; its page says that the screens are missing. */
async function screens(terminal: Terminal, folder: string): Promise<string | undefined> {
  const built = await buildWeb(join(folder, "web"));
  if (built.ok) return built.value.folder;
  terminal.note(terminal.refusal(built.refusal));
  return undefined;
}

/** Refuses `start/port-taken` and `start/port-forbidden` where the address cannot be had. */
async function listening<T>({ host, port }: StartOptions, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE")
      throw new Refused({ code: "start/port-taken", facts: { host, port } });
    if (code === "EACCES")
      throw new Refused({ code: "start/port-forbidden", facts: { host, port } });
    throw error;
  }
}

function leaveNote(folder: string, record: Whole, server: RunningServer, token: string): void {
  const { connection, embedded } = record.database;
  const database = { owner: connection, superuser: embedded?.connection };
  // Verbs of this machine come by loopback, also when the server listens everywhere.
  const address = server.address.replace(/\/\/(0\.0\.0\.0|\[::\])(?=:)/, "//127.0.0.1");
  writeInstanceNote(folder, { address, token, pid: process.pid, database });
  closeOnSignal(async () => {
    removeInstanceNote(folder);
    await server.stop();
  });
}

const OFFERED_LOGINS = [
  ...DEMO_LOGINS.map(({ login, name, roles }) => ({ login, name, roles })),
  { login: DEMO_ADMINISTRATOR, name: demoCentre.administrator.name, roles: ["administrator"] },
].map((one) => ({ ...one, password: DEMO_PASSWORD }));

function loginLines(terminal: Terminal): readonly string[] {
  const rows = OFFERED_LOGINS.map(
    ({ login, name, roles }) => `  ${login.padEnd(12)}${name.padEnd(14)}${roles.join(", ")}`,
  );
  return [terminal.say("start.logins", { password: DEMO_PASSWORD }), ...rows];
}

/** The next move begins only when the one before it has ended. */
function keepMoving(terminal: Terminal, demo: Demo): void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let current: Promise<unknown> = Promise.resolve();
  const next = (): void => {
    current = demo
      .step()
      .then((goesOn) => {
        if (!goesOn) terminal.note(terminal.say("demo.paused", { count: demo.items }));
        else if (!isStopped) timer = setTimeout(next, demo.waitMs);
      })
      .catch((error: unknown) => terminal.note(String(error)));
  };
  timer = setTimeout(next, demo.waitMs);
  closeOnSignal(async () => {
    isStopped = true;
    clearTimeout(timer);
    await current;
  });
}
