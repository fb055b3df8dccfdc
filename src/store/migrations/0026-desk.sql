-- What the desks read: shipments that are here, and the papers handed in for a shipment.
-- Run as mailport_owner.

set local search_path = mailport;

-- A shipment enters when its first piece arrives and goes when its last one leaves.
create index shipment_here on shipment (shipment_id) where status in ('present', 'part-left');

-- A paper is readable where its shipment is, by those who may read what was declared.
create table paper (
  paper_id uuid primary key,
  shipment_id uuid not null,
  hold_id uuid,
  kind text collate "C" not null,
  media_type text collate "C" not null,
  size_bytes bigint not null,
  blob_hash text collate "C" not null,
  blob_key_id uuid not null,
  handed_at bigint not null,
  handed_by uuid not null,
  party_id uuid not null,
  sensitivity smallint not null
);
create index paper_by_shipment on paper (shipment_id, paper_id);

alter table paper enable row level security;
create policy paper_read on paper for select to mailport_reader using (
  sensitivity <= nullif(current_setting('mailport.clearance', true), '')::int
  and exists (select from shipment s where s.shipment_id = paper.shipment_id));
grant select on paper to mailport_reader;
