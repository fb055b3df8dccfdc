-- Calls: the audit trail with its chain, stored inputs, idempotency; the vault; people and access.

set local search_path = mailport;

-- One row per call of an operation, written with what it did and never changed.
create table call (
  call_id uuid primary key,
  site text collate "C" not null,
  operation text collate "C" not null,
  actor uuid not null,
  party_id uuid,
  device text collate "C",
  called_at bigint not null,
  input_hash text collate "C" not null,
  rows_given integer not null,
  rows_done integer not null,
  rows_refused integer not null,
  refusal text collate "C",
  idempotency_key text collate "C",
  answer_to uuid
);
create index call_by_time on call using brin (called_at);

-- The input of each call, compressed and sealed with a key of its own.
create table call_input (
  call_id uuid primary key,
  salt bytea,
  body bytea
);

-- Calls not yet in the chain. The sealing job takes them; only committed rows are ever seen.
create table call_unsealed (
  call_id uuid primary key,
  site text collate "C" not null
);

create table seal_block (
  site text collate "C" not null,
  first_position bigint not null,
  last_position bigint not null,
  sealed_at bigint not null,
  previous_hash text collate "C" not null,
  hash text collate "C" not null,
  primary key (site, last_position)
);

-- The gap-free position of each call in its site's trail.
create table call_position (
  site text collate "C" not null,
  position bigint not null,
  call_id uuid not null unique,
  hash text collate "C" not null,
  primary key (site, position)
);

create table follower (
  name text collate "C" not null,
  site text collate "C" not null,
  position bigint not null,
  primary key (name, site)
);

create table idempotency (
  party_id uuid not null,
  operation text collate "C" not null,
  key text collate "C" not null,
  input_hash text collate "C" not null,
  call_id uuid not null,
  answered_at bigint not null,
  answer bytea,
  primary key (party_id, operation, key)
);
create index idempotency_by_time on idempotency using brin (answered_at);

-- Person data, nowhere else. The record's key is derived from its salt: without the salt it is lost.
create table vault (
  person_ref uuid primary key,
  declaration_id uuid not null,
  name_hash uuid,
  phone_hash uuid,
  identity_hash uuid,
  address_hash uuid,
  email_hash uuid,
  key_version smallint not null,
  normaliser_version smallint not null,
  salt bytea,
  ciphertext bytea,
  erased_at bigint
);

create table erasure (
  erasure_id uuid primary key,
  person_ref uuid not null,
  erased_at bigint not null,
  asked_by uuid not null,
  reason text not null
);

create table blob (
  hash text collate "C" not null,
  key_id uuid not null,
  size_bytes bigint not null,
  media_type text collate "C" not null,
  retention_class text collate "C" not null,
  legal_hold boolean not null,
  stored_at bigint not null,
  primary key (hash, key_id)
);

-- The key of a party's blobs: destroying its salt destroys them all and no other party's.
create table blob_key (
  key_id uuid primary key,
  party_id uuid,
  salt bytea,
  destroyed_at bigint
);

create table user_account (
  user_id uuid primary key,
  login text collate "C" not null unique,
  name text not null,
  party_id uuid not null,
  roles text[] not null,
  authority text collate "C",
  level smallint not null,
  password_hash text collate "C",
  badge_hash text collate "C",
  failures integer not null,
  locked_until bigint,
  disabled_at bigint,
  made_at bigint not null,
  language text collate "C" not null
);

create table session (
  session_hash text collate "C" primary key,
  user_id uuid not null,
  device text collate "C",
  csrf_hash text collate "C" not null,
  made_at bigint not null,
  seen_at bigint not null,
  ends_at bigint not null
);
create index session_by_user on session (user_id);

create table token (
  token_id uuid primary key,
  token_hash text collate "C" not null unique,
  user_id uuid not null,
  name text not null,
  scopes text[] not null,
  made_at bigint not null,
  ends_at bigint,
  revoked_at bigint,
  used_at bigint
);

-- Messages in and out: one row per contained message, the bytes are a blob.
create table partner (
  partner_id uuid primary key,
  code text collate "C" not null unique,
  party_id uuid not null,
  format text collate "C" not null,
  folder_in text,
  folder_out text,
  reports boolean not null,
  messages_in bigint not null,
  messages_out bigint not null,
  disabled_at bigint
);

create table message (
  message_id uuid primary key,
  site text collate "C" not null,
  party_id uuid not null,
  partner_id uuid,
  direction text collate "C" not null,
  format text collate "C" not null,
  name text not null,
  blob_hash text collate "C" not null,
  blob_key_id uuid not null,
  size_bytes bigint not null,
  state text collate "C" not null,
  rows_total integer not null,
  rows_done integer not null,
  rows_refused integer not null,
  findings jsonb not null,
  findings_total integer not null,
  attempts integer not null,
  corrects uuid,
  answer_to uuid,
  profile text collate "C",
  first_row integer not null,
  received_at bigint not null,
  readers uuid[] not null,
  sensitivity smallint not null
);
create index message_in_suspense on message (party_id, received_at)
  where state in ('part', 'suspense');
create index message_readers on message using gin (readers);

-- What became of each part of an incoming message, so that a broken take-in goes on where it
-- stopped and a replay does only what was not done. Part -1 is the file as a whole.
create table message_part (
  message_id uuid not null,
  part integer not null,
  attempt integer not null,
  rows_read integer not null,
  undone integer[] not null,
  findings jsonb not null,
  findings_total integer not null,
  primary key (message_id, part)
);

-- What is to be sent, queued with the data it speaks of. Order is kept per partner and subject.
create table outbox (
  outbox_id uuid primary key,
  partner_id uuid not null,
  subject_id uuid not null,
  kind text collate "C" not null,
  body jsonb not null,
  queued_at bigint not null,
  ordinal bigint not null,
  state text collate "C" not null,
  attempts integer not null,
  next_at bigint not null,
  claimed_until bigint,
  last_error text,
  message_id uuid,
  sent_at bigint
);
create index outbox_waiting on outbox (partner_id, next_at) where state = 'waiting';
create index outbox_subject on outbox (partner_id, subject_id, ordinal) where state in ('waiting', 'dead');
