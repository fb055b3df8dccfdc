/**
 * One Mailport per data folder: a file that names the process holding it. It outlives a killed
 * holder, so the process's birth is kept with its number and a dead holder's file is taken over.
 */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { StoreFault } from "#store/store-fault.ts";
import { processBirth } from "./process-identity.ts";

type Holder = { readonly pid: number; readonly birth: string };
/** A held data folder; `release` may be called again. */
export type DataLock = { readonly release: () => void };

const ATTEMPTS = 5;

/** Takes the folder for this process. Throws `store/data-in-use` with the holder's `pid`. */
export function takeDataLock(dataFolder: string): DataLock {
  const file = join(dataFolder, "mailport.lock");
  const mine: Holder = { pid: process.pid, birth: processBirth(process.pid) ?? "unknown" };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (placeWhole(file, mine)) return { release: () => releaseOwn(file, mine) };
    const holder = readHolder(file);
    if (holder !== undefined && isHeld(holder)) throw inUse(dataFolder, holder.pid);
    removeStale(file);
  }
  throw inUse(dataFolder, readHolder(file)?.pid);
}

function inUse(dataFolder: string, pid: number | undefined): StoreFault {
  const who = pid === undefined ? "another process" : `process ${pid}`;
  const sentence = `The data in ${dataFolder} is in use by ${who}; stop it first, or use another
    folder with --data.`.replace(/\s+/g, " ");
  return new StoreFault("store/data-in-use", sentence, { dataFolder, pid });
}

/** A link appears whole or not at all: nobody reads a half-written holder. */
function placeWhole(file: string, holder: Holder): boolean {
  const draft = `${file}.${holder.pid}`;
  writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const found = JSON.parse(readFileSync(file, "utf8")) as Partial<Holder>;
    if (typeof found.pid !== "number" || typeof found.birth !== "string") return undefined;
    return { pid: found.pid, birth: found.birth };
  } catch {
    return undefined;
  }
}

function isHeld(holder: Holder): boolean {
  return processBirth(holder.pid) === holder.birth;
}

/** Two starts may see the same dead holder: the file is moved aside and read again first. */
function removeStale(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = readHolder(aside);
  if (moved !== undefined && isHeld(moved)) linkBack(aside, file);
  rmSync(aside, { force: true });
}

function linkBack(aside: string, file: string): void {
  try {
    linkSync(aside, file);
  } catch {
    // Someone else holds the folder by now; the next attempt sees who.
  }
}

function releaseOwn(file: string, mine: Holder): void {
  const holder = readHolder(file);
  if (holder?.pid === mine.pid && holder.birth === mine.birth) rmSync(file, { force: true });
}
