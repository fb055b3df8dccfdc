/**
 * The folded record as one hash: states, places, identifiers, decisions, counters and events, sorted.
 * Without the times of recording, what is random (sealed persons, blobs) and the audit trail: two
 * records of the same happenings have the same hash.
 */
import { createHash } from "node:crypto";
import type { Pool } from "./pool.ts";

/** Tables of what is folded from events and of what hangs on it. */
const TABLES = [
  "item",
  "shipment",
  "declaration",
  "container",
  "hold",
  "party",
  "whereabouts",
  "identifier",
  "item_shipment",
  "declaration_shipment",
  "decision",
  "proposed_match",
  "hold_restricted",
  "deadline",
  "counter",
  "event",
] as const;

export type FoldedHash = {
  readonly hash: string;
  /** Events of the record. */
  readonly events: number;
  /** Rows and hash of each table, to see where two records differ. */
  readonly tables: Readonly<Record<string, string>>;
};

/** Lets plans know how much a record holds that was filled faster than the database looks. */
export async function freshStatistics(pool: Pool): Promise<void> {
  await pool.query("analyze");
}

/** Columns of when and by which call a row was written. */
const NOT_FOLDED = ["recorded_at", "call_id"];

/** Reads every row of these tables once. */
export async function foldedHash(pool: Pool): Promise<FoldedHash> {
  const tables: Record<string, string> = {};
  let events = 0;
  for (const name of TABLES) {
    const columns = await columnsOf(pool, name);
    const found = await pool.query<{ rows: string; hash: string | null }>(
      `select count(*) as rows, md5(string_agg(hash, '' order by hash collate "C")) as hash
         from (select md5(row(${columns.join(", ")})::text) as hash from mailport.${name}) s`,
    );
    const [row] = found.rows;
    tables[name] = `${row?.rows}:${row?.hash ?? ""}`;
    if (name === "event") events = Number(row?.rows);
  }
  const hash = createHash("sha256").update(JSON.stringify(tables)).digest("hex");
  return { hash, events, tables };
}

/** A table's columns by name, so that their order in the table does not matter. */
async function columnsOf(pool: Pool, table: string): Promise<readonly string[]> {
  const found = await pool.query<{ name: string }>(
    `select quote_ident(column_name) as name from information_schema.columns
      where table_schema = 'mailport' and table_name = $1 and column_name <> all ($2) order by 1`,
    [table, NOT_FOLDED],
  );
  return found.rows.map(({ name }) => name);
}
