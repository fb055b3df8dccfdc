/**
 * The whole record as one hash a table, so that a test can say: nothing changed, or these are equal.
 * The audit trail is left out where a refusal is judged: it is written by design.
 */
import type pg from "pg";

const AUDIT = ["call", "call_input", "call_unsealed", "call_position", "seal_block"];

/** What is folded from events, and what hangs on it; equal after a replay with the same ids. */
export const FOLDED = [
  "item",
  "shipment",
  "declaration",
  "container",
  "hold",
  "party",
  "whereabouts",
  "passage",
  "identifier",
  "item_shipment",
  "declaration_shipment",
  "decision",
  "proposed_match",
  "hold_restricted",
  "duty",
  "duty_moved",
  "annual_balance",
  "balance_use",
  "deadline",
  "counter",
  "event",
] as const;

/** Every table of the record but those of the audit trail; partitions are part of their table. */
export async function stateTables(pool: pg.Pool): Promise<readonly string[]> {
  const found = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'mailport' and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> all ($1) order by 1`,
    [AUDIT],
  );
  return found.rows.map((row) => row.name);
}

/** A hash of all rows by name of table. */
export async function recordHash(
  pool: pg.Pool,
  names: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const parts = names.map(
    (name) =>
      `select '${name}' as name, count(*) || ':' || md5(coalesce(string_agg(t::text, '|'
         order by t::text collate "C"), '')) as hash from mailport.${name} t`,
  );
  const found = await pool.query<{ name: string; hash: string }>(parts.join(" union all "));
  return Object.fromEntries(found.rows.map(({ name, hash }) => [name, hash]));
}

/** Copies all rows of one database into another that is migrated and has none. */
export async function copyRecord(from: pg.Pool, to: pg.Pool): Promise<void> {
  for (const name of [...(await stateTables(from)), ...AUDIT]) {
    if (name === "migration") continue;
    const found = await from.query<{ rows: string }>(
      `select coalesce(json_agg(t), '[]')::text as rows from mailport.${name} t`,
    );
    const columns = await givenColumns(to, name);
    await to.query(
      `insert into mailport.${name} (${columns})
        select ${columns} from json_populate_recordset(null::mailport.${name}, $1::json)`,
      [found.rows[0]?.rows],
    );
  }
}

/** The columns of a table that are written; those the database works out are not. */
async function givenColumns(pool: pg.Pool, name: string): Promise<string> {
  const found = await pool.query<{ names: string }>(
    `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as names
      from information_schema.columns
      where table_schema = 'mailport' and table_name = $1 and is_generated = 'NEVER'`,
    [name],
  );
  return found.rows[0]?.names ?? "";
}
