-- What the master key of this database answers to a salt: another key is refused at opening.

set local search_path = mailport;

create table key_check (
  only_row boolean primary key check (only_row),
  salt bytea not null,
  answer text collate "C" not null
);
