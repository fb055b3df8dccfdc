-- Imported code lists: what an import said, and every row it said it of, each with the versions it
-- lived through. A code elsewhere is text and the list's name: nothing refers here by key.

set local search_path = mailport;

create table code_import (
  list text collate "C" not null,
  version integer not null,
  valid_from date,
  imported_at bigint not null,
  imported_by uuid not null,
  call_id uuid not null,
  file_name text not null,
  digest text collate "C" not null,
  rows integer not null,
  added integer not null,
  changed integer not null,
  removed integer not null,
  primary key (list, version)
);

-- A row of a list from the version that brought it to the one that ended it. Both days inclusive.
create table code_entry (
  list text collate "C" not null,
  code text collate "C" not null,
  version integer not null,
  until_version integer,
  names jsonb not null,
  facts jsonb not null,
  verified boolean not null,
  source text not null,
  valid_from date,
  valid_to date,
  sensitivity smallint not null,
  primary key (list, code, version)
);
create unique index code_entry_now on code_entry (list, code) where until_version is null;

-- That there are lists is no secret. Names of denied parties are enforcement data: for those
-- cleared for it, and for the operator's office, which imports them.
grant select on code_import to mailport_reader;
alter table code_entry enable row level security;
create policy code_entry_read on code_entry for select to mailport_reader using (
  sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
  or (nullif(current_setting('mailport.clearance', true), '')::int >= 2
    and exists (select from site
      where operator_id = nullif(current_setting('mailport.reader', true), '')::uuid)));
grant select on code_entry to mailport_reader;
