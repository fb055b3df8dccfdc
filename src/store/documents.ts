/** Documents of parcels as rows: the highest revision of each, and the next. */
import type pg from "pg";
import type { PersonHashes } from "#operations/ports.ts";
import type {
  DocumentKey,
  DocumentKind,
  DocumentsTx,
  HashedDocument,
  StoredDocument,
} from "#operations/ports-documents.ts";

type DocumentRow = {
  readonly document_id: string;
  readonly kind: string;
  readonly issuer: string;
  readonly number: string;
  readonly revision: number;
  readonly site: string;
  readonly party_id: string;
  readonly source_message: string | null;
  readonly stated_at: string;
  readonly withdrawn: boolean;
  readonly facts: Record<string, string>;
  readonly persons: Record<string, string>;
  readonly kept_at: string;
  readonly call_id: string;
};

const COLUMNS = `document_id, kind, issuer, number, revision, site, party_id, source_message, stated_at,
  withdrawn, facts, persons, kept_at, call_id`;

const HIGHEST = `select distinct on (kind, number, issuer) ${COLUMNS} from mailport.document
  where (kind, number, issuer) in (select * from unnest($1::text[], $2::text[], $3::text[]))
  order by kind, number, issuer, revision desc`;

const PERSONS = `select kind, issuer, number, persons from mailport.document
  where (kind, number, issuer) in (select * from unnest($1::text[], $2::text[], $3::text[]))
  order by kind, number, issuer, revision`;

const UNDER_BILLS = `select * from (
    select distinct on (kind, number, issuer) ${COLUMNS} from mailport.document
    where (kind, number, issuer) in (
      select kind, number, issuer from mailport.document
      where kind = 'waybill' and facts ->> 'billNo' = any($1::text[]))
    order by kind, number, issuer, revision desc) as highest
  where not withdrawn and facts ->> 'billNo' = any($1::text[]) order by number`;

const SAVE = `insert into mailport.document (${COLUMNS})
  select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[],
    $7::uuid[], $8::uuid[], $9::text[], $10::boolean[], $11::jsonb[], $12::jsonb[], $13::bigint[],
    $14::uuid[])`;

/** One index look-up a document, whatever the planner knows of the tables. */
const OF_LISTS = `with orders as (
    select d.* from unnest($1::text[], $2::text[]) as k(issuer, number)
    cross join lateral (select ${COLUMNS} from mailport.document d
      where d.kind = 'order' and d.number = k.number and d.issuer = k.issuer
      order by revision desc limit 1) d),
  found as (
    select * from orders
    union all
    select d.* from unnest($3::text[], $4::text[]) as k(issuer, number)
    cross join lateral (select ${COLUMNS} from mailport.document d
      where d.kind = 'waybill' and d.number = k.number and d.issuer = k.issuer
      order by revision desc limit 1) d
    union all
    select d.* from (select unnest($5::text[]) as number
      union select facts ->> 'payTransactionId' from orders where not withdrawn) k
    cross join lateral (select distinct on (issuer) ${COLUMNS} from mailport.document d
      where d.kind = 'payment' and d.number = k.number order by issuer, revision desc) d)
  select found.*, (select jsonb_object_agg(p.key, jsonb_build_object('name', v.name_hash,
      'phone', v.phone_hash, 'identity', v.identity_hash, 'address', v.address_hash,
      'email', v.email_hash))
    from jsonb_each_text(found.persons) p
    join mailport.vault v on v.person_ref = p.value::uuid and v.erased_at is null) as hashes,
    null as platform
  from found where not withdrawn
  union all
  select ${COLUMNS.replaceAll(/\w+/g, "null")}, null, k.issuer
  from (select distinct unnest($1::text[]) as issuer) k
  where exists (select from mailport.document d
    where d.issuer = k.issuer and d.kind = 'order' and d.revision = 1)`;

const OF_ORDERS = `select distinct l.shipment_id from mailport.declaration d
  join mailport.declaration_shipment l using (declaration_id)
  join mailport.shipment s on s.shipment_id = l.shipment_id
  where d.content ->> 'orderNumber' = any($1::text[]) and d.status = 'lodged'
    and s.status in ('declared', 'present')
    and (s.documents is null or s.documents ->> 'state' <> 'matched')`;

/** The documents part of a transaction on this client. */
export function documentsTx(client: pg.PoolClient): DocumentsTx {
  return {
    async documents(keys) {
      const query = { name: "documents", text: HIGHEST, values: keyValues(keys) };
      return (await client.query<DocumentRow>(query)).rows.map(documentOf);
    },
    async documentPersons(keys) {
      if (keys.length === 0) return [];
      const { rows } = await client.query<PersonsRow>(PERSONS, keyValues(keys));
      return rows.map(({ persons, ...key }) => ({ ...key, persons: Object.values(persons) }));
    },
    async documentsOfLists(lists) {
      const orders = lists.filter(({ platform }) => platform !== null);
      const waybills = lists.filter(
        ({ carrier, waybillNumber }) => carrier !== null && waybillNumber !== null,
      );
      const values = [
        orders.map(({ platform }) => platform),
        orders.map(({ orderNumber }) => orderNumber),
        waybills.map(({ carrier }) => carrier),
        waybills.map(({ waybillNumber }) => waybillNumber),
        lists.flatMap(({ paymentNumber }) => paymentNumber ?? []),
      ];
      const query = { name: "documents-of-lists", text: OF_LISTS, values };
      const { rows } = await client.query<ListedRow>(query);
      return {
        documents: rows.flatMap((row) => (row.platform === null ? hashedOf(row) : [])),
        platforms: new Set(rows.flatMap(({ platform }) => platform ?? [])),
      };
    },
    async shipmentsOfOrders(orders) {
      if (orders.length === 0) return [];
      const query = { name: "shipments-of-orders", text: OF_ORDERS, values: [[...orders]] };
      const { rows } = await client.query<{ shipment_id: string }>(query);
      return rows.map((row) => row.shipment_id);
    },
    async saveDocuments(rows) {
      if (rows.length === 0) return;
      const all = rows.map(valuesOf);
      const values = COLUMNS.split(",").map((_name, at) => all.map((one) => one[at]));
      await client.query({ name: "save-documents", text: SAVE, values });
    },
  };
}

type PersonsRow = DocumentKey & Pick<DocumentRow, "persons">;

function keyValues(keys: readonly DocumentKey[]): string[][] {
  const column = (pick: (key: DocumentKey) => string): string[] => keys.map(pick);
  return [
    column(({ kind }) => kind),
    column(({ number }) => number),
    column(({ issuer }) => issuer),
  ];
}

/** Waybills whose highest revision names one of these master bills and is not withdrawn, by number. */
export async function documentsUnderBills(
  client: pg.PoolClient,
  bills: readonly string[],
): Promise<readonly StoredDocument[]> {
  return (await client.query<DocumentRow>(UNDER_BILLS, [[...bills]])).rows.map(documentOf);
}

type ListedRow = DocumentRow & {
  readonly hashes: Readonly<Record<string, PersonHashes>> | null;
  /** A platform that sends orders, in a row of its own without a document. */
  readonly platform: string | null;
};

function hashedOf(row: ListedRow): HashedDocument {
  return { ...documentOf(row), hashes: row.hashes ?? {} };
}

function valuesOf(one: StoredDocument): unknown[] {
  return [
    one.documentId,
    one.kind,
    one.issuer,
    one.number,
    one.revision,
    one.site,
    one.partyId,
    one.sourceMessage,
    one.statedAt,
    one.withdrawn,
    JSON.stringify(one.facts),
    JSON.stringify(one.persons),
    one.keptAt,
    one.callId,
  ];
}

function documentOf(row: DocumentRow): StoredDocument {
  return {
    documentId: row.document_id,
    kind: row.kind as DocumentKind,
    issuer: row.issuer,
    number: row.number,
    revision: row.revision,
    site: row.site,
    partyId: row.party_id,
    sourceMessage: row.source_message,
    statedAt: row.stated_at,
    withdrawn: row.withdrawn,
    facts: row.facts,
    persons: row.persons,
    keptAt: Number(row.kept_at),
    callId: row.call_id,
  };
}
