/**
 * The launcher on a real PostgreSQL: start, stop, refusals, recovery. Cases of root are in
 * `placement.test.ts`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { withClient } from "#store/connection.ts";
import { holdDatabase } from "#test/held-database.ts";
import {
  type EmbeddedPostgres,
  SOCKET_FOLDER_BYTES,
  startEmbedded,
  stopAbandoned,
} from "./launcher.ts";
import { processBirth } from "./process-identity.ts";
import { sharedBuffersMegabytes } from "./settings.ts";

const SMALL = { shared_buffers: "16MB" };
const base = mkdtempSync(join(tmpdir(), "mailport-launcher-"));
const folder = join(base, "data");

afterAll(() => rmSync(base, { recursive: true, force: true }));

async function query(server: Pick<EmbeddedPostgres, "connection">, sql: string) {
  return withClient(server.connection, async (client) => (await client.query(sql)).rows);
}

test("a first start makes a database that sorts by code point, with checksums and safe settings", async () => {
  const server = await startEmbedded({ dataFolder: folder });
  const shown = [];
  for (const name of ["fsync", "synchronous_commit", "wal_level", "max_wal_size"]) {
    shown.push((await query(server, `show ${name}`))[0]);
  }
  expect(shown).toEqual([
    { fsync: "on" },
    { synchronous_commit: "on" },
    { wal_level: "replica" },
    { max_wal_size: "4GB" },
  ]);
  expect(await query(server, "show data_checksums")).toEqual([{ data_checksums: "on" }]);
  const locale = "select datlocprovider, datlocale from pg_database where datname = 'template0'";
  expect(await query(server, locale)).toEqual([{ datlocprovider: "b", datlocale: "C.UTF-8" }]);
  await query(server, "create table kept (n int)");
  await query(server, "insert into kept values (7)");
  await server.stop();
  await server.stop();
  await server.ended;
  expect(readFileSync(server.logFile, "utf8")).toContain("database system is shut down");
});

test("a second start finds the rows, and a given setting replaces the default", async () => {
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL });
  expect(await query(server, "select n from kept")).toEqual([{ n: 7 }]);
  expect(await query(server, "show shared_buffers")).toEqual([{ shared_buffers: "16MB" }]);
  await server.stop();
});

test("shared buffers are a fifth of the memory, at least 128 MB and at most 2 GB", () => {
  expect([256, 4096, 65_536].map(sharedBuffersMegabytes)).toEqual([128, 819, 2048]);
});

test("a start on data in use is refused and names the process that holds it", async () => {
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL });
  const again = startEmbedded({ dataFolder: folder });
  await expect(again).rejects.toMatchObject({
    code: "store/data-in-use",
    facts: { pid: process.pid },
  });
  const elsewhere = await holdDatabase([folder]);
  expect(elsewhere.said).toMatchObject({ code: "store/data-in-use" });
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("a server killed with -9 is started again on the same connection and keeps what was committed", async () => {
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL });
  await query(server, "insert into kept values (8)");
  const killed = server.pid;
  process.kill(killed, "SIGKILL");
  while (server.pid === killed) await sleep(20);
  expect(await query(server, "select n from kept order by n")).toEqual([{ n: 7 }, { n: 8 }]);
  await server.stop();
});

test("a stop that meets a dead server still ends, and leaves no server behind", async () => {
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL });
  process.kill(server.pid, "SIGKILL");
  await sleep(Math.random() * 60);
  await server.stop();
  expect(processBirth(server.pid)).toBeUndefined();
});

test("an abandoned server is stopped without starting another; a held one is not", async () => {
  const parent = await holdDatabase([folder]);
  await expect(stopAbandoned(folder)).rejects.toMatchObject({ code: "store/data-in-use" });
  await parent.kill();
  await stopAbandoned(folder);
  expect(processBirth(parent.pid)).toBeUndefined();
});

test("the server a killed parent left running is stopped, and its data start again", async () => {
  const parent = await holdDatabase([folder]);
  await query({ connection: parent.connection }, "insert into kept values (9)");
  await parent.kill();
  expect(processBirth(parent.pid)).toBeDefined();
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL, log });
  expect(lines.join()).toContain(`${parent.pid}`);
  expect(server.pid).not.toBe(parent.pid);
  expect(await query(server, "select count(*)::int as n from kept")).toEqual([{ n: 3 }]);
  await server.stop();
});

test("parent and server killed with -9 together: the next start recovers", async () => {
  const parent = await holdDatabase([folder]);
  await query({ connection: parent.connection }, "insert into kept values (10)");
  process.kill(parent.pid, "SIGKILL");
  await parent.kill();
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL });
  expect(await query(server, "select count(*)::int as n from kept")).toEqual([{ n: 4 }]);
  await server.stop();
});

test("a lock file that names a living process of another kind does not keep the data shut", async () => {
  const file = join(folder, "postgres", "postmaster.pid");
  writeFileSync(file, `${process.ppid}\n${folder}/postgres\n1\n5432\n\n\n\n\n`);
  writeFileSync(join(folder, "mailport.lock"), JSON.stringify({ pid: process.pid, birth: "old" }));
  const server = await startEmbedded({ dataFolder: folder, settings: SMALL });
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
});

test("a data folder whose path is too long for a socket gets a short private socket folder", async () => {
  const deep = join(base, "x".repeat(60), "y".repeat(60));
  const server = await startEmbedded({ dataFolder: deep, settings: SMALL });
  expect(Buffer.byteLength(server.connection.host)).toBeLessThanOrEqual(SOCKET_FOLDER_BYTES);
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  await server.stop();
  expect(() => readFileSync(server.connection.host)).toThrow("ENOENT");
});

test("data of another major version is refused with how to move it", async () => {
  const old = join(base, "old");
  mkdirSync(join(old, "postgres"), { recursive: true });
  writeFileSync(join(old, "postgres", "PG_VERSION"), "17\n");
  await expect(startEmbedded({ dataFolder: old })).rejects.toMatchObject({
    code: "store/data-of-other-version",
    facts: { found: 17, carried: 18 },
    message: expect.stringContaining("To move:"),
  });
});

test("files that are no database are left alone", async () => {
  const other = join(base, "other");
  mkdirSync(join(other, "postgres"), { recursive: true });
  writeFileSync(join(other, "postgres", "letter.txt"), "not ours");
  await expect(startEmbedded({ dataFolder: other })).rejects.toMatchObject({
    code: "store/data-not-a-database",
  });
  expect(readFileSync(join(other, "postgres", "letter.txt"), "utf8")).toBe("not ours");
});
