/**
 * A running server whose database is killed under it, and a server that is told to stop while it works:
 * on a PostgreSQL of the test's own, since the run's is shared.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operations } from "#operations/index.ts";
import { makeLog } from "#server/logs.ts";
import { type RunningServer, startServer } from "#server/main.ts";
import { bootstrap } from "#store/bootstrap.ts";
import { type EmbeddedPostgres, startEmbedded } from "#store/embedded/launcher.ts";
import { migrate } from "#store/migrate.ts";
import { openPool, type Pool } from "#store/pool.ts";
import { OPERATOR, SITE } from "#test/access-bench.ts";
import { requestSeen } from "#test/request-seen.ts";

let folder: string;
let database: EmbeddedPostgres;
let pool: Pool;
let server: RunningServer;
const lines: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "mailport-restart-"));
  database = await startEmbedded({ dataFolder: folder, settings: { fsync: "off" } });
  const owner = await bootstrap(database.connection, "mailport", { ownerSignsIn: true });
  await migrate(owner);
  pool = openPool(owner, 8);
  server = await startServer({
    pool,
    dataFolder: folder,
    masterKey: Buffer.alloc(32, 1),
    site: {
      site: SITE,
      name: "Canton hub",
      legalZone: "Asia/Shanghai",
      operatorId: OPERATOR,
      customsId: OPERATOR,
      quarantineId: null,
      madeBy: "init",
    },
    operations,
    version: "0.0.0",
    host: "127.0.0.1",
    port: 0,
    pagesFolder: () => folder,
    offeredLogins: [{ login: "demo", password: "never shown" }],
    log: makeLog({ write: (line) => void lines.push(line) }),
  });
});

afterAll(async () => {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
});

const ready = async (): Promise<number> => (await fetch(`${server.address}/ready`)).status;
const track = async (): Promise<number> =>
  (await fetch(`${server.address}/api/v1/track?code=RR123456785CN`)).status;

async function jobsDone(): Promise<number> {
  const found = await pool.query<{ count: number }>(
    "select count(*)::int as count from mailport.call where operation = 'do-what-is-due'",
  );
  return found.rows[0]?.count ?? 0;
}

/** A deadline that is due, and the job that takes it. */
async function askForWork(): Promise<boolean> {
  await pool.query(
    `insert into mailport.deadline (due_at, deadline_id, site, kind, subject_id, facts)
     values (0, gen_random_uuid(), 'HERE', 'nothing', gen_random_uuid(), '{}')`,
  );
  const asked = await pool.query("select mailport_jobs.add_job('do-what-is-due')");
  return asked.rowCount === 1;
}

async function eventually(check: () => Promise<boolean>, seconds: number): Promise<boolean> {
  for (let wait = 0; wait < seconds * 10; wait += 1) {
    if (await check().catch(() => false)) return true;
    await sleep(100);
  }
  return false;
}

describe("a server through bad times", () => {
  test("it is ready, makes event months ahead and wakes what is due", async () => {
    expect(await ready()).toBe(200);
    const months = await pool.query(
      `select count(*)::int as count from pg_class where relname ~ '^event_[0-9]{4}_[0-9]{2}$'
         and relkind = 'r'`,
    );
    expect(months.rows).toEqual([{ count: 3 }]);
    expect(await eventually(askForWork, 10)).toBe(true);
    expect(await eventually(async () => (await jobsDone()) > 0, 10)).toBe(true);
  });

  test("old sessions are let go by the clockwork", async () => {
    await pool.query(
      `insert into mailport.session (session_hash, user_id, csrf_hash, made_at, seen_at, ends_at)
       values ('old', $1, '', 0, 0, 1), ('new', $1, '', $2, $2, $3)`,
      [OPERATOR, Date.now(), Date.now() + 1e6],
    );
    await pool.query("select mailport_jobs.add_job('purge-sessions')");
    const left = async (): Promise<boolean> => {
      const found = await pool.query("select session_hash from mailport.session");
      return found.rows.map((row) => row.session_hash as string).join() === "new";
    };
    expect(await eventually(left, 10)).toBe(true);
  });

  test("lines that were sent long ago are let go by the clockwork", async () => {
    await pool.query(
      `insert into mailport.outbox (outbox_id, partner_id, subject_id, kind, body, queued_at,
         ordinal, state, attempts, next_at, sent_at)
       select gen_random_uuid(), $1, $1, 'event-report', '{}', 0, n, 'sent', 0, 0, n
         from unnest(array[1, $2::bigint]) as n`,
      [OPERATOR, Date.now()],
    );
    await pool.query("select mailport_jobs.add_job('purge-outbox')");
    const left = async (): Promise<boolean> =>
      (await pool.query("select from mailport.outbox")).rowCount === 1;
    expect(await eventually(left, 10)).toBe(true);
  });

  test("a file that no row names is removed by the clockwork", async () => {
    const hash = "ab".repeat(32);
    const inside = join(folder, "blobs", "ab", "ab");
    const path = join(inside, `${hash}.${OPERATOR}`);
    mkdirSync(inside, { recursive: true });
    writeFileSync(path, "left by a crash");
    utimesSync(path, 1, 1);
    await pool.query("select mailport_jobs.add_job('sweep-blobs')");
    expect(await eventually(async () => !existsSync(path), 10)).toBe(true);
  });

  test("a real centre offers no logins, whatever it was started with", async () => {
    const response = await fetch(`${server.address}/api/v1/demo-logins`);
    expect(await response.json()).toEqual({ logins: [] });
  });

  test("a database that is killed is missed with 503 and found again; jobs go on", async () => {
    expect(await track()).not.toBe(503);
    const killed = database.pid;
    process.kill(killed, "SIGKILL");
    const statuses = new Set<number>();
    const back = await eventually(async () => {
      statuses.add(await track());
      // Connections of the dead server may answer a last time.
      return database.pid !== killed && (await ready()) === 200;
    }, 30);
    expect(back).toBe(true);
    for (const status of statuses) expect([200, 404, 503]).toContain(status);
    let before = 0;
    const asked = await eventually(async () => {
      before = await jobsDone();
      return askForWork();
    }, 10);
    expect(asked).toBe(true);
    expect(await eventually(async () => (await jobsDone()) > before, 40)).toBe(true);
    expect(lines.filter((line) => line.includes('"msg":"fault"'))).toEqual([]);
  }, 90_000);

  test("told to stop, it finishes the request under way, seals what is left and takes no more", async () => {
    await askForWork();
    const headers = { "content-type": "application/json", "transfer-encoding": "chunked" };
    const slow = request(`${server.address}/api/v1/sign-in`, { method: "POST", headers });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      slow.on("response", (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      slow.on("error", reject);
    });
    const seen = requestSeen();
    slow.write('{"login":"nobody",');
    await seen;
    const startedAt = performance.now();
    const stopping = server.stop();
    const takesMore = (): Promise<boolean> =>
      ready()
        .then(() => true)
        .catch(() => false);
    expect(await eventually(async () => !(await takesMore()), 5)).toBe(true);
    slow.end('"password":"wrong wrong"}');
    expect(await answered).toBe(401);
    await stopping;
    expect(performance.now() - startedAt).toBeLessThan(10_000);
    await expect(fetch(`${server.address}/health`)).rejects.toThrow();
    const left = await pool.query("select count(*)::int as count from mailport.call_unsealed");
    expect(left.rows).toEqual([{ count: 0 }]);
    expect(pool.totalCount - pool.idleCount).toBe(0);
    await pool.end();
  });
});
