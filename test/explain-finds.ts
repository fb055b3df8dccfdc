/**
 * How PostgreSQL would run the find of pieces and its count, seen by a reader under the policies:
 * the plan, whether any large table is read from end to end, and how long it really took.
 */
import type pg from "pg";
import type { FindFilter } from "#operations/ports-view.ts";
import { countItemsStatement, findItemsStatement } from "#store/found-items.ts";
import { becomeReader } from "#store/open.ts";
import type { ManyItems } from "./many-items.ts";

export type Explained = {
  readonly name: string;
  readonly plan: string;
  /** Tables that the plan reads from end to end. */
  readonly scanned: readonly string[];
  /** Median of the runs; 0 where it was not run. */
  readonly tookMs: number;
};

export type Explaining = {
  /** What is looked for; finds by a code unless given. */
  readonly filters?: Readonly<Record<string, FindFilter>>;
  /** How often each statement is run for its time; not at all unless given. */
  readonly runs?: number;
};

const LARGE = /Seq Scan on (item|shipment|identifier|whereabouts)\b/g;

/** Explains every find a screen makes, for readers of half, of few and of none of the rows. */
export async function explainFinds(
  pool: pg.Pool,
  parties: ManyItems,
  count: number,
  { filters = typed(count), runs = 0 }: Explaining = {},
): Promise<readonly Explained[]> {
  const explained: Explained[] = [];
  for (const [whose, partyId] of Object.entries(parties)) {
    for (const [what, filter] of Object.entries(filters)) {
      const statements = { find: findItemsStatement(filter), count: countItemsStatement(filter) };
      for (const [kind, statement] of Object.entries(statements)) {
        const name = `${kind} ${what} of ${whose}`;
        explained.push({ name, ...(await explain(pool, partyId, statement, runs)) });
      }
    }
  }
  return explained;
}

/** Prefixes as typed at a station: a whole code, most of one. */
function typed(count: number): Readonly<Record<string, FindFilter>> {
  const code = `HX${String(count / 2).padStart(9, "0")}`;
  return {
    "one code": { prefix: code, limit: 51 },
    "a prefix": { prefix: code.slice(0, -2), limit: 51 },
    "a page": {
      prefix: code.slice(0, -3),
      after: [code, "00000000-0000-0000-0000-000000000000"],
      limit: 51,
    },
  };
}

/** Finds without a code, as a screen makes them when it opens. */
export const BROWSED: Readonly<Record<string, FindFilter>> = {
  everything: { limit: 51 },
  "one stream": { stream: "express", limit: 51 },
  "one place": { place: "LANE-7", limit: 51 },
};

type Statement = { readonly text: string; readonly values: readonly unknown[] };

async function explain(
  pool: pg.Pool,
  partyId: string,
  { text, values }: Statement,
  runs: number,
): Promise<Omit<Explained, "name">> {
  const client = await pool.connect();
  try {
    await client.query("begin read only");
    await becomeReader(client, { partyId, clearance: 2 });
    const found = await client.query<{ "QUERY PLAN": string }>(`explain ${text}`, [...values]);
    const plan = found.rows.map((row) => row["QUERY PLAN"]).join("\n");
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now();
      await client.query(text, [...values]);
      times.push(performance.now() - startedAt);
    }
    await client.query("commit");
    const scanned = [...plan.matchAll(LARGE)].map((match) => match[1] ?? "");
    return { plan, scanned, tookMs: times.sort((a, b) => a - b)[runs >> 1] ?? 0 };
  } finally {
    client.release();
  }
}
