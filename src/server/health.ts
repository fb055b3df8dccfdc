/**
 * Whether the centre lives and may be sent work: `/health` says that the process answers, `/ready`
 * that database, migrations, screens and disk are well. Watches the disk; mends nothing.
 */
import { statfs } from "node:fs/promises";
import type { FastifyInstance } from "fastify";
import type { Refusal } from "#base/result.ts";
import { newestApplied } from "#store/migrate.ts";
import type { Pool } from "#store/pool.ts";
import { DISK_EVERY_MS, DISK_FREE_BYTES } from "./limits.ts";

/** How long the database may take to answer the question whether it is there. */
const PATIENCE_MS = 2_000;

export type Disk = {
  /** Why nothing may be written now; undefined while there is room. */
  readonly full: () => Refusal | undefined;
  readonly stop: () => void;
};

/** Free bytes of the file system a folder is on. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Looks now and then at the free bytes; a look that fails changes nothing. */
export async function watchDisk(free: () => Promise<number>): Promise<Disk> {
  let left = Number.POSITIVE_INFINITY;
  const look = async (): Promise<void> => {
    left = await free().catch(() => left);
  };
  await look();
  const timer = setInterval(() => void look(), DISK_EVERY_MS);
  timer.unref();
  return {
    full: () => {
      if (left >= DISK_FREE_BYTES) return undefined;
      const facts = { freeBytes: left, neededBytes: DISK_FREE_BYTES };
      return { code: "server/disk-nearly-full", facts };
    },
    stop: () => clearInterval(timer),
  };
}

export type HealthOptions = {
  readonly pool: Pool;
  /** Number of the newest migration of this version. */
  readonly migrations: number;
  readonly pages: () => boolean;
  readonly disk: Disk;
};

/** Each part: `ok`, or what is wrong with it. */
export type Readiness = {
  readonly ready: boolean;
  readonly database: string;
  readonly migrations: string;
  readonly screens: string;
  readonly disk: string;
};

/** Adds `/health` and `/ready`; neither needs a sign-in nor tells anything of the mail. */
export function addHealth(app: FastifyInstance, options: HealthOptions): void {
  app.get("/health", async () => ({ alive: true }));
  app.get("/ready", async (_request, reply) => {
    const state = await readiness(options);
    reply.code(state.ready ? 200 : 503);
    return state;
  });
}

async function readiness({ pool, migrations, pages, disk }: HealthOptions): Promise<Readiness> {
  const applied = await appliedOf(pool);
  const parts = {
    database: applied === undefined ? "no answer" : "ok",
    migrations: applied === migrations ? "ok" : `at ${applied ?? "?"}, needs ${migrations}`,
    screens: pages() ? "ok" : "not built",
    disk: disk.full() === undefined ? "ok" : "nearly full, read-only",
  };
  return { ready: Object.values(parts).every((state) => state === "ok"), ...parts };
}

/** Undefined where the database does not answer in time. */
async function appliedOf(pool: Pool): Promise<number | undefined> {
  const asked = newestApplied(pool).catch(() => undefined);
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE_MS).unref();
  });
  return Promise.race([asked, late]);
}
