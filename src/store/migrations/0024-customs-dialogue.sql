-- The dialogue with customs and with declarants: how each partner is spoken with, what was asked, by whom,
-- what was answered, and what is waited for. Run as mailport_owner.

set local search_path = mailport;

-- Settings of a partner, every revision. Nobody reads it under row-level security.
create table ceb_partner (
  partner_id uuid not null,
  revision integer not null,
  settings jsonb not null,
  set_at bigint not null,
  set_by uuid not null,
  call_id uuid not null,
  primary key (partner_id, revision)
);

-- One row for each document asked of somebody: `ours` by us of customs, `theirs` by a declarant of us.
create table dialogue (
  dialogue_id uuid primary key,
  version integer not null,
  site text collate "C" not null,
  partner_id uuid not null,
  party_id uuid not null,
  side text collate "C" not null,
  message text collate "C" not null,
  issuer text collate "C" not null,
  number text collate "C" not null,
  reference text collate "C" not null,
  subject_id uuid,
  source_message uuid,
  state text collate "C" not null,
  status text collate "C",
  status_at bigint,
  info text not null,
  pre_no text collate "C",
  invt_no text collate "C",
  asked_at bigint not null,
  due_at bigint,
  answered_at bigint,
  silent_at bigint,
  facts jsonb not null,
  readers uuid[] not null,
  sensitivity smallint not null
) with (fillfactor = 80);
create unique index dialogue_by_number on dialogue (partner_id, message, number, issuer);
create index dialogue_by_subject on dialogue (subject_id) where subject_id is not null;
create index dialogue_by_reference on dialogue (partner_id, reference) where reference <> '';
create index dialogue_by_invt on dialogue (partner_id, invt_no) where invt_no is not null;
create index dialogue_by_order on dialogue ((facts ->> 'orderNo')) where state = 'matching';
create index dialogue_unanswered on dialogue (due_at) where answered_at is null and due_at is not null;
create index dialogue_readers on dialogue using gin (readers);

alter table dialogue enable row level security;
create policy dialogue_read on dialogue for select to mailport_reader using (
  readers @> array[nullif(current_setting('mailport.reader', true), '')::uuid]
  and sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int);
grant select on dialogue to mailport_reader;

-- The code of a partner is readable where one of its messages is.
alter table partner enable row level security;
create policy partner_read on partner for select to mailport_reader using (
  exists (select from message m where m.partner_id = partner.partner_id));
grant select (partner_id, code) on partner to mailport_reader;
create index message_by_partner on message (partner_id, received_at desc) where file_id is null;

-- What hangs on a master bill, and what a message lodged.
create index document_by_bill on document ((facts ->> 'billNo')) where kind = 'waybill';
create index declaration_by_message on declaration (source_message) where source_message is not null;
