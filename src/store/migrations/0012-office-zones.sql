-- The time zone of an office, in which local times stated with it are read; null is the centre's.
-- Run as mailport_owner.

set local search_path = mailport;

alter table office add column zone text collate "C";
