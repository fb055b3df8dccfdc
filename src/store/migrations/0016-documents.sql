-- Documents of a parcel that its declaration is matched against: order, payment, waybill, every revision.
-- Persons lie in the vault, under the document's id. Nobody reads it under row-level security.
-- Run as mailport_owner.

set local search_path = mailport;

create table document (
  document_id uuid not null,
  kind text collate "C" not null,
  issuer text collate "C" not null,
  number text collate "C" not null,
  revision integer not null,
  site text collate "C" not null,
  party_id uuid not null,
  source_message uuid,
  stated_at text collate "C" not null,
  withdrawn boolean not null,
  facts jsonb not null,
  persons jsonb not null,
  kept_at bigint not null,
  call_id uuid not null,
  primary key (kind, number, issuer, revision)
);
create index document_by_id on document (document_id);
