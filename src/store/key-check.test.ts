/** Whether a database knows its own master key, on real databases and folders. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "#test/cluster.ts";
import { ownMasterKey } from "./key-check.ts";
import { masterKey, masterKeyPath } from "./keys.ts";
import { openPool } from "./pool.ts";
import { openVault } from "./vault.ts";

let database: FreshDatabase;
let pool: pg.Pool;
let folder: string;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 4);
  folder = mkdtempSync(join(tmpdir(), "mailport-key-check-"));
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const own = () => join(folder, "own");
const other = () => join(folder, "other");

test("the key a database was first opened with is its own, every other is refused", async () => {
  const key = await ownMasterKey(pool, own());
  expect(key).toEqual(masterKey(own()));
  expect(await ownMasterKey(pool, own())).toEqual(key);
  masterKey(other());
  await expect(ownMasterKey(pool, other())).rejects.toMatchObject({
    code: "store/other-master-key",
    facts: { path: masterKeyPath(other()) },
  });
});

test("a folder without a key is refused and none is made in it", async () => {
  await ownMasterKey(pool, own());
  const missing = ownMasterKey(pool, other());
  await expect(missing).rejects.toMatchObject({ code: "store/other-master-key" });
  expect(existsSync(other())).toBe(false);
});

test("of folders that open a new database at once one has its key", async () => {
  const names = ["a", "b", "c", "d"].map((name) => join(folder, name));
  const opened = await Promise.allSettled(names.map((name) => ownMasterKey(pool, name)));
  expect(opened.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  const kept = await pool.query("select from mailport.key_check");
  expect(kept.rowCount).toBe(1);
});

test("a database from before the check knows its key by what it sealed", async () => {
  const vault = openVault(masterKey(own()));
  const { salt, body } = await vault.pack("{}");
  const insert = "insert into mailport.call_input values (gen_random_uuid(), $1, $2)";
  await pool.query(insert, [Buffer.alloc(16), Buffer.alloc(40)]);
  await pool.query(insert, [salt, body]);
  masterKey(other());
  const wrong = ownMasterKey(pool, other());
  await expect(wrong).rejects.toMatchObject({ code: "store/other-master-key" });
  expect(await ownMasterKey(pool, own())).toEqual(masterKey(own()));
});

test("canary: without the kept answer another folder's key passes", async () => {
  await ownMasterKey(pool, own());
  await pool.query("delete from mailport.key_check");
  expect(await ownMasterKey(pool, other())).toEqual(masterKey(other()));
});
