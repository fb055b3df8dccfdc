-- What risk rules and screening found, for those cleared for enforcement data alone, and how many
-- parcels went to one recipient of late. Run as mailport_owner.

set local search_path = mailport;

-- One rule that hit one shipment, or one piece of it on the scale. It keeps the rule's version.
create table risk_hit (
  hit_id uuid primary key,
  shipment_id uuid not null,
  declaration_id uuid,
  item_id uuid,
  rule text collate "C" not null,
  version integer not null,
  code text collate "C" not null,
  action text collate "C" not null,
  -- Null where it is only noted.
  hold_id uuid,
  facts jsonb not null,
  reason jsonb not null,
  found_at bigint not null
);
create index risk_hit_by_shipment on risk_hit (shipment_id);
create index risk_hit_by_rule on risk_hit (rule, version);
create index risk_hit_by_hold on risk_hit (hold_id) where hold_id is not null;

-- A name of a shipment that may be a denied party's. Cleared by a person, with a reason.
create table screening_hit (
  shipment_id uuid not null,
  role text collate "C" not null,
  name_hash uuid not null,
  code text collate "C" not null,
  version integer not null,
  how text collate "C" not null,
  country text collate "C" not null,
  found_at bigint not null,
  cleared_at bigint,
  cleared_by uuid,
  cleared_reason text,
  primary key (shipment_id, role, name_hash, code)
);
create index screening_hit_cleared on screening_hit (name_hash, code) where cleared_at is not null;

create index screening_hit_open on screening_hit (shipment_id) where cleared_at is null;

create index shipment_screening on shipment (shipment_id) where screening = 'pending';

do $$
declare
  named text;
begin
  foreach named in array array['risk_hit', 'screening_hit']
  loop
    execute format('alter table %I enable row level security', named);
    execute format('create policy %I on %I for select to mailport_reader using (
      nullif(current_setting(''mailport.clearance'', true), '''')::int >= 3
      and exists (select from shipment s where s.shipment_id = %I.shipment_id))',
      named || '_read', named, named);
  end loop;
end $$;
grant select on risk_hit to mailport_reader;
-- The keyed hash of a name is for comparing, not for reading.
grant select (shipment_id, role, code, version, how, country, found_at, cleared_at, cleared_by,
  cleared_reason) on screening_hit to mailport_reader;

-- Shipments that rules or screening picked, by the first hit. Policies on each row of a join cost half a
-- second at fifty thousand holds: here the caller's clearance is asked once and the shipment's readers once.
create function selected_shipments(
  after_at bigint, after_id uuid, wanted integer, settled boolean, noted boolean)
returns table (shipment_id uuid, since bigint)
language sql stable security definer set search_path = mailport as $$
  with found as (
    select h.shipment_id, h.found_at as at from hold o join risk_hit h on h.hold_id = o.hold_id
      where o.lifted_at is null
    union all select n.shipment_id, n.found_at from screening_hit n where n.cleared_at is null
    union all select h.shipment_id, h.found_at from risk_hit h
      where (noted or settled) and h.hold_id is null
    union all select h.shipment_id, h.found_at from risk_hit h
      where settled and h.hold_id is not null
    union all select n.shipment_id, n.found_at from screening_hit n where settled)
  select s.shipment_id, min(f.at) from found f join shipment s on s.shipment_id = f.shipment_id
  where nullif(current_setting('mailport.clearance', true), '')::int >= 3
    and s.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
    and (settled or s.status not in ('left', 'expired'))
  group by s.shipment_id
  having (min(f.at), s.shipment_id) > (after_at, after_id)
  order by 2, 1 limit wanted
$$;

-- How often each rule hit, for those cleared: numbers of the district, of no shipment.
create function risk_hit_counts()
returns table (rule text, version integer, hits bigint, held bigint, open bigint, last_at bigint)
language sql stable security definer set search_path = mailport as $$
  select h.rule, h.version, count(*), count(h.hold_id),
    count(o.hold_id) filter (where o.lifted_at is null), max(h.found_at)
  from risk_hit h left join hold o on o.hold_id = h.hold_id
  where nullif(current_setting('mailport.clearance', true), '')::int >= 3
  group by h.rule, h.version order by h.rule, h.version
$$;
revoke all on function selected_shipments(bigint, uuid, integer, boolean, boolean) from public;
revoke all on function risk_hit_counts() from public;
grant execute on function selected_shipments(bigint, uuid, integer, boolean, boolean)
  to mailport_reader;
grant execute on function risk_hit_counts() to mailport_reader;

-- Parcels that went to one mark of a recipient, newest last: keyed hashes and pieces, no person.
create table repeat_count (
  hash uuid primary key,
  items uuid[] not null,
  ats bigint[] not null,
  last_at bigint not null
) with (fillfactor = 80);
create index repeat_count_last on repeat_count using brin (last_at);

-- Rules of customs are not for the operator's office, which reads who is denied: it imports those.
drop policy code_entry_read on code_entry;
create policy code_entry_read on code_entry for select to mailport_reader using (
  sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
  or (nullif(current_setting('mailport.clearance', true), '')::int >= 2
    and list not in ('risk-rules', 'vague-words', 'battery-words')
    and exists (select from site
      where operator_id = nullif(current_setting('mailport.reader', true), '')::uuid)));
