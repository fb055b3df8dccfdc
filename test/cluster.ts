/**
 * The real PostgreSQL of a test run: one embedded cluster in a temporary folder, one migrated
 * template, and a database of its own for every test file that asks. Named in `globalSetup`.
 */
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { bootstrap, ownerConnection } from "#store/bootstrap.ts";
import { type Connection, withClient } from "#store/connection.ts";
import { type EmbeddedPostgres, startEmbedded, stopAbandoned } from "#store/embedded/launcher.ts";
import { migrate } from "#store/migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser of the run's cluster. */
    readonly cluster: Connection;
    /** A folder of the run's own, removed when it ends. */
    readonly runFolder: string;
    /** Why there is no template; tests without a database run all the same. */
    readonly clusterFault: string | undefined;
  }
}

/** Nothing of a test run outlives it, so nothing is forced to disk. */
const FAST_AND_UNSAFE = {
  shared_buffers: "128MB",
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  max_connections: "200",
  max_wal_size: "1GB",
};

const FOLDER = "mailport-test-";
/** A younger folder may be one that another run is about to take. */
const JUST_MADE_MS = 60_000;
const TEMPLATE = "mailport_template";
/** A template may have no sessions while it is copied, and copies wait for each other. */
const CLONE_LOCK = 7_305_003;
const EMBEDDED = { ownerSignsIn: true };

let running: { readonly server: EmbeddedPostgres; readonly folder: string } | undefined;

/** Starts the cluster and migrates the template; called once by the test runner. */
export async function setup(project: TestProject): Promise<void> {
  await removeKilledRuns();
  const folder = mkdtempSync(join(tmpdir(), FOLDER));
  const server = await startEmbedded({ dataFolder: folder, settings: FAST_AND_UNSAFE });
  running = { server, folder };
  project.provide("cluster", server.connection);
  project.provide("runFolder", folder);
  project.provide("clusterFault", await makeTemplate(server.connection));
}

/** A run that was killed leaves its server behind; a run that lives holds its folder. */
async function removeKilledRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((found) => found.startsWith(FOLDER))) {
    const folder = join(tmpdir(), name);
    try {
      if (Date.now() - statSync(folder).mtimeMs < JUST_MADE_MS) continue;
      await stopAbandoned(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It is in use, or another user's.
    }
  }
}

async function makeTemplate(cluster: Connection): Promise<string | undefined> {
  try {
    await migrate(await bootstrap(cluster, TEMPLATE, EMBEDDED));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Stops the cluster and removes its folder; called once by the test runner. */
export async function teardown(): Promise<void> {
  await running?.server.stop();
  if (running !== undefined) rmSync(running.folder, { recursive: true, force: true });
}

/** A migrated database of a test's own. */
export type FreshDatabase = {
  /** Acts as the owner. */
  readonly connection: Connection;
  /** The same database as the cluster's superuser. */
  readonly superuser: Connection;
  /** Removes it, with whatever is still connected. */
  readonly drop: () => Promise<void>;
};

/** Clones the template. Call it in `beforeAll` and `drop` it in `afterAll`. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const { inject } = await import("vitest");
  const cluster = inject("cluster");
  const fault = inject("clusterFault");
  if (fault !== undefined) throw new Error(`no template database: ${fault}`);
  const name = `test_${randomBytes(8).toString("hex")}`;
  await withClient(cluster, async (client) => {
    await client.query("select pg_advisory_lock($1)", [CLONE_LOCK]);
    await client.query(`create database ${name} template ${TEMPLATE} owner mailport_owner`);
    // Grants on the database itself are not part of a copy.
    await client.query(`revoke temporary on database ${name} from public`);
  });
  return {
    connection: ownerConnection(cluster, name, EMBEDDED),
    superuser: { ...cluster, database: name },
    drop: () => withClient(cluster, (client) => dropDatabase(client, name)),
  };
}

async function dropDatabase(client: { query(sql: string): Promise<unknown> }, name: string) {
  await client.query(`drop database if exists ${name} with (force)`);
}
