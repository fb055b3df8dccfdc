-- What is owed, by party and age; and what buyers may still buy in a year.
-- Run as mailport_owner.

set local search_path = mailport;

-- What the shipment holds of its buyer's yearly balance.
alter table shipment add column balance jsonb;

-- The duty of a shipment as lists ask for it; its readers are those who owe it and the centre's.
create table duty (
  shipment_id uuid primary key,
  site text collate "C" not null,
  stream text collate "C" not null,
  direction text collate "C" not null,
  regime text collate "C" not null,
  currency text collate "C" not null,
  assessed_minor bigint not null,
  waived_minor bigint not null,
  paid_minor bigint not null,
  refunded_minor bigint not null,
  due_minor bigint not null generated always as
    (assessed_minor - waived_minor - paid_minor + refunded_minor) stored,
  secured_by text collate "C",
  owed_by uuid,
  asked text collate "C",
  assessed_at bigint not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);
create index duty_open on duty (assessed_at, shipment_id) where due_minor <> 0;
create index duty_readers on duty using gin (readers);

alter table duty enable row level security;
create policy duty_read on duty for select to mailport_reader using (
  readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
  and sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int);
grant select on duty to mailport_reader;

-- Who owes it, by its code, for whoever reads the row: the party itself may be another's to read.
create function owed_by_code(shipment uuid) returns text
language sql stable security definer set search_path = mailport as $$
  select p.code from duty d join party p on p.party_id = d.owed_by
  where d.shipment_id = shipment
    and d.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
$$;

-- A few codes of what it is owed on: who owes it need not be a party of the shipment.
create function owed_on_codes(shipment uuid) returns text[]
language sql stable security definer set search_path = mailport as $$
  select array(select n.normalised from identifier n
    where n.freed_at is null and n.subject_id in (select d.shipment_id
      union all select i.item_id from item i where i.shipment_id = d.shipment_id)
    order by n.normalised limit 3)
  from duty d where d.shipment_id = shipment
    and d.readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
$$;
revoke all on function owed_by_code(uuid), owed_on_codes(uuid) from public;
grant execute on function owed_by_code(uuid), owed_on_codes(uuid) to mailport_reader;

-- A person's year under rule books that share a limit; the person is a keyed hash. Nobody reads it.
create table annual_balance (
  person_hash uuid not null,
  year int not null,
  family text collate "C" not null,
  limit_minor bigint not null,
  reserved_minor bigint not null check (reserved_minor >= 0),
  consumed_minor bigint not null check (consumed_minor >= 0),
  primary key (person_hash, year, family)
) with (fillfactor = 80);

-- Whose balance a shipment drew on last.
create table balance_use (
  shipment_id uuid primary key,
  person_hash uuid not null,
  year int not null,
  family text collate "C" not null
);
