/**
 * Compares what is kept twice: an item's shipments with their dated links, counts of holds with the
 * open holds, a shipment's counts of pieces with its pieces; and that a piece has a code. Each state
 * may fold well by itself and still disagree with the others. Reads only.
 */
import type pg from "pg";
import type { Finding } from "#base/result.ts";
import { tables } from "./tables.ts";

/** Differences told of one comparison. */
const TOLD = 1_000;

type Difference = { readonly id: string; readonly found: string; readonly expected: string };

const LINKS = `select i.item_id as id, i.shipment_id::text as expected,
    coalesce(string_agg(l.shipment_id::text, ' '), 'none') as found
  from mailport.item i
  left join mailport.item_shipment l on l.item_id = i.item_id and l.valid_to is null
  group by i.item_id, i.shipment_id
  having array_agg(l.shipment_id) <> array[i.shipment_id]
      or array_agg(l.shipment_id) = array[null::uuid]
  limit ${TOLD}`;

// Each change of shipment ends one dated link and begins another, at the time it was recorded.
const CHANGES = `with stated as (
    select subject_id as id, data ->> 'from' as old, data ->> 'shipmentId' as new,
      recorded_at as at, coalesce(data ->> 'reason', 'claimed') as reason
    from mailport.event where subject_kind = 'item' and type = 'item-shipment-changed'),
  expected as (select id, format('%s until %s', old, at) as link from stated
    union all select id, format('%s from %s %s', new, at, reason) from stated),
  kept as (
    select item_id as id, format('%s until %s', shipment_id, valid_to) as link
    from mailport.item_shipment where valid_to is not null
    union all select item_id, format('%s from %s %s', shipment_id, valid_from, reason)
    from mailport.item_shipment where reason in ('claimed', 'returned', 'merged', 'unmerged', 'withdrawn'))
  select id, coalesce(k.link, 'none') as found, coalesce(e.link, 'none') as expected
  from expected e full join kept k using (id, link)
  where e.link is null or k.link is null
  limit ${TOLD}`;

// What is awaited or here answers to a code.
const NAMELESS = `select i.item_id as id, 'no identifier' as found, 'one' as expected
  from mailport.item i where i.status in ('expected', 'present') and not exists (
    select from mailport.identifier n where n.subject_id = i.item_id and n.freed_at is null)
  limit ${TOLD}`;

const PIECES = `with counted as (
    select shipment_id, count(arrived_at) filter (where status <> 'merged') as arrived, count(*) filter (where holds > 0) as held,
      count(*) filter (where status in ('left', 'destroyed')) as gone
    from mailport.item group by shipment_id),
  -- What left and came back to another shipment arrived here and left from here.
  returned as (select returned_from as shipment_id, count(*) as pieces
    from mailport.item_shipment where returned_from is not null group by returned_from)
  select s.shipment_id as id,
    format('%s arrived, %s held, %s left', s.pieces_arrived, s.pieces_held, s.pieces_left) as found,
    format('%s arrived, %s held, %s left', e.arrived, e.held, e.gone) as expected
  from mailport.shipment s left join counted c using (shipment_id)
  left join returned r using (shipment_id)
  cross join lateral (select coalesce(c.arrived, 0) + coalesce(r.pieces, 0) as arrived,
    coalesce(c.held, 0) as held, coalesce(c.gone, 0) + coalesce(r.pieces, 0) as gone) e
  where (s.pieces_arrived, s.pieces_held, s.pieces_left)
    is distinct from (e.arrived, e.held, e.gone)
  limit ${TOLD}`;

// A piece that arrived or left is in the figures of its time.
const PASSAGES = `select i.item_id as id, 'no passage' as found, p.way as expected
  from mailport.item i cross join lateral (
    values ('in', i.arrived_at), ('out', i.left_at)) p (way, at)
  where p.at is not null and not exists (select from mailport.passage o
    where o.way = p.way and o.at = p.at and o.item_id = i.item_id)
  limit ${TOLD}`;

// A paper that was handed in is there with its bytes' row, and nobody handed in another.
const PAPERS = `with stated as (
    select subject_id as shipment_id, data ->> 'paperId' as paper_id from mailport.event
    where type = 'paper-handed-in'),
  kept as (select p.shipment_id, p.paper_id::text from mailport.paper p
    join mailport.blob b on b.hash = p.blob_hash and b.key_id = p.blob_key_id)
  select shipment_id as id, coalesce(k.paper_id, 'no paper') as found,
    coalesce(s.paper_id, 'no paper') as expected
  from stated s full join kept k using (shipment_id, paper_id)
  where s.paper_id is null or k.paper_id is null
  limit ${TOLD}`;

// A one-time code ends when the notice says so.
const CODES = `with stated as (
    select distinct on (subject_id) subject_id as item_id, data ->> 'endsAt' as ends
    from mailport.event where type = 'addressee-code-issued' order by subject_id, version desc),
  kept as (select item_id, ends_at::text as ends from mailport.addressee_code)
  select item_id as id, coalesce(k.ends, 'no code') as found, coalesce(s.ends, 'no code') as expected
  from stated s full join kept k using (item_id)
  where s.ends is distinct from k.ends
  limit ${TOLD}`;

// What is owed stands in the shipment, which folds, and in a row of its own that lists read.
const DUTIES = `with folded as (select shipment_id, duty ->> 'currency' as currency,
      (duty ->> 'assessedMinor')::bigint as assessed, (duty ->> 'waivedMinor')::bigint as waived,
      (duty ->> 'paidMinor')::bigint as paid, (duty ->> 'refundedMinor')::bigint as refunded,
      duty ->> 'securedBy' as secured_by, (duty ->> 'owedBy')::uuid as owed_by
    from mailport.shipment where duty is not null),
  kept as (select shipment_id, currency, assessed_minor, waived_minor, paid_minor, refunded_minor,
      secured_by, owed_by from mailport.duty)
  select shipment_id as id, coalesce(k.d, 'none') as found, coalesce(f.d, 'none') as expected
  from (select shipment_id, kept::text as d from kept) k
  full join (select shipment_id, folded::text as d from folded) f using (shipment_id)
  where k.d is distinct from f.d
  limit ${TOLD}`;

// What moved of it in shifts adds up to it.
const MOVED = `with moved as (select shipment_id, sum(assessed_minor) as assessed,
      sum(waived_minor) as waived, sum(paid_minor) as paid, sum(refunded_minor) as refunded
    from mailport.duty_moved group by 1)
  select d.shipment_id as id,
    format('%s, %s, %s, %s moved', m.assessed, m.waived, m.paid, m.refunded) as found,
    format('%s, %s, %s, %s owed', d.assessed_minor, d.waived_minor, d.paid_minor,
      d.refunded_minor) as expected
  from mailport.duty d left join moved m using (shipment_id)
  where (d.assessed_minor, d.waived_minor, d.paid_minor, d.refunded_minor) is distinct from
    (coalesce(m.assessed, 0), coalesce(m.waived, 0), coalesce(m.paid, 0), coalesce(m.refunded, 0))
  limit ${TOLD}`;

// A buyer's year is the sum of what shipments hold of it.
const BALANCES = `with held as (select u.person_hash, u.year, u.family,
      sum((s.balance ->> 'reservedMinor')::bigint) as reserved,
      sum((s.balance ->> 'consumedMinor')::bigint) as consumed
    from mailport.balance_use u join mailport.shipment s using (shipment_id)
    where s.balance ->> 'family' = u.family and (s.balance ->> 'year')::int = u.year
    group by 1, 2, 3)
  select b.person_hash as id, format('%s reserved, %s consumed', b.reserved_minor,
      b.consumed_minor) as found,
    format('%s reserved, %s consumed', e.reserved, e.consumed) as expected
  from mailport.annual_balance b left join held h using (person_hash, year, family)
  cross join lateral (select coalesce(h.reserved, 0) as reserved,
    coalesce(h.consumed, 0) as consumed) e
  where (b.reserved_minor, b.consumed_minor) is distinct from (e.reserved, e.consumed)
  limit ${TOLD}`;

/** Kinds of subjects that count the holds placed on them. */
const HELD = ["item", "shipment", "declaration", "container", "party"] as const;

const holdsOn = (kind: (typeof HELD)[number]): string => `with placed as (
    select target_id, count(*) as holds from mailport.hold
    where target_kind = '${kind}' and lifted_at is null group by target_id)
  select t.${tables[kind].id} as id, t.holds::text as found,
    coalesce(p.holds, 0)::text as expected
  from mailport.${tables[kind].name} t left join placed p on p.target_id = t.${tables[kind].id}
  where t.holds <> coalesce(p.holds, 0)
  limit ${TOLD}`;

/** Findings `verify/link-differs`, `verify/code-missing` and `verify/count-differs`. */
export async function verifyCounts(
  client: pg.PoolClient,
  take: (finding: Finding) => void,
): Promise<void> {
  const compare = async (code: string, subject: string, text: string): Promise<void> => {
    const { rows } = await client.query<Difference>(text);
    for (const { id, found, expected } of rows) {
      take({ code, severity: "error", at: { field: `${subject} ${id}` }, found, expected });
    }
  };
  await compare("verify/link-differs", "item", LINKS);
  await compare("verify/link-differs", "item", CHANGES);
  await compare("verify/code-missing", "item", NAMELESS);
  await compare("verify/count-differs", "shipment", PIECES);
  await compare("verify/count-differs", "duty of shipment", DUTIES);
  await compare("verify/count-differs", "duty moved of shipment", MOVED);
  await compare("verify/count-differs", "balance of person", BALANCES);
  await compare("verify/count-differs", "item", PASSAGES);
  await compare("verify/count-differs", "shipment", PAPERS);
  await compare("verify/count-differs", "code of item", CODES);
  for (const kind of HELD) await compare("verify/count-differs", kind, holdsOn(kind));
}
