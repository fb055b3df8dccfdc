/**
 * Brings a database up to date: numbered SQL files in order, each in one transaction with the row
 * that remembers it. Makes schema `mailport` and its own table; never goes back.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { type Connection, withClient } from "./connection.ts";
import { StoreFault } from "./store-fault.ts";

/** The migrations of this version of Mailport. */
export const MIGRATIONS_FOLDER = join(import.meta.dirname, "migrations");

/** Keeps two migrating processes apart (an arbitrary number, used for nothing else). */
const MIGRATION_LOCK = 7_305_002;

export type MigrationReport = {
  /** Names applied now, in order. */
  readonly applied: readonly string[];
  /** How many had been applied before. */
  readonly before: number;
};

type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
};

/**
 * Applies what is missing, as the owner. Throws `store/migration-list-broken`,
 * `store/migration-changed`, `store/migration-from-later-version`, `store/migration-failed`
 * (facts: file, line of the file, what PostgreSQL said); all before the failed one stay applied.
 */
export async function migrate(
  owner: Connection,
  folder: string = MIGRATIONS_FOLDER,
): Promise<MigrationReport> {
  const migrations = readMigrations(folder);
  return withClient(owner, async (client) => {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const before = await appliedBefore(client);
    refuseOtherHistory(migrations, before);
    const missing = migrations.slice(before.length);
    for (const migration of missing) await apply(client, migration);
    return { applied: missing.map((migration) => migration.name), before: before.length };
  });
}

/** Number of the newest migration of this version. */
export function newestMigration(folder: string = MIGRATIONS_FOLDER): number {
  return readMigrations(folder).length;
}

/** Number of the newest migration applied to a database; 0 for none. */
export async function newestApplied(client: pg.Pool | pg.Client): Promise<number> {
  const found = await client.query<{ number: number | null }>(
    "select max(number) as number from mailport.migration",
  );
  return found.rows[0]?.number ?? 0;
}

/** Reads the folder; numbers run 0001, 0002, … without a gap, so that order is never a guess. */
function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  return files.sort().map((file, index) => {
    const number = /^\d{4}(?=-[a-z0-9-]+\.sql$)/.exec(file)?.[0];
    if (number === undefined || Number(number) !== index + 1) throw brokenList(file, index + 1);
    // Git may check text out with other line ends on another system.
    const sql = readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n");
    const sha256 = createHash("sha256").update(sql).digest("hex");
    return { number: index + 1, name: file, sql, sha256 };
  });
}

function brokenList(file: string, expected: number): StoreFault {
  const number = String(expected).padStart(4, "0");
  const sentence = `Migration ${file} stands where ${number}-….sql is expected.`;
  return new StoreFault("store/migration-list-broken", sentence, { file, expected });
}

type Applied = { readonly number: number; readonly name: string; readonly sha256: string };

async function appliedBefore(client: pg.Client): Promise<Applied[]> {
  await client.query("create schema if not exists mailport");
  await client.query(
    `create table if not exists mailport.migration (
       number integer primary key,
       name text collate "C" not null,
       sha256 text collate "C" not null,
       applied_at bigint not null
     )`,
  );
  const found = await client.query<Applied>(
    "select number, name, sha256 from mailport.migration order by number",
  );
  return found.rows;
}

function refuseOtherHistory(known: readonly Migration[], applied: readonly Applied[]): void {
  for (const [index, row] of applied.entries()) {
    const migration = known[index];
    if (migration === undefined) throw fromLaterVersion(row);
    if (row.number !== migration.number || row.sha256 !== migration.sha256) {
      const sentence = `Migration ${migration.name} was changed after it had been applied (as
        ${row.name}); restore the file and write a new migration instead.`.replace(/\s+/g, " ");
      const facts = { file: migration.name, applied: row.sha256, found: migration.sha256 };
      throw new StoreFault("store/migration-changed", sentence, facts);
    }
  }
}

function fromLaterVersion(row: Applied): StoreFault {
  const sentence = `The database was brought up to date by a later Mailport (${row.name}); start
    that version, or restore a backup made before.`.replace(/\s+/g, " ");
  return new StoreFault("store/migration-from-later-version", sentence, { name: row.name });
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  const { number, name, sql, sha256 } = migration;
  await client.query("begin");
  const begun = await transactionId(client);
  try {
    await client.query(sql);
  } catch (error) {
    await client.query("rollback");
    throw failed(migration, error);
  }
  // A file that commits by itself would be half applied when its rest fails.
  if ((await transactionId(client)) !== begun) throw endsItself(name);
  await client.query(
    "insert into mailport.migration (number, name, sha256, applied_at) values ($1, $2, $3, $4)",
    [number, name, sha256, Date.now()],
  );
  await client.query("commit");
}

async function transactionId(client: pg.Client): Promise<string | undefined> {
  const found = await client.query<{ id: string }>("select pg_current_xact_id()::text as id");
  return found.rows[0]?.id;
}

function endsItself(file: string): StoreFault {
  const sentence = `Migration ${file} ends its transaction; remove its commit or rollback.`;
  return new StoreFault("store/migration-failed", sentence, { file });
}

/** PostgreSQL names the character of the text, counted from 1; people look for the line. */
function failed(migration: Migration, error: unknown): StoreFault {
  const said = error instanceof Error ? error.message : String(error);
  const position = Number((error as { position?: string }).position ?? 1);
  const line = migration.sql.slice(0, position - 1).split("\n").length;
  const sentence = `Migration ${migration.name} failed at line ${line}: ${said}`;
  return new StoreFault("store/migration-failed", sentence, { file: migration.name, line, said });
}
