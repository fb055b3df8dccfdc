-- What the rule books, the duty desk, screening and the dialogue with customs say of a shipment.
-- Run as mailport_owner.

set local search_path = mailport;

alter table shipment
  add column duty jsonb,
  add column screening text collate "C" not null default 'none',
  add column customs jsonb,
  add column unfit boolean not null default false;
