-- A code is found in its index alone: what it stands for is in there with it. Run as mailport_owner.

set local search_path = mailport;

drop index identifier_live;
create unique index identifier_live on identifier (normalised, scheme, issuer)
  include (subject_id, subject_kind) where freed_at is null and not contested;
