-- Imported message profiles: every revision of a partner's guide with the days it holds for. The body
-- is the file's own JSON, whose order counts.
-- Run as mailport_owner.

set local search_path = mailport;

create table message_profile (
  -- '' where it is for everybody, with a null party.
  partner text collate "C" not null,
  party_id uuid,
  message text collate "C" not null,
  message_version text collate "C" not null,
  revision integer not null,
  until_revision integer,
  valid_from date,
  valid_to date,
  imported_at bigint not null,
  imported_by uuid not null,
  call_id uuid not null,
  file_name text not null,
  digest text collate "C" not null,
  body text not null,
  primary key (partner, message, message_version, revision)
);
create unique index message_profile_now on message_profile (partner, message, message_version)
  where until_revision is null;

-- A guide is an agreement between the operator and one partner.
alter table message_profile enable row level security;
create policy message_profile_read on message_profile for select to mailport_reader using (
  party_id is null
  or party_id = nullif(current_setting('mailport.reader', true), '')::uuid
  or exists (select from site
    where operator_id = nullif(current_setting('mailport.reader', true), '')::uuid));
grant select on message_profile to mailport_reader;
