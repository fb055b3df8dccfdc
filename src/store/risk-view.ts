/** What officers read of risk rules and screening, under row-level security. */
import type { Id } from "#domain/events/event.ts";
import type { RiskView } from "#operations/ports-risk.ts";
import type { Ask } from "./found-items.ts";
import { HIT_COLUMNS, hitOf } from "./risk.ts";
import { numberOf, numberOrNull, plainArray } from "./sql.ts";
import { columnList, tables } from "./tables.ts";

/** Shipments lie nowhere themselves. */
const NOWHERE = { kind: "expected", ref: "", sinceAt: 0 } as const;

/** The part of a view on risk and screening. */
export function riskView(ask: Ask): RiskView {
  return {
    selected: (filter) => selected(ask, filter),
    pickedShipments: async (ids) => {
      const text = `select ${columnList(tables.shipment)} from mailport.shipment
        where shipment_id = any($1::uuid[])`;
      return (await ask(text, [plainArray(ids)])).map((row) => tables.shipment.read(row, NOWHERE));
    },
    pickedDeclarations: (ids) => pickedDeclarations(ask, ids),
    pickedPieces: (ids) => pickedPieces(ask, ids),
    riskHits: async (ids) => {
      const text = `select ${HIT_COLUMNS} from mailport.risk_hit
        where shipment_id = any($1::uuid[]) order by found_at, rule, hit_id limit 10000`;
      return (await ask(text, [plainArray(ids)])).map(hitOf);
    },
    screeningHits: (ids) => screeningHits(ask, ids),
    hitCounts: () => hitCounts(ask),
  };
}

async function selected(
  ask: Ask,
  { settled, noted, after, limit }: Parameters<RiskView["selected"]>[0],
): ReturnType<RiskView["selected"]> {
  const [since, id] = after ?? [-1, "00000000-0000-0000-0000-000000000000"];
  const found = await ask(
    "select shipment_id, since from mailport.selected_shipments($1, $2::uuid, $3, $4, $5)",
    [since, id, limit, settled, noted],
  );
  return found.map((row) => ({ shipmentId: row[0] as Id, since: numberOf(row[1] ?? null) }));
}

async function pickedDeclarations(
  ask: Ask,
  ids: readonly Id[],
): ReturnType<RiskView["pickedDeclarations"]> {
  const found = await ask(
    `select l.shipment_id, d.declaration_id, d.number, d.content -> 'lines'
     from mailport.declaration_shipment l join mailport.declaration d using (declaration_id)
     where l.shipment_id = any($1::uuid[]) order by d.lodged_at, d.declaration_id limit 1000`,
    [plainArray(ids)],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    id: row[1] as Id,
    number: row[2] as string,
    lines: JSON.parse(row[3] ?? "[]"),
  }));
}

async function pickedPieces(ask: Ask, ids: readonly Id[]): ReturnType<RiskView["pickedPieces"]> {
  const found = await ask(
    `select i.shipment_id, i.item_id, i.status, w.place_ref, i.weight_grams,
       (select json_agg(n.normalised order by n.normalised) from mailport.identifier n
        where n.subject_id = i.item_id and n.freed_at is null)
     from mailport.item i join mailport.whereabouts w on w.subject_id = i.item_id
     where i.shipment_id = any($1::uuid[]) order by i.item_id limit 1000`,
    [plainArray(ids)],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    id: row[1] as Id,
    status: row[2] as string,
    placeRef: row[3] as string,
    weightGrams: numberOrNull(row[4] ?? null),
    codes: JSON.parse(row[5] ?? "[]"),
  }));
}

async function screeningHits(ask: Ask, ids: readonly Id[]): ReturnType<RiskView["screeningHits"]> {
  const found = await ask(
    `select shipment_id, role, code, version, how, country, found_at, cleared_at, cleared_by,
       cleared_reason
     from mailport.screening_hit where shipment_id = any($1::uuid[])
     order by shipment_id, role, code limit 10000`,
    [plainArray(ids)],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    role: row[1] as string,
    code: row[2] as string,
    version: Number(row[3]),
    how: row[4] as string,
    country: row[5] as string,
    foundAt: numberOf(row[6] ?? null),
    clearedAt: numberOrNull(row[7] ?? null),
    clearedBy: row[8] ?? null,
    clearedReason: row[9] ?? null,
  }));
}

async function hitCounts(ask: Ask): ReturnType<RiskView["hitCounts"]> {
  const found = await ask(
    "select rule, version, hits, held, open, last_at from mailport.risk_hit_counts()",
    [],
  );
  return found.map((row) => ({
    rule: row[0] as string,
    version: Number(row[1]),
    hits: Number(row[2]),
    held: Number(row[3]),
    open: Number(row[4]),
    lastAt: numberOf(row[5] ?? null),
  }));
}
