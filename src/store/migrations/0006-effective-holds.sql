-- What stops a piece, for whoever may read the piece: the gate asks every hold, so a screen that
-- shows its verdict must too. Codes and public reasons only; restricted reasons stay where they are.

set local search_path = mailport;

create function effective_holds(piece uuid)
returns table (
  hold_id uuid, target_id uuid, authority text, level smallint, kind text, public_reason text)
language sql stable security definer set search_path = mailport as $$
  with recursive reached as (
    select i.item_id, i.shipment_id from item i
    where i.item_id = piece
      and i.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
      and i.sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
  ), up (container_id, depth) as (
    select w.place_ref::uuid, 1 from reached r join whereabouts w on w.subject_id = r.item_id
    where w.place_kind in ('container', 'vehicle')
    union all
    select w.place_ref::uuid, up.depth + 1 from up
    join whereabouts w on w.subject_id = up.container_id
    where w.place_kind in ('container', 'vehicle') and up.depth < 8
  ), target as (
    select r.item_id as id from reached r
    union select r.shipment_id from reached r
    union select unnest(s.hold_roots) from reached r join shipment s using (shipment_id)
    union select up.container_id from up
  )
  select h.hold_id, h.target_id, h.authority, h.level, h.kind, h.public_reason
  from hold h join target t on t.id = h.target_id
  where h.lifted_at is null
  order by h.hold_id
  limit 1000
$$;
revoke all on function effective_holds(uuid) from public;
grant execute on function effective_holds(uuid) to mailport_reader;
