-- Pieces inside a container or a vehicle, few among all: whoever finds a piece asks for it first.
-- Run as mailport_owner.

set local search_path = mailport;

create index whereabouts_contained on whereabouts (subject_id)
  where place_kind in ('container', 'vehicle');
