-- What authorities decided on a container's counted content; null where nobody decided.
-- Run as mailport_owner.

set local search_path = mailport;

alter table container add column decisions jsonb;
