/**
 * `mailport start`: the whole centre in one process. Here its folder is taken and what needs time
 * begins side by side: the database, the screens, and loading the rest (`serve-centre.ts`).
 */
import { join } from "node:path";
import { takeDataLock } from "#store/embedded/data-lock.ts";
import { buildWeb } from "./build-web.ts";
import { type DataFolder, holdsNoRecord, makeDataFolder } from "./data-folder.ts";
import { openDatabase } from "./open-database.ts";
import type { ServeOptions } from "./serve-centre.ts";
import { notInitialised, timed } from "./start-words.ts";
import { listenForSignals } from "./stopping.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";

export type StartOptions = Omit<ServeOptions, "folder" | "mayHaveDemo"> & {
  readonly folder: DataFolder;
  readonly demo: boolean;
};

/** Serves until a signal; then stops in order: server, demo, database. */
export async function start(terminal: Terminal, options: StartOptions): Promise<number> {
  const { folder, demo, host } = options;
  if (demo && process.env["DATABASE_URL"]) {
    throw new Refused({ code: "start/demo-refused" }, terminal.say("start.demo-refused"));
  }
  tellFolder(terminal, folder);
  if (needsTls(options)) terminal.note(terminal.say("start.needs-tls", { host }));
  // Other machines are shown a demo only where somebody asked for one.
  const mayHaveDemo = demo || isOwnMachine(host);
  if (!mayHaveDemo && holdsNoRecord(folder.path)) throw notInitialised(terminal, folder.path);
  listenForSignals(EXIT.well);
  const lock = lockOwn(folder.path);
  try {
    let built: Promise<string | undefined> | undefined;
    const pages = () => (built ??= timed(terminal, "web", () => screens(terminal, folder)));
    // What goes wrong with them is told to whoever waits for them.
    const begin = (): void => void pages().catch(() => undefined);
    const opening = openDatabase(folder.path, (line) => terminal.note(line), begin);
    const [{ serveCentre }, database] = await Promise.all([import("./serve-centre.ts"), opening]);
    const opened = { database, pages, release: () => lock?.release() };
    return await serveCentre(terminal, opened, { ...options, folder: folder.path, mayHaveDemo });
  } catch (error) {
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
  makeDataFolder(folder);
  return process.env["DATABASE_URL"] ? takeDataLock(folder) : undefined;
}

function tellFolder(terminal: Terminal, { path, isDefault }: DataFolder): void {
  const why = isDefault ? terminal.say("start.data-default") : undefined;
  const key = process.env["DATABASE_URL"] ? "start.data-database" : "start.data";
  terminal.note(terminal.say(key, { folder: path, why }));
}

/** Without a builder the centre runs all the same; its page says that the screens are missing. */
async function screens(terminal: Terminal, folder: DataFolder): Promise<string | undefined> {
  const built = await buildWeb(join(folder.path, "web"));
  if (built.ok) return built.value.folder;
  terminal.note(terminal.refusal(built.refusal));
  return undefined;
}
