/**
 * A copy of a running embedded database and the files beside it, good for the moment it ends:
 * pg_backup_start, file copy, pg_backup_stop, and the write-ahead log between (PostgreSQL 18
 * manual, 25.3.3). The other direction is `restore.ts`. Servers run by others have their own tools.
 */
import { existsSync } from "node:fs";
import { mkdir, open, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import type pg from "pg";
import { type Connection, withClient } from "#store/connection.ts";
import { StoreFault } from "#store/store-fault.ts";
import { type BackupFile, type BackupManifest, writeManifest } from "./backup-manifest.ts";
import { copyFile } from "./copy-file.ts";

export type BackupOptions = {
  /** A superuser of the running embedded server. */
  readonly connection: Connection;
  readonly dataFolder: string;
  /** Absent or empty; a mounted disk will do. */
  readonly target: string;
  /** Names in the data folder copied after the database; their files never change once named. */
  readonly beside?: readonly string[];
};

/** Content-addressed files: a copy made later holds at least what the database names. */
const BESIDE = ["blobs"];

/** Everything committed before the call is in it. Throws `store/target-not-empty`, `…/backup-failed`. */
export async function backup(options: BackupOptions): Promise<BackupManifest> {
  const { connection, target } = options;
  await refuseFilledTarget(target);
  try {
    return await withClient(connection, (client) => backUp(client, options));
  } catch (error) {
    for (const name of await readdir(target)) {
      await rm(join(target, name), { recursive: true, force: true });
    }
    if (error instanceof StoreFault) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new StoreFault("store/backup-failed", `The backup was not made: ${said}`, { said });
  }
}

/** Makes the folder when absent. Throws `store/target-not-empty`. */
export async function refuseFilledTarget(target: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 });
  const found = (await readdir(target)).filter((name) => name !== "lost+found");
  if (found.length === 0) return;
  const sentence = `${target} is not empty; name an empty folder.`;
  throw new StoreFault("store/target-not-empty", sentence, { target });
}

async function backUp(client: pg.Client, options: BackupOptions): Promise<BackupManifest> {
  const { dataFolder, target, beside = BESIDE } = options;
  const source = await describeSource(client);
  const copy: Copy = { target, folders: [], files: [] };
  // Temporary: the log is kept until this session ends, however it ends.
  const slot = `mailport_backup_${process.pid}_${Date.now()}`;
  await client.query("select pg_create_physical_replication_slot($1, true, true)", [slot]);
  const started = await one<{ lsn: string }>(
    client,
    "select pg_backup_start('mailport', true)::text as lsn",
  );
  await copyCluster(source.clusterFolder, copy);
  const stopped = await one<Stopped>(
    client,
    "select lsn::text, labelfile, spcmapfile from pg_backup_stop(false)",
  );
  await writeLabel(copy, "backup_label", stopped.labelfile);
  if (stopped.spcmapfile !== "") await writeLabel(copy, "tablespace_map", stopped.spcmapfile);
  await copyWal(client, source, [started.lsn, stopped.lsn], copy);
  for (const name of beside) {
    if (existsSync(join(dataFolder, name))) await copyTree(join(dataFolder, name), name, copy);
  }
  const { serverVersion, systemIdentifier } = source;
  const made = { format: 1, madeAt: Date.now(), serverVersion, systemIdentifier } as const;
  const lsns = { startLsn: started.lsn, stopLsn: stopped.lsn };
  const manifest = { ...made, ...lsns, folders: copy.folders, files: copy.files };
  await writeManifest(target, manifest);
  return manifest;
}

type Stopped = { readonly lsn: string; readonly labelfile: string; readonly spcmapfile: string };
/** A backup being made. */
type Copy = { readonly target: string; readonly folders: string[]; readonly files: BackupFile[] };
type Source = {
  readonly clusterFolder: string;
  readonly serverVersion: string;
  readonly systemIdentifier: string;
  readonly segmentBytes: string;
};

/** Refuses a server whose files are not these: one on another machine has the same paths. */
async function describeSource(client: pg.Client): Promise<Source> {
  const source = await one<Source>(
    client,
    `select current_setting('data_directory') as "clusterFolder",
            current_setting('server_version') as "serverVersion",
            system_identifier::text as "systemIdentifier",
            (select setting from pg_settings where name = 'wal_segment_size') as "segmentBytes"
       from pg_control_system()`,
  );
  const written = await identifierOf(source.clusterFolder);
  if (written === source.systemIdentifier) return source;
  const sentence = `The server's files are not on this machine; back it up with its own tools.`;
  throw new StoreFault("store/backup-failed", sentence, { clusterFolder: source.clusterFolder });
}

/** `pg_control` begins with the identifier, 8 bytes in the machine's order. */
async function identifierOf(clusterFolder: string): Promise<string | undefined> {
  const file = await open(join(clusterFolder, "global", "pg_control")).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer } = await file.read(Buffer.alloc(8), 0, 8, 0);
    return buffer.readBigUInt64LE().toString();
  } finally {
    await file.close();
  }
}

async function one<Row extends pg.QueryResultRow>(
  client: pg.Client,
  sql: string,
  values: unknown[] = [],
): Promise<Row> {
  const [row] = (await client.query<Row>(sql, values)).rows;
  if (row === undefined) throw new Error(`no row from: ${sql}`);
  return row;
}

/** Folders whose content belongs to the running server (manual, 25.3.3.2); the log comes later. */
const EMPTIED = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
]);
const LEFT_OUT = /^(postmaster\.(pid|opts)|pg_internal\.init.*|pgsql_tmp.*|backup_label.*)$/;
const CONTROL = join("global", "pg_control");

async function copyCluster(clusterFolder: string, copy: Copy): Promise<void> {
  if ((await readdir(join(clusterFolder, "pg_tblspc"))).length > 0) {
    const sentence = "The database uses tablespaces; move their tables back before a backup.";
    throw new StoreFault("store/backup-failed", sentence, { clusterFolder });
  }
  await copyTree(clusterFolder, "postgres", copy, (path) => {
    const [top = "", ...below] = path.split(sep);
    const name = below.at(-1) ?? top;
    return LEFT_OUT.test(name) || path === CONTROL || (EMPTIED.has(top) && below.length > 0);
  });
  // PostgreSQL makes these two itself only in a new cluster.
  copy.folders.push("postgres/pg_wal/archive_status", "postgres/pg_wal/summaries");
  // Last, as pg_basebackup does: it names the newest checkpoint.
  await copyInto(copy, join(clusterFolder, CONTROL), "postgres/global/pg_control");
}

async function copyTree(
  folder: string,
  name: string,
  copy: Copy,
  leftOut: (path: string) => boolean = () => false,
): Promise<void> {
  copy.folders.push(name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    if (leftOut(path)) continue;
    const to = [name, ...path.split(sep)].join("/");
    if (entry.isDirectory()) copy.folders.push(to);
    else if (entry.isFile()) await copyInto(copy, join(folder, path), to);
  }
}

async function copyInto(copy: Copy, from: string, path: string): Promise<boolean> {
  const copied = await copyFile(from, join(copy.target, path));
  if (copied !== undefined) copy.files.push({ path, ...copied });
  return copied !== undefined;
}

async function writeLabel(copy: Copy, name: string, text: string): Promise<void> {
  const draft = join(copy.target, `${name}.draft`);
  await writeFile(draft, text, { mode: 0o600 });
  await copyInto(copy, draft, `postgres/${name}`);
  await rm(draft);
}

/** pg_backup_stop has changed to a new segment, so the last one of the span is complete. */
async function copyWal(
  client: pg.Client,
  source: Source,
  [startLsn, stopLsn]: readonly [string, string],
  copy: Copy,
): Promise<void> {
  const found = await client.query<{ name: string }>(
    `select pg_walfile_name('0/0'::pg_lsn + (n * $3::numeric + 1)) as name
       from generate_series(div($1::pg_lsn - '0/0'::pg_lsn, $3::numeric),
                            div($2::pg_lsn - '0/0'::pg_lsn - 1, $3::numeric)) as n`,
    [startLsn, stopLsn, source.segmentBytes],
  );
  const folder = join(source.clusterFolder, "pg_wal");
  for (const { name } of found.rows) {
    if (await copyInto(copy, join(folder, name), `postgres/pg_wal/${name}`)) continue;
    const sentence = `The write-ahead log ${name} was gone before it was copied.`;
    throw new StoreFault("store/backup-failed", sentence, { name });
  }
  for (const name of await readdir(folder)) {
    if (name.endsWith(".history"))
      await copyInto(copy, join(folder, name), `postgres/pg_wal/${name}`);
  }
}
