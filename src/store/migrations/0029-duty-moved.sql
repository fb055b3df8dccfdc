-- What moved of duty and when: a shift tells the money that moved in it, also of what was assessed
-- before it, and its papers stay as they were when a later shift assesses anew or refunds.
-- Run as mailport_owner.

set local search_path = mailport;

-- One row for each change of a shipment's sums; they add up to its row in `duty`.
create table duty_moved (
  at bigint not null,
  shipment_id uuid not null,
  currency text collate "C" not null,
  assessed_minor bigint not null,
  waived_minor bigint not null,
  paid_minor bigint not null,
  refunded_minor bigint not null
);
create index duty_moved_by_time on duty_moved (at);
insert into duty_moved
  select assessed_at, shipment_id, currency, assessed_minor, 0, 0, 0 from duty;
insert into duty_moved
  select e.occurred_at, d.shipment_id, d.currency, 0,
    case e.type when 'duty-waived' then m.minor else 0 end,
    case e.type when 'duty-paid' then m.minor else 0 end,
    case e.type when 'duty-refunded' then m.minor else 0 end
  from event e join duty d on d.shipment_id = e.subject_id
  cross join lateral (select (e.data ->> 'amountMinor')::bigint as minor) m
  where e.type in ('duty-waived', 'duty-paid', 'duty-refunded');
drop index duty_by_time;

-- As before, but that of duty it tells what moved.
create or replace function shift_figures(from_at bigint, to_at bigint)
returns table (figure text, detail text, stream text, readers uuid[], number bigint,
  assessed numeric, waived numeric, paid numeric, refunded numeric)
language sql stable security definer
set search_path = mailport set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set jit = off as $$
  select 'passage-' || p.way, p.purpose, s.stream, s.readers, count(*),
    null::numeric, null::numeric, null::numeric, null::numeric
  from passage p join item i on i.item_id = p.item_id
  join shipment s on s.shipment_id = i.shipment_id
  where p.way in ('in', 'out') and p.at >= from_at and p.at < to_at and i.status <> 'merged'
    and is_readable(i.readers, i.sensitivity) and is_readable(s.readers, s.sensitivity)
  group by 1, 2, 3, 4
  union all
  select 'released', null, s.stream, s.readers, count(distinct s.shipment_id),
    null, null, null, null
  from decision d join shipment s on s.shipment_id = d.shipment_id
  where d.decided_at >= from_at and d.decided_at < to_at and d.purpose in ('release', 'export')
    and is_readable(s.readers, s.sensitivity)
  group by 3, 4
  union all
  select h.figure, null, t.stream, t.readers, count(*), null, null, null, null
  from (
    select 'held' as figure, target_kind, target_id, sensitivity from hold
    where placed_at >= from_at and placed_at < to_at
    union all select 'met', target_kind, target_id, sensitivity from hold
    where lifted_at >= from_at and lifted_at < to_at) h
  cross join lateral (
    select s.stream, s.readers, s.sensitivity from item i
    join shipment s on s.shipment_id = i.shipment_id
    where h.target_kind = 'item' and i.item_id = h.target_id
      and is_readable(i.readers, i.sensitivity)
    union all select s.stream, s.readers, s.sensitivity from shipment s
    where h.target_kind = 'shipment' and s.shipment_id = h.target_id
    union all select d.stream, d.readers, d.sensitivity from declaration d
    where h.target_kind = 'declaration' and d.declaration_id = h.target_id) t
  where is_readable(t.readers, greatest(t.sensitivity, h.sensitivity))
  group by 1, 3, 4
  union all
  select 'duty', m.currency, s.stream, u.readers, count(*),
    sum(m.assessed_minor), sum(m.waived_minor), sum(m.paid_minor), sum(m.refunded_minor)
  from duty_moved m join duty u on u.shipment_id = m.shipment_id
  join shipment s on s.shipment_id = m.shipment_id
  where m.at >= from_at and m.at < to_at
    and is_readable(u.readers, u.sensitivity) and is_readable(s.readers, s.sensitivity)
  group by 2, 3, 4
$$;
