import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Blobs } from "#operations/ports.ts";
import { openPool } from "#store/pool.ts";
import { verifyRecord } from "#store/verify.ts";
import { type FreshDatabase, freshDatabase } from "#test/cluster.ts";
import { blobPath, fileBlobs } from "./files.ts";
import { blobKeys } from "./keys.ts";
import { countOrphans, ORPHAN_AGE_MS, sweepOrphans } from "./orphans.ts";

const NOW = 1_790_000_000_000;
let database: FreshDatabase;
let pool: pg.Pool;
let folder: string;
let blobs: Blobs;
let keyId: string;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 4);
});
beforeEach(async () => {
  await pool.query("delete from mailport.blob");
  folder = mkdtempSync(join(tmpdir(), "mailport-orphans-"));
  const keys = blobKeys(pool, Buffer.alloc(32, 5));
  blobs = fileBlobs(folder, keys);
  keyId = await keys.keyOf(randomUUID(), randomUUID());
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Keeps these bytes as a file of this age; gives its path and hash. */
async function file(text: string, ageMs: number): Promise<{ path: string; hash: string }> {
  const put = await blobs.put(keyId, [Buffer.from(text)], 1e6);
  if (!put.ok) throw new Error(put.refusal.code);
  const path = blobPath(folder, keyId, put.value.hash);
  utimesSync(path, (NOW - ageMs) / 1000, (NOW - ageMs) / 1000);
  return { path, hash: put.value.hash };
}

const nameIt = (hash: string): Promise<unknown> =>
  pool.query(
    `insert into mailport.blob (hash, key_id, size_bytes, media_type, retention_class, legal_hold, stored_at)
     values ($1, $2, 5, 'text/plain', 'message', false, $3)`,
    [hash, keyId, NOW],
  );

test("a file that no row names is removed once it is old, and no other file", async () => {
  const named = await file("named", 3 * ORPHAN_AGE_MS);
  await nameIt(named.hash);
  const young = await file("young", ORPHAN_AGE_MS - 1_000);
  const old = await file("crash", ORPHAN_AGE_MS);
  expect(await countOrphans(pool, folder, NOW)).toBe(1);
  expect(await sweepOrphans(pool, folder, NOW)).toBe(1);
  expect([named, young, old].map(({ path }) => existsSync(path))).toEqual([true, true, false]);
  expect(await sweepOrphans(pool, folder, NOW)).toBe(0);
});

test("what a sweep that was cut off moved aside is put back and judged again", async () => {
  const aside = await file("aside", 3 * ORPHAN_AGE_MS);
  await nameIt(aside.hash);
  mkdirSync(join(folder, "swept"), { recursive: true });
  renameSync(aside.path, join(folder, "swept", `${aside.hash}.${keyId}`));
  expect(await sweepOrphans(pool, folder, NOW)).toBe(0);
  expect(existsSync(aside.path)).toBe(true);
});

test("verify counts what waits to be swept, and calls it no difference", async () => {
  await file("waits", 2 * ORPHAN_AGE_MS);
  const folds = {} as Parameters<typeof verifyRecord>[1]["folds"];
  const report = await verifyRecord(pool, { folds, blobs, orphans: { folder, now: NOW } });
  expect(report).toMatchObject({ counts: { orphanBlobs: 1 }, differencesTotal: 0 });
});

test("a file whose row comes between the question and the removal stays", async () => {
  const late = await file("late!", 2 * ORPHAN_AGE_MS);
  let asked = 0;
  const racing = {
    query: async (text: string, values: unknown[]) => {
      asked += 1;
      const answer = await pool.query(text, values);
      if (asked === 1) await nameIt(late.hash);
      return answer;
    },
  } as unknown as pg.Pool;
  expect(await sweepOrphans(racing, folder, NOW)).toBe(0);
  expect(asked).toBe(2);
  expect(existsSync(late.path)).toBe(true);
});
