-- Senders ask for lines of one kind, in the order of their times; dead letters are counted.
-- Run as mailport_owner.

set local search_path = mailport;

create index outbox_unwritten on outbox (partner_id, kind, next_at, outbox_id)
  where state = 'waiting' and message_id is null;
drop index outbox_waiting;
create index outbox_dead on outbox (partner_id) where state = 'dead';
