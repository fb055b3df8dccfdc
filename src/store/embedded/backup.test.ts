/**
 * Back-up of a database that is being written to, restored elsewhere. The source and the restored
 * database are two clusters of this file's own.
 */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { present } from "#base/result.ts";
import { withClient } from "#store/connection.ts";
import { backup } from "./backup.ts";
import { type EmbeddedPostgres, startEmbedded } from "./launcher.ts";
import { restore } from "./restore.ts";

const SMALL = { shared_buffers: "32MB", max_wal_size: "64MB", checkpoint_timeout: "30s" };
const BLOB = "ab/abcdef";
const base = mkdtempSync(join(tmpdir(), "mailport-backup-"));
const source = join(base, "source");
const kept = join(base, "kept");
let server: EmbeddedPostgres;
/** How many rows had been acknowledged when the back-up began. */
let acknowledgedBefore = 0;

beforeAll(async () => {
  server = await startEmbedded({ dataFolder: source, settings: SMALL });
  mkdirSync(join(source, "blobs", "ab"), { recursive: true });
  writeFileSync(join(source, "blobs", BLOB), "a paper");
  await withClient(server.connection, (client) =>
    client.query("create table event (writer int, n int, pad text, primary key (writer, n))"),
  );
  await backUpWhileWriting();
});

afterAll(async () => {
  await server.stop();
  rmSync(base, { recursive: true, force: true });
});

/** Two writers, 200 rows a transaction; checkpoints and changes of segment happen meanwhile. */
async function backUpWhileWriting(): Promise<void> {
  let going = true;
  let acknowledged = 0;
  const writers = [1, 2].map((writer) =>
    withClient(server.connection, async (client) => {
      for (let batch = 0; going; batch += 1) {
        await client.query(
          `insert into event select $1, $2 + i, repeat('x', 200) from generate_series(1, 200) i`,
          [writer, batch * 200],
        );
        acknowledged += 200;
        if (batch % 20 === 19) await client.query("checkpoint");
      }
    }),
  );
  while (acknowledged < 20_000) await sleep(10);
  acknowledgedBefore = acknowledged;
  await backup({ connection: server.connection, dataFolder: source, target: kept });
  going = false;
  await Promise.all(writers);
}

test("every row acknowledged before the back-up began is there after a restore elsewhere", async () => {
  const target = join(base, "restored");
  const manifest = await restore({ source: kept, target });
  const restored = await startEmbedded({ dataFolder: target, settings: SMALL });
  const rows = await withClient(restored.connection, async (client) => {
    const sql = `select writer, count(*)::int as rows, max(n) as last from event group by writer`;
    return (await client.query<{ writer: number; rows: number; last: number }>(sql)).rows;
  });
  await restored.stop();
  expect(acknowledgedBefore).toBeGreaterThanOrEqual(20_000);
  const total = rows.reduce((sum, row) => sum + row.rows, 0);
  expect(total).toBeGreaterThanOrEqual(acknowledgedBefore);
  // Whole batches only, and none missing in the middle.
  for (const row of rows) expect(row.rows).toBe(row.last);
  expect(manifest.startLsn).not.toBe(manifest.stopLsn);
  expect(readFileSync(join(target, "blobs", BLOB), "utf8")).toBe("a paper");
});

test("a restore never writes into a folder that holds something, nor does a back-up", async () => {
  const options = { connection: server.connection, dataFolder: source, target: kept };
  await expect(backup(options)).rejects.toMatchObject({ code: "store/target-not-empty" });
  const filled = restore({ source: kept, target: source });
  await expect(filled).rejects.toMatchObject({ code: "store/target-not-empty" });
});

test("one changed byte, one missing file, a changed list are found, and no half restore is started", async () => {
  const manifest = JSON.parse(readFileSync(join(kept, "manifest.json"), "utf8")) as {
    files: { path: string }[];
  };
  const victim = present(
    manifest.files.findLast((file) => file.path.includes("/base/")),
    "a back-up holds tables",
  ).path;
  const whole = readFileSync(join(kept, victim));
  const changed = Buffer.from(whole);
  changed[whole.length - 1] = (changed[whole.length - 1] ?? 0) ^ 1;
  writeFileSync(join(kept, victim), changed);
  const target = join(base, "half");
  await expect(restore({ source: kept, target })).rejects.toMatchObject({
    code: "store/backup-damaged",
    facts: { path: victim },
  });
  await expect(startEmbedded({ dataFolder: target })).rejects.toMatchObject({
    code: "store/data-not-a-database",
  });
  rmSync(join(kept, victim));
  const missing = restore({ source: kept, target: join(base, "half-too") });
  await expect(missing).rejects.toThrow("is missing");
  appendFileSync(join(kept, "manifest.json"), " ");
  const listed = restore({ source: kept, target: join(base, "half-three") });
  await expect(listed).rejects.toThrow("was changed");
});

test("a folder without a list is no back-up", async () => {
  const nothing = restore({ source: join(base, "nothing"), target: join(base, "from-nothing") });
  await expect(nothing).rejects.toMatchObject({ code: "store/backup-damaged" });
});

test("a back-up whose server dies is refused and leaves nothing behind", async () => {
  const target = join(base, "cut-off");
  const killed = server.pid;
  const cut = backup({ connection: server.connection, dataFolder: source, target });
  const refused = expect(cut).rejects.toMatchObject({ code: "store/backup-failed" });
  while (!existsSync(join(target, "postgres", "base"))) await sleep(5);
  process.kill(killed, "SIGKILL");
  await refused;
  expect(readdirSync(target)).toEqual([]);
  while (server.pid === killed) await sleep(20);
});

test("canary: without the write-ahead log of its span a copy does not start", async () => {
  const again = join(base, "again");
  await backup({ connection: server.connection, dataFolder: source, target: again });
  const target = join(base, "without-log");
  await restore({ source: again, target });
  rmSync(join(target, "postgres", "pg_wal"), { recursive: true });
  mkdirSync(join(target, "postgres", "pg_wal"));
  await expect(startEmbedded({ dataFolder: target, settings: SMALL })).rejects.toMatchObject({
    code: "store/database-did-not-start",
  });
});
