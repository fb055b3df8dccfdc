/**
 * The journal of erasures: which persons' keys were destroyed and when, in the vault and in the
 * stored inputs that brought them. A restored backup holds persons erased after it was made;
 * applying the journal destroys their keys again.
 */
import type pg from "pg";
import type { Id } from "#domain/events/event.ts";
import type { Erasure } from "#operations/ports.ts";

/** All erasures in order of time. */
export async function readErasures(pool: pg.Pool): Promise<readonly Erasure[]> {
  const found = await pool.query<{
    readonly erasure_id: Id;
    readonly person_ref: Id;
    readonly erased_at: string;
    readonly asked_by: Id;
    readonly reason: string;
  }>(
    `select erasure_id, person_ref, erased_at, asked_by, reason from mailport.erasure
      order by erased_at, erasure_id`,
  );
  return found.rows.map((row) => ({
    erasureId: row.erasure_id,
    personRef: row.person_ref,
    erasedAt: Number(row.erased_at),
    askedBy: row.asked_by,
    reason: row.reason,
  }));
}

/** Applies those that the record does not know yet, in one transaction; gives how many. */
export async function applyErasures(pool: pg.Pool, erasures: readonly Erasure[]): Promise<number> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const applied = await erase(client, erasures);
    await client.query("commit");
    return applied;
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Calls that brought these vault rows (`v`): they stated a declaration, stated it anew, or kept an
 * order, payment or waybill.
 */
export const CALLS_OF_PERSONS = `select v.person_ref, e.call_id from mailport.vault v
    join mailport.event e on e.subject_id = v.declaration_id
    where e.type in ('declaration-lodged', 'declaration-amended')
  union all select v.person_ref, d.call_id from mailport.vault v
    join mailport.document d on d.document_id = v.declaration_id`;

/** Inputs of calls that brought these persons; the audit rows keep their hashes. */
const FORGET_INPUTS = `update mailport.call_input set salt = null, body = null
  where salt is not null and call_id in (
    select b.call_id from (${CALLS_OF_PERSONS}) b where b.person_ref = any($1::uuid[]))`;

/** What was counted and compared under hashes of these persons, for pieces of their declarations. */
const FORGET_MARKS = [
  `with marks as (
     select m.hash, array_agg(i.item_id) as gone from mailport.vault v
     cross join lateral (values (v.phone_hash), (v.address_hash)) as m (hash)
     join mailport.declaration_shipment l using (declaration_id)
     join mailport.item i using (shipment_id)
     where v.person_ref = any($1::uuid[]) and m.hash is not null group by m.hash)
   update mailport.repeat_count r set (items, ats) = (
     select coalesce(array_agg(k.item order by k.n), '{}'), coalesce(array_agg(k.at order by k.n), '{}')
     from unnest(r.items, r.ats) with ordinality as k(item, at, n) where k.item <> all (m.gone))
   from marks m where r.hash = m.hash`,
  `update mailport.screening_hit s set name_hash = v.person_ref from mailport.vault v
     join mailport.declaration_shipment l using (declaration_id)
   where v.person_ref = any($1::uuid[]) and s.shipment_id = l.shipment_id and s.name_hash = v.name_hash`,
  `update mailport.dialogue d
     set facts = jsonb_set(jsonb_set(d.facts, '{list,buyerId}', 'null'), '{list,buyerName}', 'null')
   from mailport.vault v join mailport.declaration_shipment l using (declaration_id)
   where v.person_ref = any($1::uuid[]) and d.subject_id = l.shipment_id
     and (d.facts #>> '{list,buyerId}' = v.identity_hash::text
       or d.facts #>> '{list,buyerName}' = v.name_hash::text)`,
];

const WRITE = `insert into mailport.erasure (erasure_id, person_ref, erased_at, asked_by, reason)
  select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[])
  on conflict (erasure_id) do nothing`;

/** A person that is named more than once was erased the first time. */
const DESTROY = `update mailport.vault v set salt = null, ciphertext = null, name_hash = null,
    phone_hash = null, identity_hash = null, address_hash = null, email_hash = null,
    erased_at = given.erased_at
  from (select person_ref, min(erased_at) as erased_at
    from unnest($1::uuid[], $2::bigint[]) as given (person_ref, erased_at)
    group by person_ref) given
  where v.person_ref = given.person_ref and v.erased_at is null`;

/** Erasures written by one statement: a restored journal may hold any number. */
const AT_ONCE = 10_000;

/** Destroys the keys of these persons and writes the journal; gives how many lines of it are new. */
export async function erase(client: pg.PoolClient, erasures: readonly Erasure[]): Promise<number> {
  let applied = 0;
  for (let from = 0; from < erasures.length; from += AT_ONCE) {
    applied += await apply(client, erasures.slice(from, from + AT_ONCE));
  }
  return applied;
}

async function apply(client: pg.PoolClient, erasures: readonly Erasure[]): Promise<number> {
  const persons = erasures.map(({ personRef }) => personRef);
  const ats = erasures.map(({ erasedAt }) => erasedAt);
  const made = await client.query(WRITE, [
    erasures.map(({ erasureId }) => erasureId),
    persons,
    ats,
    erasures.map(({ askedBy }) => askedBy),
    erasures.map(({ reason }) => reason),
  ]);
  for (const text of FORGET_MARKS) await client.query(text, [persons]);
  await client.query(DESTROY, [persons, ats]);
  await client.query(FORGET_INPUTS, [persons]);
  return made.rowCount ?? 0;
}
