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

/** Inputs of calls that brought this person; the audit rows keep their hashes. */
const FORGET_INPUTS = `update mailport.call_input set salt = null, body = null
  where salt is not null and call_id in (
    select b.call_id from (${CALLS_OF_PERSONS}) b where b.person_ref = $1)`;

/** What was counted and compared under hashes of this person's, for pieces of its declaration. */
const FORGET_MARKS = [
  `with of_person as (select v.phone_hash, v.address_hash, i.item_id from mailport.vault v
     join mailport.declaration_shipment l using (declaration_id)
     join mailport.item i using (shipment_id) where v.person_ref = $1)
   update mailport.repeat_count r set (items, ats) = (
     select coalesce(array_agg(k.item order by k.n), '{}'), coalesce(array_agg(k.at order by k.n), '{}')
     from unnest(r.items, r.ats) with ordinality as k(item, at, n)
     where not exists (select from of_person p where p.item_id = k.item))
   where hash in (select phone_hash from of_person union select address_hash from of_person)`,
  `update mailport.screening_hit s set name_hash = v.person_ref from mailport.vault v
     join mailport.declaration_shipment l using (declaration_id)
   where v.person_ref = $1 and s.shipment_id = l.shipment_id and s.name_hash = v.name_hash`,
  `update mailport.dialogue d
     set facts = jsonb_set(jsonb_set(d.facts, '{list,buyerId}', 'null'), '{list,buyerName}', 'null')
   from mailport.vault v join mailport.declaration_shipment l using (declaration_id)
   where v.person_ref = $1 and d.subject_id = l.shipment_id
     and (d.facts #>> '{list,buyerId}' = v.identity_hash::text
       or d.facts #>> '{list,buyerName}' = v.name_hash::text)`,
];

/** Destroys the keys of these persons and writes the journal; gives how many were not erased before. */
export async function erase(client: pg.PoolClient, erasures: readonly Erasure[]): Promise<number> {
  let applied = 0;
  for (const erasure of erasures) applied += await apply(client, erasure);
  return applied;
}

async function apply(client: pg.PoolClient, erasure: Erasure): Promise<number> {
  const { erasureId, personRef, erasedAt, askedBy, reason } = erasure;
  const made = await client.query(
    `insert into mailport.erasure (erasure_id, person_ref, erased_at, asked_by, reason)
     values ($1, $2, $3, $4, $5) on conflict (erasure_id) do nothing`,
    [erasureId, personRef, erasedAt, askedBy, reason],
  );
  for (const text of FORGET_MARKS) await client.query(text, [personRef]);
  await client.query(
    `update mailport.vault set salt = null, ciphertext = null, name_hash = null, phone_hash = null,
       identity_hash = null, address_hash = null, email_hash = null, erased_at = $2
      where person_ref = $1 and erased_at is null`,
    [personRef, erasedAt],
  );
  await client.query(FORGET_INPUTS, [personRef]);
  return made.rowCount ?? 0;
}
