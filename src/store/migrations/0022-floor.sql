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
