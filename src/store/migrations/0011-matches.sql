-- Proposed matches of containers as of pieces, listed by age and looked up by their code.
-- Run as mailport_owner.

set local search_path = mailport;

create index proposed_match_code on proposed_match (normalised);
create index proposed_match_open on proposed_match (proposed_at, item_id, other_item_id)
  where decided_at is null;

drop policy proposed_match_read on proposed_match;
create policy proposed_match_read on proposed_match for select to mailport_reader using (
  (exists (select from item s where s.item_id = proposed_match.item_id)
    or exists (select from container s where s.container_id = proposed_match.item_id))
  and (exists (select from item s where s.item_id = proposed_match.other_item_id)
    or exists (select from container s where s.container_id = proposed_match.other_item_id)));
