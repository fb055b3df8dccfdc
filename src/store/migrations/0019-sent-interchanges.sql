-- Interchanges that were sent, by the reference and addresses their answers name them by.
-- Run as mailport_owner.

set local search_path = mailport;

create index message_sent_as on message (interchange, sender, recipient) where direction = 'out';
