/** The migrations runner on an empty real database and small files of its own. */
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { bootstrap } from "./bootstrap.ts";
import { type Connection, withClient } from "./connection.ts";
import { migrate } from "./migrate.ts";

const cluster = inject("cluster");
let owner: Connection;
let folder: string;
let name: string;

beforeEach(async () => {
  name = `migrate_${randomBytes(6).toString("hex")}`;
  owner = await bootstrap(cluster, name, { ownerSignsIn: true });
  folder = mkdtempSync(join(tmpdir(), "mailport-migrate-"));
  write("0001-one.sql", "create table mailport.one (n int);\ninsert into mailport.one values (1);");
  write("0002-two.sql", "create table mailport.two (n int);");
});

afterEach(async () => {
  await run(cluster, `drop database ${name} with (force)`);
  rmSync(folder, { recursive: true });
});

function write(file: string, sql: string): void {
  writeFileSync(join(folder, file), sql);
}

async function run(connection: Connection, sql: string) {
  return withClient(connection, async (client) => (await client.query(sql)).rows);
}

async function tables(): Promise<string[]> {
  const sql = "select relname from pg_class where relnamespace = 'mailport'::regnamespace";
  const rows = await run(owner, `${sql} and relkind = 'r' order by relname`);
  return rows.map((row) => String(row["relname"]));
}

test("files are applied once, in order, as the owner, and remembered with their hash", async () => {
  const files = ["0001-one.sql", "0002-two.sql"];
  expect(await migrate(owner, folder)).toEqual({ applied: files, before: 0 });
  expect(await migrate(owner, folder)).toEqual({ applied: [], before: 2 });
  write("0003-three.sql", "alter table mailport.one add m int;");
  expect(await migrate(owner, folder)).toEqual({ applied: ["0003-three.sql"], before: 2 });
  const rows = await run(owner, "select name, length(sha256) as hash from mailport.migration");
  expect(rows).toHaveLength(3);
  expect(rows[0]).toEqual({ name: "0001-one.sql", hash: 64 });
});

test("two processes that migrate at once apply each file once", async () => {
  const both = await Promise.all([migrate(owner, folder), migrate(owner, folder)]);
  expect(both.map((report) => report.applied.length).sort((a, b) => a - b)).toEqual([0, 2]);
  expect(await run(owner, "select n from mailport.one")).toEqual([{ n: 1 }]);
});

test("a failing file leaves nothing of itself, keeps those before, and names its line", async () => {
  write("0003-bad.sql", "create table mailport.three (n int);\n\nselect * from mailport.nowhere;");
  await expect(migrate(owner, folder)).rejects.toMatchObject({
    code: "store/migration-failed",
    facts: { file: "0003-bad.sql", line: 3 },
  });
  expect(await tables()).toEqual(["migration", "one", "two"]);
  write("0003-bad.sql", "create table mailport.three (n int);");
  expect((await migrate(owner, folder)).applied).toEqual(["0003-bad.sql"]);
});

test("a file that ends its own transaction is refused", async () => {
  write("0003-ends.sql", "create table mailport.three (n int); commit;");
  await expect(migrate(owner, folder)).rejects.toMatchObject({
    code: "store/migration-failed",
    message: expect.stringContaining("ends its transaction"),
  });
});

test("a file changed after it was applied is refused; other line ends are no change", async () => {
  await migrate(owner, folder);
  write(
    "0001-one.sql",
    "create table mailport.one (n int);\r\ninsert into mailport.one values (1);",
  );
  expect((await migrate(owner, folder)).before).toBe(2);
  write("0001-one.sql", "create table mailport.one (n bigint);");
  await expect(migrate(owner, folder)).rejects.toMatchObject({
    code: "store/migration-changed",
    facts: { file: "0001-one.sql" },
  });
});

test("a database of a later version is refused and left as it is", async () => {
  await migrate(owner, folder);
  rmSync(join(folder, "0002-two.sql"));
  await expect(migrate(owner, folder)).rejects.toMatchObject({
    code: "store/migration-from-later-version",
    facts: { name: "0002-two.sql" },
  });
});

test("a gap, a double number and a name without number are refused before anything runs", async () => {
  for (const file of ["0004-gap.sql", "0002-twice.sql", "three.sql"]) {
    write(file, "select 1;");
    await expect(migrate(owner, folder)).rejects.toMatchObject({
      code: "store/migration-list-broken",
    });
    rmSync(join(folder, file));
  }
  const sql = "select to_regclass('mailport.migration') as found";
  expect(await run(owner, sql)).toEqual([{ found: null }]);
});

test("every migration of this version applies to an empty database", async () => {
  const report = await migrate(owner);
  expect(report.applied.length).toBeGreaterThan(0);
  expect(await migrate(owner)).toEqual({ applied: [], before: report.applied.length });
});
