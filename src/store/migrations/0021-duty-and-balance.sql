-- What is owed, by party and age; and what buyers may still buy in a year.
-- Run as mailport_owner.

set local search_path = mailport;

-- What the shipment holds of its buyer's yearly balance.
alter table shipment add column balance jsonb;

-- The duty of a shipment as lists ask for it; its readers are those who owe it and the centre's.
create table duty (
  shipment_id uuid primary key,
  site text collate "C" not null,
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
