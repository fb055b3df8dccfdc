/**
 * Where Mailport keeps its data: the folder named, else `mailport` under XDG_DATA_HOME or
 * `~/.local/share`. Also the file in it by which verbs find the running instance.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import type { Connection } from "#store/connection.ts";
import { StoreFault } from "#store/store-fault.ts";
import { Refused } from "./terminal.ts";

export type DataFolder = { readonly path: string; readonly isDefault: boolean };

/** The folder of this run, absolute; it need not exist. */
export function dataFolder(named: string | undefined): DataFolder {
  if (named !== undefined) return { path: resolve(named), isDefault: false };
  const base = process.env["XDG_DATA_HOME"] || join(homedir(), ".local", "share");
  return { path: join(base, "mailport"), isDefault: true };
}

/** The home of a user that has none, as systems name it; nobody makes such a folder. */
const NO_HOME = "/nonexistent";

/** Without HOME, a uid that no passwd entry names has no home, and libraries throw when they ask. */
export function nameHome(): void {
  try {
    homedir();
  } catch {
    process.env["HOME"] = NO_HOME;
  }
}

/** Makes the folder when absent, passable by the database's user. Throws `store/data-unreachable`. */
export function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o711 });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const sentence = `The data folder ${path} cannot be made: ${said}`;
    throw new StoreFault("store/data-unreachable", sentence, { dataFolder: path, said });
  }
}

/**
 * Refuses `init/not-initialised` where nothing is and no server is named: a verb on a misspelt
 * folder makes no database.
 */
export function refuseEmptyFolder(path: string): void {
  if (!holdsNoRecord(path)) return;
  throw new Refused({ code: "init/not-initialised", facts: { folder: path } });
}

/** Whether there is surely no record: an empty folder, or none, and no server named. */
export function holdsNoRecord(path: string): boolean {
  if (process.env["DATABASE_URL"]) return false;
  try {
    return readdirSync(path).length === 0;
  } catch {
    return true;
  }
}

/** How a running instance is reached; the token is worth as much as the folder itself. */
export type InstanceNote = {
  readonly address: string;
  readonly token: string;
  readonly pid: number;
  /** How verbs that look at the whole record reach the database. */
  readonly database?: { readonly owner: Connection; readonly superuser: Connection | undefined };
};

function noteFile(folder: string): string {
  return join(folder, "instance.json");
}

/** Written for the owner's eyes only. */
export function writeInstanceNote(folder: string, note: InstanceNote): void {
  rmSync(noteFile(folder), { force: true });
  writeFileSync(noteFile(folder), JSON.stringify(note), { mode: 0o600, flag: "wx" });
}

export function removeInstanceNote(folder: string): void {
  rmSync(noteFile(folder), { force: true });
}

/** The note of an instance that still runs; one left behind by a killed process counts as none. */
export function readInstanceNote(folder: string): InstanceNote | undefined {
  try {
    const note = JSON.parse(readFileSync(noteFile(folder), "utf8")) as InstanceNote;
    process.kill(note.pid, 0);
    return note;
  } catch (error) {
    const isAnothers = (error as NodeJS.ErrnoException).code === "EPERM";
    return isAnothers
      ? (JSON.parse(readFileSync(noteFile(folder), "utf8")) as InstanceNote)
      : undefined;
  }
}
