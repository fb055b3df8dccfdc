-- The record: subjects with their folded state, the events they fold from, identity and place.
-- Run as mailport_owner. No default makes time or identity: both are handed in.

create schema if not exists mailport;
set local search_path = mailport;

-- Organisations that take part: posts, carriers, sellers, declarants, operator, customs districts.
create table party (
  party_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  code text collate "C" not null unique,
  kind text collate "C" not null,
  name text not null,
  holds integer not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);

create table site (
  site text collate "C" primary key,
  name text not null,
  legal_zone text collate "C" not null,
  operator_id uuid not null,
  customs_id uuid not null,
  quarantine_id uuid,
  made_by text collate "C" not null,
  made_at bigint not null,
  facts jsonb not null
);

-- The centre's tree: hall, zone, lane, bench, shelf, bin. A place's code is what a scanner reads.
create table place (
  site text collate "C" not null,
  code text collate "C" not null,
  kind text collate "C" not null,
  zone text collate "C" not null,
  parent text collate "C",
  name text not null,
  capacity integer,
  primary key (site, code)
);

create table move_rule (
  site text collate "C" not null,
  from_zone text collate "C" not null,
  to_zone text collate "C" not null,
  streams text[] not null,
  directions text[] not null,
  held text collate "C" not null,
  valid_from bigint not null,
  valid_to bigint,
  source text not null
);
create index move_rule_by_site on move_rule (site);

create table device (
  site text collate "C" not null,
  code text collate "C" not null,
  place text collate "C",
  clock_offset_ms bigint not null,
  offset_at bigint,
  primary key (site, code)
);

create table office (
  site text collate "C" not null,
  code text collate "C" not null,
  kind text collate "C" not null,
  name text not null,
  party_id uuid,
  primary key (site, code)
);

-- One physical piece. No index stands on a column that a scan changes: updates stay HOT.
create table item (
  item_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  shipment_id uuid not null,
  status text collate "C" not null,
  arrived_at bigint,
  left_at bigint,
  exit_purpose text collate "C",
  last_at bigint not null,
  weight_grams integer,
  holds integer not null,
  recent_keys text collate "C" not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);
create index item_by_shipment on item (shipment_id);
create index item_readers on item using gin (readers);

-- Where an item or a container is: exactly one row each, in a narrow table of its own.
create table whereabouts (
  subject_id uuid primary key,
  subject_kind text collate "C" not null,
  place_kind text collate "C" not null,
  place_ref text collate "C" not null,
  since_at bigint not null
) with (fillfactor = 80);
create index whereabouts_by_place on whereabouts (place_ref, subject_id);

-- What is declared and released as one.
create table shipment (
  shipment_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  stream text collate "C" not null,
  direction text collate "C" not null,
  regime text collate "C" not null,
  status text collate "C" not null,
  pieces_declared integer not null,
  pieces_arrived integer not null,
  pieces_held integer not null,
  pieces_left integer not null,
  holds integer not null,
  hold_roots uuid[] not null,
  decisions jsonb not null,
  value_minor bigint,
  currency text collate "C",
  declared_at bigint,
  last_at bigint not null,
  recent_keys text collate "C" not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);
create index shipment_readers on shipment using gin (readers);
create index shipment_undetermined on shipment (site, last_at) where stream = 'undetermined';

-- One row per authority that decided on a shipment, as the last decision stands.
create table decision (
  shipment_id uuid not null,
  authority text collate "C" not null,
  purpose text collate "C" not null,
  destination text collate "C",
  decided_at bigint not null,
  decided_by uuid not null,
  event_key uuid not null,
  primary key (shipment_id, authority)
);

-- Which items a shipment had and has: dated rows, one open row per item.
create table item_shipment (
  item_id uuid not null,
  shipment_id uuid not null,
  valid_from bigint not null,
  valid_to bigint,
  reason text collate "C" not null,
  primary key (item_id, shipment_id, valid_from)
);

create table declaration (
  declaration_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  number text collate "C" not null,
  declarant_id uuid not null,
  stream text collate "C" not null,
  direction text collate "C" not null,
  regime text collate "C" not null,
  status text collate "C" not null,
  content jsonb not null,
  sender_ref uuid,
  recipient_ref uuid,
  holds integer not null,
  source_message uuid,
  lodged_at bigint not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);
create unique index declaration_number on declaration (declarant_id, number) where status <> 'withdrawn';
create index declaration_readers on declaration using gin (readers);

create table declaration_shipment (
  declaration_id uuid not null,
  shipment_id uuid not null,
  primary key (declaration_id, shipment_id)
);
create index declaration_shipment_back on declaration_shipment (shipment_id);

-- Receptacle, bag, pallet, cart, ULD, rail container, vehicle.
create table container (
  container_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  kind text collate "C" not null,
  status text collate "C" not null,
  seal text,
  counted jsonb,
  holds integer not null,
  arrived_at bigint,
  left_at bigint,
  last_at bigint not null,
  recent_keys text collate "C" not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);
create index container_readers on container using gin (readers);

-- Identity: who made the item is decided by the unique index, never by a lock.
create table identifier (
  subject_id uuid not null,
  subject_kind text collate "C" not null,
  scheme text collate "C" not null,
  issuer text collate "C" not null,
  normalised text collate "C" not null,
  scanned text collate "C" not null,
  valid_from bigint not null,
  freed_at bigint,
  contested boolean not null,
  primary key (subject_id, normalised, scheme, issuer, valid_from)
);
create unique index identifier_live on identifier (normalised, scheme, issuer)
  where freed_at is null and not contested;
create index identifier_past on identifier (normalised)
  where freed_at is not null or contested;

-- Two records that may be one thing; a person decides.
create table proposed_match (
  item_id uuid not null,
  other_item_id uuid not null,
  normalised text collate "C" not null,
  reason text collate "C" not null,
  proposed_at bigint not null,
  decided_at bigint,
  primary key (item_id, other_item_id)
);

-- Holds: the public part here, the restricted reason in a table of its own (policies hide rows).
create table hold (
  hold_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  target_kind text collate "C" not null,
  target_id uuid not null,
  authority text collate "C" not null,
  level smallint not null,
  kind text collate "C" not null,
  public_reason text not null,
  stays_with_item boolean not null,
  four_eyes boolean not null,
  ends_at bigint,
  placed_by uuid not null,
  placed_at bigint not null,
  lift_asked_by uuid,
  lifted_by uuid,
  lifted_at bigint,
  sensitivity smallint not null
);
create index hold_open on hold (target_id) where lifted_at is null;

create table hold_restricted (
  hold_id uuid primary key,
  reason text not null
);

-- Events are the truth. One index; BRIN on time; partitions by the month of recording.
create table event (
  event_key uuid not null,
  subject_id uuid not null,
  subject_kind text collate "C" not null,
  version integer not null,
  site text collate "C" not null,
  type text collate "C" not null,
  schema smallint not null,
  occurred_at bigint not null,
  zone text collate "C",
  local_text text collate "C",
  recorded_at bigint not null,
  call_id uuid not null,
  actor uuid not null,
  device text collate "C",
  place text collate "C",
  source_message uuid,
  sensitivity smallint not null,
  data jsonb
) partition by range (recorded_at);
create index event_by_subject on event (subject_id, version);
create index event_by_time on event using brin (recorded_at);
create table event_default partition of event default;

-- Months ahead, named event_YYYY_MM; bounds are epoch milliseconds, handed in.
create function make_event_month(month text, from_ms bigint, to_ms bigint) returns boolean
language plpgsql as $$
begin
  if to_regclass('mailport.event_' || month) is not null then
    return false;
  end if;
  execute format('create table mailport.event_%s partition of mailport.event for values from (%s) to (%s)',
    month, from_ms, to_ms);
  return true;
end $$;

-- Numbers that are printed come from counters locked in the transaction.
create table counter (
  site text collate "C" not null,
  series text collate "C" not null,
  last bigint not null,
  primary key (site, series)
);

-- What is to be done at a time: expiry, hold ends, identifier windows, answer clocks.
create table deadline (
  due_at bigint not null,
  deadline_id uuid not null,
  site text collate "C" not null,
  kind text collate "C" not null,
  subject_id uuid not null,
  facts jsonb not null,
  primary key (due_at, deadline_id)
);
create index deadline_by_subject on deadline (subject_id);

create table code_list (
  list text collate "C" not null,
  code text collate "C" not null,
  version integer not null,
  meaning jsonb not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  verified boolean not null,
  primary key (list, code, version)
);
