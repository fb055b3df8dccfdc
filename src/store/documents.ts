/** Documents of parcels as rows: the highest revision of each, and the next. */
import type pg from "pg";
import type { DocumentKind, DocumentsTx, StoredDocument } from "#operations/ports-documents.ts";

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

const REVISIONS = `select ${COLUMNS} from mailport.document
  where kind = $1 and number = $2 and issuer = $3 order by revision`;

const UNDER_BILL = `select * from (
    select distinct on (kind, number, issuer) ${COLUMNS} from mailport.document
    where (kind, number, issuer) in (
      select kind, number, issuer from mailport.document
      where kind = 'waybill' and facts ->> 'billNo' = $1)
    order by kind, number, issuer, revision desc) as highest
  where not withdrawn and facts ->> 'billNo' = $1 order by number`;

const SAVE = `insert into mailport.document (${COLUMNS})
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`;

/** The documents part of a transaction on this client. */
export function documentsTx(client: pg.PoolClient): DocumentsTx {
  return {
    async documents(keys) {
      const values = [
        keys.map(({ kind }) => kind),
        keys.map(({ number }) => number),
        keys.map(({ issuer }) => issuer),
      ];
      const query = { name: "documents", text: HIGHEST, values };
      return (await client.query<DocumentRow>(query)).rows.map(documentOf);
    },
    async documentPersons({ kind, number, issuer }) {
      const found = await client.query<DocumentRow>(REVISIONS, [kind, number, issuer]);
      const all = found.rows.flatMap(({ persons }) => Object.values(persons));
      return found.rows.length === 0 ? undefined : all;
    },
    async saveDocuments(rows) {
      for (const row of rows)
        await client.query({ name: "save-document", text: SAVE, values: valuesOf(row) });
    },
  };
}

/** Waybills whose highest revision names this master bill and is not withdrawn, by number. */
export async function documentsUnderBill(
  client: pg.PoolClient,
  bill: string,
): Promise<readonly StoredDocument[]> {
  return (await client.query<DocumentRow>(UNDER_BILL, [bill])).rows.map(documentOf);
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
