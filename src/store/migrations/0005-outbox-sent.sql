-- Sent lines are purged by age; block ranges cost nothing when a line changes.

set local search_path = mailport;

create index outbox_sent on outbox using brin (sent_at);
