-- A piece that comes back after it left has a new shipment; its dated row names the one it left with.
-- Run as mailport_owner.

set local search_path = mailport;

-- Null where it came to its shipment in any other way.
alter table item_shipment add column returned_from uuid;
create index item_shipment_returned on item_shipment (returned_from)
  where returned_from is not null;

-- The public sees what was decided before a piece came back, and at each event the way it went then.
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
      and e.recorded_at <= coalesce(o.until, e.recorded_at)))
    and (e.type <> 'item-reported' or e.data @> '{"public": true}')
  order by e.occurred_at, e.version
  limit 200
$$;
