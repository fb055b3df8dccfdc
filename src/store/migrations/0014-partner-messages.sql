-- What postal messages a partner is sent: addresses and form by message and product, every revision
-- with the time it holds for. '' is every product. Nobody reads it under row-level security.
-- Run as mailport_owner.

set local search_path = mailport;

create table partner_message (
  partner_id uuid not null,
  message text collate "C" not null,
  product text collate "C" not null,
  revision integer not null,
  valid_from bigint not null,
  valid_to bigint,
  enabled boolean not null,
  settings jsonb not null,
  set_at bigint not null,
  set_by uuid not null,
  call_id uuid not null,
  primary key (partner_id, message, product, revision)
);

-- Lines that stand in a message which is written and not delivered yet.
create index outbox_written on outbox (partner_id, message_id)
  where state = 'waiting' and message_id is not null;
