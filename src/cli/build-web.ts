/**
 * Makes the screens' files for the server: built by Vite when the sources or the pinned packages
 * changed, kept in a folder named by their hash, put there whole or not at all. Serves nothing.
 */
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { ok, type Result, refuse } from "#base/result.ts";
import { runCommand } from "#store/embedded/run-command.ts";

/** Where the screens are. */
export type BuiltWeb = {
  /** Holds `index.html` and `assets/`. */
  readonly folder: string;
  /** False where an earlier build fits. */
  readonly built: boolean;
};

/** Where a packed release carries its screens; the repository has no such folder. */
const SHIPPED = join(import.meta.dirname, "..", "screens");
const BUILDER = join(import.meta.dirname, "build-web-process.ts");
const ROOT = join(import.meta.dirname, "..", "..");
/** Areas whose code is in the screens; each file of them counts, tests do not. */
const SOURCES = ["src/web", "src/words", "src/base", "src/standards/upu", "src/domain"];
const SETTINGS = ["package.json", "package-lock.json"];
const HASH_CHARACTERS = 16;

/**
 * Gives the folder with the screens, building them below `outFolder` when no build there fits.
 * Refuses `web/no-builder` where Vite is not installed (`--omit=dev`), `web/build-failed` where
 * the build fails; an earlier build is never harmed by either. `resolve` finds an installed package
 * and throws where it is not.
 */
export async function buildWeb(
  outFolder: string,
  resolve: (name: string) => string = createRequire(import.meta.url).resolve,
): Promise<Result<BuiltWeb>> {
  if (existsSync(join(SHIPPED, "index.html"))) return ok({ folder: SHIPPED, built: false });
  const hash = await hashOfSources(ROOT);
  const folder = join(outFolder, hash);
  if (existsSync(join(folder, "index.html"))) return ok({ folder, built: false });
  if (!hasVite(resolve)) return refuse("web/no-builder");
  const half = join(outFolder, `half-${process.pid}-${randomBytes(4).toString("hex")}`);
  await mkdir(outFolder, { recursive: true });
  try {
    await build(half);
    await rename(half, folder);
  } catch (thrown) {
    await rm(half, { recursive: true, force: true });
    // Another start may have finished the same build first: then its folder stands.
    if (!existsSync(join(folder, "index.html"))) {
      return refuse("web/build-failed", { found: String(thrown) });
    }
  }
  await removeOthers(outFolder, hash);
  return ok({ folder, built: true });
}

/** The hash of everything the build depends on, as 16 hexadecimal characters. */
export async function hashOfSources(root: string): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await sourcesOf(root)) {
    const bytes = await readFile(join(root, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex").slice(0, HASH_CHARACTERS);
}

async function sourcesOf(root: string): Promise<readonly string[]> {
  const paths: string[] = [...SETTINGS];
  for (const folder of SOURCES) {
    const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (!entry.isFile() || /\.test\.tsx?$/.test(entry.name)) continue;
      paths.push(relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
    }
  }
  return paths.sort();
}

function hasVite(resolve: (name: string) => string): boolean {
  try {
    resolve("vite/package.json");
    return true;
  } catch {
    return false;
  }
}

/** Throws what the builder said where it failed. One that outlives this process harms nothing. */
async function build(outFolder: string): Promise<void> {
  const args = [BUILDER, outFolder];
  // Another NODE_ENV would build screens that are slower and name the folders of this machine.
  const env = { ...process.env, NODE_ENV: "production" };
  const { code, said } = await runCommand({ file: process.execPath, args, env });
  if (code !== 0) throw new Error(said.trim());
}

/** Removes builds of older sources, and halves whose process is gone. */
async function removeOthers(outFolder: string, hash: string): Promise<void> {
  for (const name of await readdir(outFolder)) {
    const isOld = /^[0-9a-f]{16}$/.test(name) && name !== hash;
    const owner = /^half-(\d+)-/.exec(name)?.[1];
    if (isOld || (owner !== undefined && !isAlive(Number(owner)))) {
      await rm(join(outFolder, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
