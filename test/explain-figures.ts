/**
 * What the figures of the floor and of a shift read of the large tables, as a reader sees them: tables
 * read from end to end, rows fetched, and how long it really took. Rows come from `many-items.ts`.
 */
import type pg from "pg";
import { FLOOR_FIGURES, SHIFT_FIGURES } from "#store/figures.ts";
import { becomeReader } from "#store/open.ts";
import { type ManyItems, SITE } from "./many-items.ts";

export type FiguresRead = {
  readonly name: string;
  /** Large tables that were read from end to end. */
  readonly scanned: readonly string[];
  /** Rows of large tables fetched by an index. */
  readonly fetched: number;
  /** Pieces, or what else the figures count. */
  readonly counted: number;
  /** Median of the runs. */
  readonly tookMs: number;
};

/** Counted of a zone, and readable rows up to which the floor is looked at from them. */
export type FigureLimits = { readonly most: number; readonly few: number };

const LARGE = ["item", "shipment", "whereabouts", "identifier", "passage", "decision", "hold"];
const ZONES = 4;
/** Lanes of `many-items.ts`. */
const LANES = 20;

const FILL: readonly string[] = [
  `insert into mailport.place select '${SITE}', 'LANE-' || n, 'lane', 'ZONE-' || n % ${ZONES},
     'ZONE-' || n % ${ZONES}, 'Lane ' || n, null from generate_series(0, ${LANES - 1}) n`,
  "insert into mailport.passage select 'in', row_number() over (), item_id, null from mailport.item",
  `insert into mailport.decision select shipment_id, 'customs', 'release', null,
     row_number() over (), shipment_id, shipment_id from mailport.shipment`,
  `insert into mailport.hold select i.item_id, 1, '${SITE}', 'item', i.item_id, 'customs', 1, 'open',
     'to be opened', false, false, null, i.item_id, i.n, null, null, null, 1
     from (select item_id, row_number() over () as n from mailport.item) i where i.n % 50 = 0`,
];

/** Gives the pieces there are places, arrivals at 1, 2, 3 … ms, releases, and every fiftieth a hold. */
export async function fillFigures(pool: pg.Pool): Promise<void> {
  for (const statement of FILL) await pool.query(statement);
  await pool.query("analyze");
}

/** Reads both figures for each party; the shift's are of a tenth of all arrivals. */
export async function readFigures(
  pool: pg.Pool,
  parties: ManyItems & { readonly operator: string },
  items: number,
  { most, few }: FigureLimits,
  runs = 1,
): Promise<readonly FiguresRead[]> {
  const tenth = Math.floor(items / 10);
  const asked = {
    floor: { text: FLOOR_FIGURES, values: [SITE, most, few] },
    shift: { text: SHIFT_FIGURES, values: [tenth, 2 * tenth] },
  };
  const found: FiguresRead[] = [];
  for (const [whose, partyId] of Object.entries(parties)) {
    for (const [what, statement] of Object.entries(asked)) {
      const read = await readOnce(pool, partyId, statement, runs);
      found.push({ name: `${what} of ${whose}`, ...read });
    }
  }
  return found;
}

type Statement = { readonly text: string; readonly values: readonly unknown[] };
type Row = { readonly pieces?: string; readonly number?: string };

async function readOnce(
  pool: pg.Pool,
  partyId: string,
  { text, values }: Statement,
  runs: number,
): Promise<Omit<FiguresRead, "name">> {
  const client = await pool.connect();
  try {
    await client.query("begin read only");
    const before = await readSoFar(client);
    await becomeReader(client, { partyId, clearance: 2 });
    const times: number[] = [];
    let counted = 0;
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now();
      const { rows } = await client.query<Row>(text, [...values]);
      times.push(performance.now() - startedAt);
      counted = rows.reduce((sum, row) => sum + Number(row.pieces ?? row.number ?? 0), 0);
    }
    await client.query("set local role none");
    const after = await readSoFar(client);
    const scans = (name: string): number =>
      (after.get(name)?.scans ?? 0) - (before.get(name)?.scans ?? 0);
    const fetched = (name: string): number =>
      (after.get(name)?.fetched ?? 0) - (before.get(name)?.fetched ?? 0);
    return {
      scanned: LARGE.filter((name) => scans(name) > 0),
      fetched: LARGE.reduce((sum, name) => sum + fetched(name), 0),
      counted,
      tookMs: times.sort((a, b) => a - b)[runs >> 1] ?? 0,
    };
  } finally {
    await client.query("rollback");
    client.release();
  }
}

type Reads = { readonly name: string; readonly scans: number; readonly fetched: number };

/** What this connection has read; what it read before it began is in it as long as nobody asked. */
async function readSoFar(client: pg.PoolClient): Promise<ReadonlyMap<string, Reads>> {
  const { rows } = await client.query<Reads>(
    `select relname as name, seq_scan::int as scans, coalesce(idx_tup_fetch, 0)::int as fetched
     from pg_stat_xact_user_tables where schemaname = 'mailport' and relname = any($1)`,
    [LARGE],
  );
  return new Map(rows.map((row) => [row.name, row]));
}
