-- Messages inside files, one row each, and what others report of pieces and containers.
-- Run as mailport_owner.

set local search_path = mailport;

-- Of a contained message: its file, its number in it and the bytes it takes there; what is written on
-- its outside; a hash of what it says. All null for a file.
alter table message
  add column file_id uuid,
  add column file_row integer,
  add column byte_from bigint,
  add column byte_length bigint,
  add column message_type text collate "C",
  add column message_version text collate "C",
  add column reference text collate "C",
  add column sender text collate "C",
  add column recipient text collate "C",
  add column interchange text collate "C",
  add column content_hash text collate "C";
create index message_by_file on message (file_id, file_row) where file_id is not null;
create index message_by_reference on message (reference, interchange, sender)
  where file_id is not null;

-- Null where nobody reported anything.
alter table item add column reported jsonb;
alter table container add column reported jsonb;

drop function public_track(text);
create function public_track(code text)
returns table (type text, occurred_at bigint, direction text, report text)
language sql stable security definer set search_path = mailport as $$
  select e.type, e.occurred_at, s.direction,
    case when e.type = 'item-reported' then e.data ->> 'code' end
  from identifier n
  join item i on i.item_id = n.subject_id
  join shipment s on s.shipment_id = i.shipment_id
  join event e on e.subject_id in (i.item_id, s.shipment_id)
  where n.normalised = code and n.freed_at is null and not n.contested and n.subject_kind = 'item'
    and e.sensitivity = 1
    and e.type in ('item-expected', 'item-arrived', 'hold-placed', 'hold-lifted',
      'shipment-decided', 'item-left', 'item-reported')
    and (e.type <> 'shipment-decided' or e.data ->> 'purpose' in ('release', 'export'))
    and (e.type <> 'item-reported' or e.data @> '{"public": true}')
  order by e.occurred_at, e.version
  limit 200
$$;
revoke all on function public_track(text) from public;
grant execute on function public_track(text) to mailport_public;
