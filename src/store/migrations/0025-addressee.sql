-- One-time codes of addressees, one an item, and the ways a centre lets them pay.
-- A code is kept as a keyed hash; issuing anew replaces the row, and so voids what was issued before.
-- Run as mailport_owner.

set local search_path = mailport;

create table addressee_code (
  item_id uuid primary key,
  code_hash text collate "C" not null,
  party_id uuid not null,
  issued_at bigint not null,
  ends_at bigint not null,
  failures integer not null,
  locked_at bigint,
  used_at bigint
);

create table payment_way (
  site text collate "C" not null,
  way text collate "C" not null,
  texts jsonb not null,
  primary key (site, way)
);
