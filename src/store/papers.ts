/** Papers handed in for shipments, and the shipments that are here, as the desks page through them. */
import type { PoolClient } from "pg";
import type { Id, Sensitivity } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { Paper, PaperKind, PapersTx, PapersView } from "#operations/ports-papers.ts";
import type { Ask } from "./found-items.ts";
import { numberOf } from "./sql.ts";
import { columnList, tables } from "./tables.ts";

const COLUMNS = `paper_id, shipment_id, hold_id, kind, media_type, size_bytes, blob_hash, blob_key_id,
  handed_at, handed_by, party_id, sensitivity`;

export function papersTx(client: PoolClient): PapersTx {
  return {
    async keepPaper(paper) {
      await client.query(
        `insert into mailport.paper (${COLUMNS})
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          paper.id,
          paper.shipmentId,
          paper.holdId,
          paper.kind,
          paper.mediaType,
          paper.sizeBytes,
          paper.blobHash,
          paper.blobKeyId,
          paper.handedAt,
          paper.handedBy,
          paper.partyId,
          paper.sensitivity,
        ],
      );
    },
    async countPapers(shipmentId) {
      const counted = await client.query<{ n: number }>(
        "select count(*)::int as n from mailport.paper where shipment_id = $1",
        [shipmentId],
      );
      return counted.rows[0]?.n ?? 0;
    },
  };
}

export function papersView(ask: Ask): PapersView {
  return {
    shipmentsHere: (filter) => shipmentsHere(ask, filter),
    papersOf: (shipmentId) => papers(ask, "shipment_id = $1", shipmentId),
    paper: async (id) => (await papers(ask, "paper_id = $1", id))[0],
  };
}

async function papers(ask: Ask, where: string, value: Id): Promise<readonly Paper[]> {
  const found = await ask(
    `select ${COLUMNS} from mailport.paper where ${where} order by paper_id`,
    [value],
  );
  return found.map((row) => ({
    id: row[0] as Id,
    shipmentId: row[1] as Id,
    holdId: row[2] ?? null,
    kind: row[3] as PaperKind,
    mediaType: row[4] as string,
    sizeBytes: numberOf(row[5] ?? null),
    blobHash: row[6] as string,
    blobKeyId: row[7] as Id,
    handedAt: numberOf(row[8] ?? null),
    handedBy: row[9] as Id,
    partyId: row[10] as Id,
    sensitivity: Number(row[11]) as Sensitivity,
  }));
}

const NOWHERE = { kind: "expected", ref: "", sinceAt: 0 } as const;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** In the order of their ids, which is that of their making. */
async function shipmentsHere(
  ask: Ask,
  { after = FIRST, limit }: { readonly after?: Id | undefined; readonly limit: number },
): Promise<readonly ShipmentState[]> {
  const table = tables.shipment;
  const found = await ask(
    `select ${columnList(table, "s.")} from mailport.shipment s
     where s.status in ('present', 'part-left') and s.shipment_id > $1::uuid
     order by s.shipment_id limit $2`,
    [after, limit],
  );
  return found.map((row) => table.read(row, NOWHERE));
}
