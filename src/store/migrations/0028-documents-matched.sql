-- How e-commerce lists stand against order, payment and waybill, and what the lists that wait are found by.
-- Run as mailport_owner.

set local search_path = mailport;

-- Null where no documents are asked for.
alter table shipment add column documents jsonb;

-- A document that comes later finds the lists of its order, and a list whether its platform sends orders.
create index declaration_by_order on declaration ((content ->> 'orderNumber'))
  where content ->> 'orderNumber' is not null;
create index document_platforms on document (issuer) where kind = 'order' and revision = 1;

drop function floor_figures(text, integer, integer);

-- What is here, counted by zone and by all that the gate asks of a piece: who judges one of a group
-- judges all of it. `few` is the number of readable rows up to which it goes from them upwards.
create function floor_figures(at_site text, most integer, few integer)
returns table (zone text, stream text, direction text, regime text, decided text, unpaid boolean,
  screening text, unfit boolean, unmatched boolean, kinds text, pieces bigint, oldest bigint)
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
      u.due_minor > 0 and u.secured_by is null, s.screening, s.unfit,
      s.documents is not null and s.documents ->> 'state' <> 'matched', h.kinds,
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
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10;
end $$;
revoke all on function floor_figures(text, integer, integer) from public;
grant execute on function floor_figures(text, integer, integer) to mailport_reader;
