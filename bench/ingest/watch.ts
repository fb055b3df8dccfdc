/**
 * Watches the database while a load runs: how many sessions wait for a lock of another, and how long
 * a commit takes, by one small transaction after the other on a connection of its own.
 */
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "#store/pool.ts";

const COMMIT_EVERY_MS = 25;
const LOCKS_EVERY_MS = 100;

const WAITING = `select count(*)::int as waiting from pg_stat_activity
  where wait_event_type = 'Lock' and datname = current_database()`;

export type Watched = {
  readonly commitP99Ms: number;
  /** Sessions that waited for a lock, on average over the run. */
  readonly lockWaits: number;
};

/** Runs the work under watch. */
export async function watched<T>(pool: Pool, work: () => Promise<T>): Promise<[T, Watched]> {
  await pool.query("create table if not exists mailport.commit_probe (at double precision)");
  const ending = new AbortController();
  const commits = everySoOften(COMMIT_EVERY_MS, ending.signal, () => commitMs(pool));
  const locks = everySoOften(LOCKS_EVERY_MS, ending.signal, async () => {
    const { rows } = await pool.query<{ waiting: number }>(WAITING);
    return rows[0]?.waiting ?? 0;
  });
  try {
    const value = await work();
    ending.abort();
    const took = (await commits).sort((a, b) => a - b);
    const waits = await locks;
    const commitP99Ms = took[Math.floor((took.length - 1) * 0.99)] ?? 0;
    const lockWaits = waits.reduce((sum, one) => sum + one, 0) / Math.max(1, waits.length);
    return [value, { commitP99Ms, lockWaits }];
  } finally {
    ending.abort();
    await Promise.allSettled([commits, locks]);
    await pool.query("drop table mailport.commit_probe");
  }
}

async function everySoOften(
  everyMs: number,
  signal: AbortSignal,
  look: () => Promise<number>,
): Promise<number[]> {
  const seen: number[] = [];
  while (!signal.aborted) {
    seen.push(await look());
    await sleep(everyMs);
  }
  return seen;
}

async function commitMs(pool: Pool): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("insert into mailport.commit_probe values ($1)", [performance.now()]);
    const began = performance.now();
    await client.query("commit");
    return performance.now() - began;
  } finally {
    client.release();
  }
}
