-- Pieces that are one, labels that are former, and what the figures of the floor and shift read.
-- Run as mailport_owner.

set local search_path = mailport;

-- What was merged into a piece: ids of items, and of shipments that the piece left by a merge. What
-- holds any of them holds the piece. A scan changes neither column.
alter table item add column absorbed uuid[];
alter table item add column merged_into uuid;

-- Since when a piece carries another label; its former identifiers go on answering.
alter table identifier add column former_at bigint;

-- How a person decided: merged or dismissed.
alter table proposed_match add column outcome text collate "C";
alter table proposed_match add column decided_by uuid;

create or replace function effective_holds(piece uuid)
returns table (
  hold_id uuid, target_id uuid, authority text, level smallint, kind text, public_reason text)
language sql stable security definer set search_path = mailport as $$
  with recursive reached as (
    select i.item_id, i.shipment_id, i.absorbed from item i
    where i.item_id = piece
      and i.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
      and i.sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
  ), merged (id) as (
    select unnest(r.absorbed) from reached r
  ), bound (shipment_id) as (
    select r.shipment_id from reached r
    union select i.shipment_id from merged m join item i on i.item_id = m.id
    union select s.shipment_id from merged m join shipment s on s.shipment_id = m.id
  ), up (container_id, depth) as (
    select w.place_ref::uuid, 1 from reached r join whereabouts w on w.subject_id = r.item_id
    where w.place_kind in ('container', 'vehicle')
    union all
    select w.place_ref::uuid, up.depth + 1 from up
    join whereabouts w on w.subject_id = up.container_id
    where w.place_kind in ('container', 'vehicle') and up.depth < 8
  ), target as (
    select r.item_id as id from reached r
    union select m.id from merged m
    union select b.shipment_id from bound b
    union select unnest(s.hold_roots) from bound b join shipment s using (shipment_id)
    union select up.container_id from up
  )
  select h.hold_id, h.target_id, h.authority, h.level, h.kind, h.public_reason
  from hold h join target t on t.id = h.target_id
  where h.lifted_at is null
  order by h.hold_id
  limit 1000
$$;

-- Arrivals and exits of pieces by time, written when a state says so: the shift's figures read these
-- instead of every event. No index of the item itself is touched, so scans stay as cheap.
create table passage (
  way text collate "C" not null,
  at bigint not null,
  item_id uuid not null,
  purpose text collate "C",
  primary key (way, at, item_id)
);
insert into passage (way, at, item_id)
  select 'in', arrived_at, item_id from item where arrived_at is not null;
insert into passage (way, at, item_id, purpose)
  select 'out', left_at, item_id, exit_purpose from item where left_at is not null;

create index decision_by_time on decision (decided_at);
create index hold_by_time on hold (placed_at);
create index hold_lifted_by_time on hold (lifted_at) where lifted_at is not null;
create index duty_by_time on duty (assessed_at);

-- The figures below read many rows once: they see through policies row by row, and so ask for
-- themselves what the policies ask, as tracking does. Their plans are held to the indexes.

-- Whether a row with these readers and this sensitivity is the caller's to read.
create function is_readable(readers uuid[], sensitivity integer) returns boolean
language sql stable as $$
  select readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
    and sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
$$;

-- Readable pieces that are here, from what the caller reads upwards: for who reads few.
create function pieces_here_of_reader(at_site text)
returns table (item_id uuid, zone text, around uuid[])
language sql stable security definer
set search_path = mailport set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set jit = off as $$
  with recursive up (item_id, place_kind, place_ref, around) as (
    select i.item_id, w.place_kind, w.place_ref, '{}'::uuid[] from item i
    join whereabouts w on w.subject_id = i.item_id
    where i.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
      and i.sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
      and i.status = 'present' and i.site = at_site
    union all
    select up.item_id, w.place_kind, w.place_ref, up.around || w.subject_id from up
    join whereabouts w on w.subject_id =
      case when up.place_kind in ('container', 'vehicle') then up.place_ref::uuid end
    where cardinality(up.around) < 9)
  select up.item_id, coalesce(p.zone, ''), up.around
  from up left join place p on p.site = at_site and p.code = up.place_ref
  where up.place_kind not in ('container', 'vehicle')
$$;

-- The same from the zones downwards, at most so many of a zone: for who reads most.
create function pieces_here_by_zone(at_site text, most integer)
returns table (item_id uuid, zone text, around uuid[])
language sql stable security definer
set search_path = mailport set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set jit = off as $$
  select here.item_id, z.zone, here.around
  from (select p.zone, array_agg(p.code) as codes, 'zone' as kind from place p
    where p.site = at_site group by p.zone union all select '', array[''], 'expected') z
  cross join lateral (
    with recursive inside (subject_id, subject_kind, around) as (
      select w.subject_id, w.subject_kind, '{}'::uuid[] from whereabouts w
      where w.place_ref = any(z.codes) and w.place_kind = z.kind
      union all
      select w.subject_id, w.subject_kind, o.subject_id || o.around from inside o
      join whereabouts w on w.place_ref = o.subject_id::text
        and w.place_kind in ('container', 'vehicle')
      where o.subject_kind = 'container' and cardinality(o.around) < 9)
    select o.subject_id as item_id, o.around from inside o
    join item i on i.item_id = o.subject_id
    where o.subject_kind = 'item' and i.status = 'present'
      and i.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
      and i.sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
    limit most) here
$$;

-- What holds a merged piece by what was merged into it.
create function targets_of_merged(absorbed uuid[]) returns uuid[]
language sql stable security definer set search_path = mailport as $$
  select absorbed || array_agg(reached) from shipment s
  cross join lateral unnest(s.shipment_id || s.hold_roots) reached
  where s.shipment_id = any(absorbed)
    or s.shipment_id in (select m.shipment_id from item m where m.item_id = any(absorbed))
$$;

-- What is here, counted by zone and by all that the gate asks of a piece: who judges one of a group
-- judges all of it. `few` is the number of readable rows up to which it goes from them upwards.
create function floor_figures(at_site text, most integer, few integer)
returns table (zone text, stream text, direction text, regime text, decided text, unpaid boolean,
  screening text, unfit boolean, kinds text, pieces bigint, oldest bigint)
language plpgsql stable security definer
set search_path = mailport set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set jit = off as $$
declare
  reads_few boolean;
begin
  select count(*) <= few into reads_few from (
    select 1 from item i
    where i.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
    limit few + 1) counted;
  return query
    select p.zone, s.stream, s.direction, s.regime, d.decided,
      u.due_minor > 0 and u.secured_by is null, s.screening, s.unfit, h.kinds,
      count(*), min(i.arrived_at)
    from (select * from pieces_here_of_reader(at_site) where reads_few
      union all select * from pieces_here_by_zone(at_site, most) where not reads_few) p
    join item i on i.item_id = p.item_id
    join shipment s on s.shipment_id = i.shipment_id
    left join duty u on s.duty is not null and u.shipment_id = s.shipment_id
    left join lateral (
      select string_agg(format('%s:%s', one ->> 'authority', one ->> 'purpose'), ','
        order by one ->> 'authority', one ->> 'purpose') as decided
      from jsonb_array_elements(s.decisions) one) d on s.decisions <> '[]'
    left join lateral (
      select string_agg(distinct o.kind, ',' order by o.kind) as kinds
      from unnest(array[i.item_id, s.shipment_id] || s.hold_roots || p.around
        || case when i.absorbed is null then '{}' else targets_of_merged(i.absorbed) end) target
      join hold o on o.target_id = target and o.lifted_at is null) h on true
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9;
end $$;

-- What happened from one instant to another, by stream and by who reads it: pieces that came and
-- went, shipments released, holds placed and met, taxes assessed. Amounts in minor units.
create function shift_figures(from_at bigint, to_at bigint)
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
  select 'duty', u.currency, s.stream, u.readers, count(*),
    sum(u.assessed_minor), sum(u.waived_minor), sum(u.paid_minor), sum(u.refunded_minor)
  from duty u join shipment s on s.shipment_id = u.shipment_id
  where u.assessed_at >= from_at and u.assessed_at < to_at
    and is_readable(u.readers, u.sensitivity) and is_readable(s.readers, s.sensitivity)
  group by 2, 3, 4
$$;

revoke all on function is_readable(uuid[], integer), pieces_here_of_reader(text),
  pieces_here_by_zone(text, integer), targets_of_merged(uuid[]),
  floor_figures(text, integer, integer), shift_figures(bigint, bigint) from public;
grant execute on function floor_figures(text, integer, integer),
  shift_figures(bigint, bigint) to mailport_reader;

-- As before, but that what an authority took back is told no more.
create or replace function public_track(code text)
returns table (type text, occurred_at bigint, direction text, report text)
language sql stable security definer set search_path = mailport as $$
  select e.type, e.occurred_at,
    coalesce((select p.direction from item_shipment b
      join shipment p on p.shipment_id = b.returned_from
      where b.item_id = i.item_id and b.valid_from > e.recorded_at
      order by b.valid_from limit 1), s.direction),
    case when e.type = 'item-reported' then e.data ->> 'code' end
  from identifier n
  join item i on i.item_id = n.subject_id
  join shipment s on s.shipment_id = i.shipment_id
  cross join lateral (
    select i.item_id as subject_id, null::bigint as until
    union all select s.shipment_id, null
    union all select b.returned_from, b.valid_from from item_shipment b
      where b.item_id = i.item_id and b.returned_from is not null) o
  join event e on e.subject_id = o.subject_id
  where n.normalised = code and n.freed_at is null and not n.contested and n.subject_kind = 'item'
    and e.sensitivity = 1
    and e.type in ('item-expected', 'item-arrived', 'hold-placed', 'hold-lifted',
      'shipment-decided', 'item-left', 'item-reported')
    and (e.type <> 'shipment-decided' or (e.data ->> 'purpose' in ('release', 'export')
      and e.recorded_at <= coalesce(o.until, e.recorded_at)
      and not exists (select from event b where b.subject_id = e.subject_id
        and b.version > e.version and b.type = 'decision-taken-back'
        and b.data ->> 'authority' = e.data ->> 'authority')))
    and (e.type <> 'item-reported' or e.data @> '{"public": true}')
  order by e.occurred_at, e.version
  limit 200
$$;
