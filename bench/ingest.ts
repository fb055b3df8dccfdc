/**
 * `bench ingest`: scans and declarations over HTTP against a million stored pieces on the embedded
 * PostgreSQL with its default settings, beside a bare COPY of the same events. Every answer and
 * every row count is checked first; figures of a busy machine are floors, the ratio is the measure.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chanceOf } from "#base/chance.ts";
import type { SiteFacts } from "#operations/ports.ts";
import { openPool, type Pool } from "#store/pool.ts";
import { ROWS_EACH } from "#test/load/declaration-batches.ts";
import { runLoad } from "#test/load/lanes.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { seedPieces } from "#test/load/seed-pieces.ts";
import {
  openCentreFolder,
  type ServedCentre,
  startServed,
  type Tokens,
} from "#test/load/served-centre.ts";
import { bareCopy, type Copied } from "./ingest/bare-copy.ts";
import type { LoadKind, LoadReport } from "./ingest/load.ts";
import { familyMicros, processMicros } from "./ingest/processor-time.ts";
import { type Watched, watched } from "./ingest/watch.ts";

const ITEMS = 1_000_000;
const SECONDS = 30;
const CONCURRENCY = 4;
const SCANS_EACH = 1_000;
const DECLARATIONS_EACH = 500;
/** The bare COPY runs this share of the time, before and after. */
const COPY_SHARE = 0.4;
/** Read back and printed; the first three must be on. */
const SETTINGS = [
  "fsync",
  "synchronous_commit",
  "full_page_writes",
  "wal_level",
  "shared_buffers",
  "max_wal_size",
  "checkpoint_timeout",
  "data_checksums",
];
const MUST_BE_ON = 3;
/** Pages read along an index stay; those of a sequential read of a large table do not. */
const READ_BY_INDEX = [
  "select sum(version) from mailport.item where item_id > '00000000-0000-0000-0000-000000000000'",
  "select sum(holds) from mailport.shipment where shipment_id > '00000000-0000-0000-0000-000000000000'",
  "select max(since_at) from mailport.whereabouts where subject_id > '00000000-0000-0000-0000-000000000000'",
  "select max(valid_from) from mailport.identifier where normalised > '' and freed_at is null and not contested",
  "select count(*) from mailport.event where subject_id > '00000000-0000-0000-0000-000000000000'",
];

/** Runs all parts, one after the other. */
export async function bench(options: RunOptions): Promise<Outcome> {
  const { items = ITEMS, data } = options;
  const folder = data ?? mkdtempSync(join(tmpdir(), "mailport-bench-"));
  try {
    const centre = await prepare(folder, items);
    // Such as `--cpu-prof --cpu-prof-dir=…`, to see where the server's time goes.
    const node = process.env["BENCH_SERVER_NODE_ARGS"]?.split(" ") ?? [];
    const server = await startServed(folder, { node });
    const pool = openPool(server.database, CONCURRENCY + 2);
    try {
      return await measure(options, new Bench(server, pool, centre, items));
    } finally {
      await pool.end();
      await server.stop();
    }
  } finally {
    if (data === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

type Prepared = { readonly tokens: Tokens; readonly site: SiteFacts };

/** The centre with its pieces; a kept folder has them already. */
async function prepare(folder: string, items: number): Promise<Prepared> {
  const { record, site, ports, tokens, isKept } = await openCentreFolder(folder);
  try {
    if (isKept) return { tokens, site };
    const began = performance.now();
    const parties = await ports.store.transaction((tx) => tx.findParties(["HX"]));
    const declarantId = parties.get("HX")?.id ?? site.operatorId;
    const at = ports.clock.now() - 60_000;
    const events = await seedPieces(record.pool, items, { site, declarantId, at });
    const seconds = Math.round((performance.now() - began) / 1000);
    console.error(`${items} pieces, ${events} events stored in ${seconds} s`);
    return { tokens, site };
  } finally {
    await record.close();
  }
}

async function measure({ seconds = SECONDS, seed }: RunOptions, bench: Bench): Promise<Outcome> {
  await bench.readSettings();
  await bench.warm();
  const before = await bench.copy(seconds * COPY_SHARE, seed);
  const disjoint = await bench.load("scan-disjoint", seconds, seed);
  const random = await bench.load("scan-random", seconds, seed + 1);
  const declared = await bench.load("declare", seconds, seed);
  const after = await bench.copy(seconds * COPY_SHARE, seed + 2);
  const copyPerSecond = (before.rowsPerSecond + after.rowsPerSecond) / 2;
  const scansPerSecond = perSecond(disjoint);
  return {
    faults: bench.faults,
    figures: {
      scansPerSecond,
      scansPerSecondRandom: perSecond(random),
      declarationsPerSecond: perSecond(declared),
      copyPerSecondBefore: before.rowsPerSecond,
      copyPerSecondAfter: after.rowsPerSecond,
      scans: disjoint.load.rows + random.load.rows,
      declarations: declared.load.rows,
      ...microsEach("Scan", disjoint),
      ...microsEach("Declaration", declared),
      hotShare: disjoint.hotShare,
      batchP50Ms: disjoint.load.p50Ms,
      batchP99Ms: disjoint.load.p99Ms,
      commitP99Ms: disjoint.watched.commitP99Ms,
      lockWaits: disjoint.watched.lockWaits,
      lockWaitsRandom: random.watched.lockWaits,
      batchP99MsRandom: random.load.p99Ms,
    },
    ratios: { scansToCopy: scansPerSecond / copyPerSecond },
  };
}

type Part = {
  readonly load: LoadReport;
  readonly watched: Watched;
  readonly postgresMicros: number;
  readonly serverMicros: number;
  /** Of the updates of item, those that touched no index. */
  readonly hotShare: number;
};

function perSecond({ load }: Part): number {
  return load.rows / load.seconds;
}

/** Processor time of one row in each of the three processes. */
function microsEach(of: string, part: Part): Record<string, number> {
  const { rows, cpuMicros } = part.load;
  return {
    [`postgresMicrosPer${of}`]: part.postgresMicros / rows,
    [`serverMicrosPer${of}`]: part.serverMicros / rows,
    [`loadMicrosPer${of}`]: cpuMicros / rows,
  };
}

/** A running server with the means to load and to look at it. */
class Bench {
  readonly faults: string[] = [];
  readonly #server: ServedCentre;
  readonly #pool: Pool;
  readonly #centre: Prepared;
  readonly #items: number;
  #updates = { updated: 0, hot: 0 };

  constructor(server: ServedCentre, pool: Pool, centre: Prepared, items: number) {
    this.#server = server;
    this.#pool = pool;
    this.#centre = centre;
    this.#items = items;
  }

  async readSettings(): Promise<void> {
    const read: Record<string, string> = {};
    for (const name of SETTINGS) {
      const shown = await this.#pool.query<Record<string, string>>(`show ${name}`);
      read[name] = shown.rows[0]?.[name] ?? "";
    }
    console.error(JSON.stringify(read));
    for (const name of SETTINGS.slice(0, MUST_BE_ON)) {
      this.#expect(`setting ${name}`, read[name], "on");
    }
  }

  /** Reads what scans touch into the server's memory, as it is where it has run for a while. */
  async warm(): Promise<void> {
    const client = await this.#pool.connect();
    await client.query("set enable_seqscan = off");
    await client.query("set enable_bitmapscan = off");
    for (const read of READ_BY_INDEX) await client.query(read);
    client.release(true);
  }

  async copy(seconds: number, seed: number): Promise<Copied> {
    const before = await this.#count("event");
    const { site, operatorId } = this.#centre.site;
    const chance = chanceOf(seed).next;
    const sizes = { items: this.#items, batch: SCANS_EACH, concurrency: CONCURRENCY, seconds };
    const copied = await bareCopy(this.#pool, { ...sizes, site, actor: operatorId, chance });
    this.#expect("copied events", (await this.#count("event")) - before, copied.rows);
    console.error(`copy: ${Math.round(copied.rowsPerSecond)} events/s`);
    return copied;
  }

  /** Runs a load, then checks what it found and what the tables hold. */
  async load(kind: LoadKind, seconds: number, seed: number): Promise<Part> {
    const isScan = kind !== "declare";
    const tables = isScan ? ["event", "item"] : Object.keys(ROWS_EACH);
    const before = await this.#counts(tables);
    const postgres = familyMicros(this.#server.postmaster);
    const server = processMicros(this.#server.pid);
    const order = {
      kind,
      address: this.#server.address,
      token: isScan ? this.#centre.tokens.floor : this.#centre.tokens.express,
      items: this.#items,
      seconds,
      concurrency: CONCURRENCY,
      batch: isScan ? SCANS_EACH : DECLARATIONS_EACH,
      seed,
      run: Date.now().toString(36),
    };
    const [load, watch] = await watched(this.#pool, () => runLoad<LoadReport>(LOAD, order));
    const postgresMicros = familyMicros(this.#server.postmaster) - postgres;
    const serverMicros = processMicros(this.#server.pid) - server;
    this.faults.push(...load.faults.map((fault) => `${kind}: ${fault}`));
    this.#expect(`${kind}: wrong answers`, load.faultsTotal, 0);
    const after = await this.#counts(tables);
    const added: Readonly<Record<string, number>> = isScan ? { event: 1, item: 0 } : ROWS_EACH;
    for (const table of tables) {
      const grown = (after[table] ?? 0) - (before[table] ?? 0);
      this.#expect(`${kind}: rows of ${table}`, grown, load.recorded * (added[table] ?? 0));
    }
    const hotShare = await this.#hotShare();
    console.error(`${kind}: ${Math.round(load.rows / load.seconds)} rows/s, ${load.rows} rows`);
    return { load, watched: watch, postgresMicros, serverMicros, hotShare };
  }

  #expect<T extends string | number>(what: string, found: T | undefined, expected: T): void {
    if (found !== expected) this.faults.push(`${what}: ${found}, not ${expected}`);
  }

  async #counts(tables: readonly string[]): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of tables) counts[table] = await this.#count(table);
    return counts;
  }

  async #count(table: string): Promise<number> {
    const { rows } = await this.#pool.query<{ n: string }>(
      `select count(*) as n from mailport.${table}`,
    );
    return Number(rows[0]?.n);
  }

  /** Since the last look; the sessions tell their counts a little after they fall idle. */
  async #hotShare(): Promise<number> {
    await sleep(1_500);
    const { rows } = await this.#pool.query<{ updated: string; hot: string }>(
      `select n_tup_upd as updated, n_tup_hot_upd as hot from pg_stat_user_tables
        where relid = 'mailport.item'::regclass`,
    );
    const now = { updated: Number(rows[0]?.updated), hot: Number(rows[0]?.hot) };
    const before = this.#updates;
    this.#updates = now;
    return (now.hot - before.hot) / Math.max(1, now.updated - before.updated);
  }
}

/** The load is a process of its own. */
const LOAD = join(import.meta.dirname, "ingest", "load.ts");
