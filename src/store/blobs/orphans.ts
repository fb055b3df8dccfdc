/**
 * Files of blobs that no row names: a fault between the file and the commit leaves them. They are
 * removed once they are old enough that no call can still be about to name them; never one that a
 * row names.
 */
import type { Dirent, Stats } from "node:fs";
import { mkdir, readdir, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import type { Id } from "#domain/events/event.ts";
import { plainArray, textArray } from "#store/sql.ts";
import { blobPath } from "./files.ts";

/** A file that no row names is kept this long: the longest take-in is over by then. */
export const ORPHAN_AGE_MS = 24 * 3_600_000;
/** Where a file waits while it is asked once more whether a row names it. */
const SWEPT = "swept";
const FOLDER = /^[0-9a-f]{2}$/;
const FILE = /^([0-9a-f]{64})\.([0-9a-f-]{36})$/;

type Orphan = { readonly path: string; readonly hash: string; readonly keyId: Id };

/** Counts files that no row names and that were written `ORPHAN_AGE_MS` before `now`. */
export async function countOrphans(pool: pg.Pool, folder: string, now: number): Promise<number> {
  let count = 0;
  for await (const found of orphans(pool, folder, now)) count += found.length;
  return count;
}

/** Removes those files; gives how many. */
export async function sweepOrphans(pool: pg.Pool, folder: string, now: number): Promise<number> {
  let swept = 0;
  await takeBack(folder);
  for await (const found of orphans(pool, folder, now)) {
    for (const orphan of found) if (await sweep(pool, folder, orphan, now)) swept += 1;
  }
  return swept;
}

/** What a sweep that was cut off had moved aside lies where it lay, and is asked about again. */
async function takeBack(folder: string): Promise<void> {
  for (const name of await named(join(folder, SWEPT), FILE)) {
    const [, hash = "", keyId = ""] = FILE.exec(name) ?? [];
    await rename(join(folder, SWEPT, name), blobPath(folder, keyId, hash));
  }
}

/** Folder by folder, so that memory stays small. */
async function* orphans(
  pool: pg.Pool,
  folder: string,
  now: number,
): AsyncGenerator<readonly Orphan[]> {
  for (const first of await named(folder, FOLDER)) {
    for (const second of await named(join(folder, first), FOLDER)) {
      const inside = join(folder, first, second);
      const old: Orphan[] = [];
      for (const name of await named(inside, FILE)) {
        const [, hash = "", keyId = ""] = FILE.exec(name) ?? [];
        const path = join(inside, name);
        if (isOld(await statOf(path), now)) old.push({ path, hash, keyId });
      }
      const unnamed = await withoutRow(pool, old);
      if (unnamed.length > 0) yield unnamed;
    }
  }
}

async function named(folder: string, shape: RegExp): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  return entries.map(({ name }) => name).filter((name) => shape.test(name));
}

function statOf(path: string): Promise<Stats | undefined> {
  return stat(path).catch(() => undefined);
}

function isOld(stats: Stats | undefined, now: number): boolean {
  return stats !== undefined && now - stats.mtimeMs >= ORPHAN_AGE_MS;
}

async function withoutRow(pool: pg.Pool, files: readonly Orphan[]): Promise<readonly Orphan[]> {
  if (files.length === 0) return [];
  const found = await pool.query<{ hash: string; key_id: Id }>(
    `select f.hash, f.key_id from unnest($1::text[], $2::uuid[]) as f (hash, key_id)
      where not exists (select from mailport.blob b
        where b.hash = f.hash and b.key_id = f.key_id)`,
    [textArray(files.map(({ hash }) => hash)), plainArray(files.map(({ keyId }) => keyId))],
  );
  const unnamed = new Set(found.rows.map((row) => `${row.hash}.${row.key_id}`));
  return files.filter(({ hash, keyId }) => unnamed.has(`${hash}.${keyId}`));
}

/** Moved aside first: the same bytes may be written anew between the question and the removal. */
async function sweep(pool: pg.Pool, folder: string, orphan: Orphan, now: number): Promise<boolean> {
  const aside = join(folder, SWEPT, `${orphan.hash}.${orphan.keyId}`);
  await mkdir(join(folder, SWEPT), { recursive: true, mode: 0o700 });
  await rename(orphan.path, aside);
  const still = isOld(await statOf(aside), now) && (await withoutRow(pool, [orphan])).length > 0;
  if (still) await unlink(aside);
  else await rename(aside, orphan.path);
  return still;
}
