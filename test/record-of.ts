/**
 * The whole record of a centre as plain rows that two centres can be compared by: every id is given
 * the name of what it stands for, and every instant since the comparison began is one word. What is
 * left differs only where the centres do.
 */
import pg from "pg";
import type { Connection } from "#store/connection.ts";

type Row = Readonly<Record<string, unknown>>;
export type ComparableRecord = Readonly<Record<string, readonly string[]>>;

/** Tables of the record; persons are compared by which of their hashes are there. */
const TABLES = [
  "party",
  "item",
  "whereabouts",
  "passage",
  "shipment",
  "decision",
  "item_shipment",
  "declaration",
  "declaration_shipment",
  "container",
  "identifier",
  "proposed_match",
  "hold",
  "hold_restricted",
  "event",
  "deadline",
  "message",
] as const;

/** Reads the record as the owner of its tables. `sinceAt` is epoch ms from before its first act. */
export async function recordOf(connection: Connection, sinceAt: number): Promise<ComparableRecord> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    const names = await namesOf(client);
    const record: Record<string, readonly string[]> = {};
    for (const table of TABLES) {
      const rows = await rowsOf(client, `select to_jsonb(t) as row from mailport.${table} as t`);
      record[table] = rows.map((row) => JSON.stringify(comparable(row, names, sinceAt))).sort();
    }
    record["vault"] = (await rowsOf(client, PERSONS))
      .map((row) => JSON.stringify(comparable(row, names, sinceAt)))
      .sort();
    return record;
  } finally {
    await client.end();
  }
}

const PERSONS = `select to_jsonb(t) as row from (
  select person_ref, declaration_id, name_hash, phone_hash, identity_hash, address_hash, email_hash,
         ciphertext is not null as kept, erased_at from mailport.vault) as t`;

async function rowsOf(client: pg.Client, sql: string): Promise<readonly Row[]> {
  const found = await client.query<{ row: Row }>(sql);
  return found.rows.map(({ row }) => row);
}

/** What each id stands for, by what people call it; made of ids in an order that both have. */
const NAMED = [
  "select party_id::text as id, 'party ' || code as name from mailport.party",
  "select user_id::text, 'user ' || login from mailport.user_account",
  `select subject_id::text, subject_kind || ' ' || min(normalised) from mailport.identifier
    where scheme <> 'internal' group by subject_id, subject_kind`,
  `select declaration_id::text, 'declaration ' || number from mailport.declaration`,
  `select s.shipment_id::text,
          s.stream || ' shipment of ' || string_agg(n.normalised, ' ' order by n.normalised)
     from mailport.shipment as s
     join mailport.item_shipment as i on i.shipment_id = s.shipment_id
     join mailport.identifier as n on n.subject_id = i.item_id and n.scheme <> 'internal'
    group by s.shipment_id, s.stream`,
  `select call_id::text, 'call of ' || operation from mailport.call`,
  `select message_id::text, 'message ' || name from mailport.message`,
  `select d.sender_ref::text, 'sender of ' || d.number from mailport.declaration as d
    where d.sender_ref is not null`,
  `select d.recipient_ref::text, 'recipient of ' || d.number from mailport.declaration as d
    where d.recipient_ref is not null`,
  `select h.hash::text, h.kind || ' of ' || min(d.number || case
            when d.sender_ref = v.person_ref then ' sender' else ' recipient' end)
     from mailport.vault as v
     join mailport.declaration as d on v.person_ref in (d.sender_ref, d.recipient_ref)
    cross join lateral (values ('name', v.name_hash), ('phone', v.phone_hash),
      ('identity', v.identity_hash), ('address', v.address_hash), ('e-mail', v.email_hash))
      as h (kind, hash)
    where h.hash is not null group by h.hash, h.kind`,
] as const;

async function namesOf(client: pg.Client): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const sql of NAMED) {
    const query: pg.QueryArrayConfig = { text: sql, rowMode: "array" };
    const found = await client.query<[string, string]>(query);
    for (const [id, name] of found.rows) names.set(id, name);
  }
  const holds = await client.query<{ id: string; target: string; kind: string; turn: string }>(
    `select hold_id as id, target_id as target, kind,
            row_number() over (partition by target_id, kind order by placed_at) as turn
       from mailport.hold`,
  );
  for (const { id, target, kind, turn } of holds.rows) {
    names.set(id, `${kind} ${turn} on ${names.get(target)}`);
  }
  const events = await client.query<{ key: string; subject: string; version: number }>(
    // One fact about several subjects has one key: its name is the last subject's in the alphabet.
    "select event_key as key, subject_id as subject, version from mailport.event",
  );
  for (const { key, subject, version } of events.rows) {
    const name = `event ${version} of ${names.get(subject)}`;
    if ((names.get(key) ?? "") > name) continue;
    names.set(key, name);
    names.set(key.replaceAll("-", "").slice(-16), name);
  }
  return names;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Eight bytes each, one after the other: the tails of event keys. */
const TAILS = /^([0-9a-f]{16})+$/;

/** Ids that nobody names. */
const NAMELESS = "(an id)";
/** Made with a centre's own secret. */
const SECRET_FIELDS = new Set(["blob_hash", "blob_key_id"]);

function comparable(value: unknown, names: ReadonlyMap<string, string>, sinceAt: number): unknown {
  const again = (one: unknown): unknown => comparable(one, names, sinceAt);
  if (typeof value === "number")
    return value >= sinceAt && value < FAR ? shown(value, sinceAt) : value;
  if (typeof value === "string") return named(value, names);
  if (Array.isArray(value)) {
    const all = value.map(again);
    return value.every((one) => typeof one === "string" && UUID.test(one))
      ? all.map(String).sort()
      : all;
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !SECRET_FIELDS.has(name))
      .map(([name, one]) => [name, again(one)]),
  );
}

const FAR = 100_000_000_000_000;
const DAY_MS = 86_400_000;

/** The time of the record itself; a time ahead keeps how many days it is ahead. */
function shown(at: number, sinceAt: number): string {
  const days = Math.floor((at - sinceAt) / DAY_MS);
  return days === 0 ? "(now)" : `(now + ${days} days)`;
}

function named(text: string, names: ReadonlyMap<string, string>): string {
  if (UUID.test(text)) return names.get(text) ?? NAMELESS;
  if (!TAILS.test(text)) return text;
  const tails = text.match(/.{16}/g) ?? [];
  return tails.map((tail) => names.get(tail) ?? tail).join(", ");
}
