/**
 * What `mailport start` does once the folder is its own: the record and its centre, the server, and on
 * a demo folder the demo. Loaded while the database starts and the screens are built.
 */
import { randomBytes } from "node:crypto";
import { operations } from "#operations/index.ts";
import type { SiteFacts } from "#operations/ports.ts";
import { type RunningServer, startServer } from "#server/main.ts";
import { removeInstanceNote, writeInstanceNote } from "./data-folder.ts";
import { type Demo, openDemo } from "./demo.ts";
import demoCentre from "./demo-centre.json" with { type: "json" };
import { DEMO_ADMINISTRATOR, DEMO_LOGINS, DEMO_PASSWORD } from "./demo-people.ts";
import { establish } from "./init.ts";
import { readInitFile } from "./init-file.ts";
import type { OpenDatabase } from "./open-database.ts";
import { type OpenRecord, portsOf, recordOn } from "./open-record.ts";
import { packageVersion } from "./package-version.ts";
import { notInitialised, tellPart, timed } from "./start-words.ts";
import { closeOnSignal } from "./stopping.ts";
import { Refused, type Terminal } from "./terminal.ts";

export type ServeOptions = {
  /** The data folder. */
  readonly folder: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly host: string;
  /** Somebody asked for the demo: a folder with a real centre is refused. */
  readonly demo: boolean;
  /** An empty folder may become the demo. */
  readonly mayHaveDemo: boolean;
  /** What browsers call this server behind its proxy with TLS. */
  readonly publicOrigin?: string;
  /** Addresses of proxies, by commas. */
  readonly trustProxy?: string;
};

/** What was begun before this was loaded, and is closed here. */
type Begun = {
  readonly database: OpenDatabase;
  /** Gives the folder of the screens once they are built; undefined where none can be. */
  readonly pages: () => Promise<string | undefined>;
  /** Gives the data folder back. */
  readonly release: () => void;
};

/** Connections of the server to its database. */
const POOL = 12;
/** Bytes of the token by which verbs reach this instance. */
const TOKEN_BYTES = 32;

/** Serves until a signal; the database is closed where it cannot. */
export async function serveCentre(
  terminal: Terminal,
  { database, pages, release }: Begun,
  options: ServeOptions,
): Promise<never> {
  tellPart(terminal, "database", database.took.database);
  tellPart(terminal, "migrations", database.took.migrations);
  const record = await recordOn(database, options.folder, (line) => terminal.note(line), POOL);
  closeOnSignal(async () => {
    terminal.note(terminal.say("start.stopping"));
    await record.close();
    release();
    terminal.note(terminal.say("start.stopped"));
  });
  try {
    const site = await ensureCentre(terminal, record, options);
    await serve(terminal, { ...record, site, pages }, options);
    return await new Promise<never>(() => undefined);
  } catch (error) {
    await record.close();
    throw error;
  }
}

/** The centre of the record: there already, or made for the demo. */
async function ensureCentre(
  terminal: Terminal,
  record: OpenRecord,
  { folder, demo, mayHaveDemo }: ServeOptions,
): Promise<SiteFacts> {
  const { site } = record;
  if (site !== undefined) {
    if (!demo || site.madeBy === "demo") return site;
    const sentence = terminal.say("start.not-a-demo", { folder });
    throw new Refused({ code: "start/not-a-demo", facts: { folder } }, sentence);
  }
  // A folder without a centre is as good as empty: a first start may have been cut off.
  if (!mayHaveDemo || record.database.embedded === undefined) {
    throw notInitialised(terminal, folder);
  }
  return timed(terminal, "centre", async () => {
    const { plan } = readInitFile(JSON.stringify(demoCentre), "demo-centre.json");
    if (plan === undefined) throw new Error("the demo's own centre reads without a fault");
    const made = await establish(record, folder, plan, DEMO_PASSWORD, "demo");
    if (!made.ok) throw new Refused(made.refusal);
    return made.value;
  });
}

type Whole = OpenRecord & Pick<Begun, "pages"> & { readonly site: SiteFacts };

/** Answers requests when the screens are built and the demo's users are there; its pieces come after. */
async function serve(terminal: Terminal, record: Whole, options: ServeOptions): Promise<void> {
  const { folder } = options;
  const isDemo = record.site.madeBy === "demo" && record.database.embedded !== undefined;
  const ports = portsOf(record, folder);
  const [pages, demo] = await Promise.all([
    record.pages(),
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

/** Refuses `start/port-taken` and `start/port-forbidden` where the address cannot be had. */
async function listening<T>({ host, port }: ServeOptions, listen: () => Promise<T>): Promise<T> {
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
