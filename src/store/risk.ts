/**
 * What risk rules and screening found, and parcels counted by keyed hash. Which rule hits is decided by
 * the operations; here nothing is judged.
 */
import type { PoolClient } from "pg";
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type {
  CountedParcel,
  DeclaredWeight,
  Parcel,
  RiskHit,
  RiskTx,
  ScreeningHit,
} from "#operations/ports-risk.ts";
import { copyLine, copyRows, numberOf, plainArray, rows, run, textArray, uuidsOf } from "./sql.ts";

/** The part of a transaction on risk and screening. */
export function riskTx(client: PoolClient): RiskTx {
  return {
    codesInForce: (list, on) => codesInForce(client, list, on),
    countParcels: (parcels, at, since) => countParcels(client, parcels, at, since),
    dropParcels: async (before) => {
      const text = "delete from mailport.repeat_count where last_at < $1";
      await run(client, "drop-parcels", text, [before]);
    },
    addHits: (hits) => addHits(client, hits),
    hitsOf: (ids) => hitsOf(client, ids),
    declaredWeights: (ids) => declaredWeights(client, ids),
    pendingScreenings: (limit) => pendingScreenings(client, limit),
    shipmentsToRescreen: async (after) => {
      const text = `select shipment_id from mailport.shipment where shipment_id > $1::uuid
        and status in ('declared', 'present', 'part-left') and screening <> 'pending'
        and declared_at is not null order by shipment_id limit ${RESCREENED}`;
      return (await rows(client, "to-rescreen", text, [after])).map((row) => row[0] as Id);
    },
    personsOfShipments: (ids) => personsOfShipments(client, ids),
    clearedPairs: (hashes) => clearedPairs(client, hashes),
    addScreeningHits: (hits) => addScreeningHits(client, hits),
    clearScreeningHits: async (shipmentIds, { userId, at, reason }) => {
      await run(
        client,
        "clear-screening-hits",
        `update mailport.screening_hit set cleared_at = $2, cleared_by = $3, cleared_reason = $4
         where shipment_id = any($1::uuid[]) and cleared_at is null`,
        [plainArray(shipmentIds), at, userId, reason],
      );
    },
  };
}

/** Shipments compared in one transaction with a list that is new. */
const RESCREENED = 500;

async function codesInForce(
  client: PoolClient,
  list: string,
  on: string,
): ReturnType<RiskTx["codesInForce"]> {
  const found = await rows(
    client,
    "codes-in-force",
    `select distinct on (code) code, version, names, facts from mailport.code_entry
     where list = $1 and coalesce(valid_from, '-infinity') <= $2::date
       and coalesce(valid_to, 'infinity') >= $2::date
     order by code, version desc`,
    [list, on],
  );
  return found.map((row) => ({
    code: row[0] as string,
    version: Number(row[1]),
    names: JSON.parse(row[2] as string),
    facts: JSON.parse(row[3] as string),
  }));
}

/** Parcels kept of one mark at most: far more than any rule asks for. */
const KEPT_PARCELS = 1_000;

// Rows are locked in order of their hashes, so that parallel lodgings wait and never cross.
const COUNT_PARCELS = `insert into mailport.repeat_count as r (hash, items, ats, last_at)
  select hash, array_agg(item order by n), array_agg($3::bigint), $3
  from unnest($1::uuid[], $2::uuid[]) with ordinality as given(hash, item, n)
  group by hash order by hash
  on conflict (hash) do update set (items, ats) = (
      select coalesce(array_agg(item order by n), '{}'), coalesce(array_agg(at order by n), '{}')
      from (select item, at, n
        from unnest(r.items || excluded.items, r.ats || excluded.ats)
          with ordinality as both_(item, at, n)
        where at > $4 and (n <= cardinality(r.items) or item <> all(r.items))
        order by n desc limit ${KEPT_PARCELS}) as kept),
    last_at = greatest(r.last_at, excluded.last_at)
  returning hash, items, ats`;

async function countParcels(
  client: PoolClient,
  parcels: readonly Parcel[],
  at: number,
  since: number,
): Promise<ReadonlyMap<Id, readonly CountedParcel[]>> {
  if (parcels.length === 0) return new Map();
  const found = await rows(client, "count-parcels", COUNT_PARCELS, [
    plainArray(parcels.map(({ hash }) => hash)),
    plainArray(parcels.map(({ itemId }) => itemId)),
    at,
    since,
  ]);
  return new Map(
    found.map((row) => {
      const ats = uuidsOf(row[2] ?? null);
      const items = uuidsOf(row[1] ?? null);
      return [row[0] as Id, items.map((itemId, n) => ({ itemId, at: Number(ats[n]) }))];
    }),
  );
}

async function addHits(client: PoolClient, hits: readonly RiskHit[]): Promise<void> {
  const lines = hits.map((hit) =>
    copyLine([
      hit.id,
      hit.shipmentId,
      hit.declarationId,
      hit.itemId,
      hit.rule,
      hit.version,
      hit.code,
      hit.action,
      hit.holdId,
      JSON.stringify(hit.facts),
      JSON.stringify(hit.reason),
      hit.foundAt,
    ]),
  );
  await copyRows(client, "risk_hit", HIT_COLUMNS, lines);
}

/** In the order of `hitOf`. */
export const HIT_COLUMNS =
  "hit_id, shipment_id, declaration_id, item_id, rule, version, code, action, hold_id, facts, reason, found_at";

async function hitsOf(client: PoolClient, ids: readonly Id[]): ReturnType<RiskTx["hitsOf"]> {
  if (ids.length === 0) return [];
  const found = await rows(
    client,
    "hits-of",
    `select shipment_id, declaration_id, item_id, rule, version from mailport.risk_hit
     where shipment_id = any($1::uuid[])`,
    [plainArray(ids)],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    declarationId: row[1] ?? null,
    itemId: row[2] ?? null,
    rule: row[3] as string,
    version: Number(row[4]),
  }));
}

async function declaredWeights(
  client: PoolClient,
  ids: readonly Id[],
): Promise<readonly DeclaredWeight[]> {
  if (ids.length === 0) return [];
  const found = await rows(
    client,
    "declared-weights",
    `select s.shipment_id, s.stream, s.direction, s.pieces_declared,
       d.content -> 'grossWeightKg', d.content -> 'pieces'
     from mailport.shipment s
     join mailport.declaration_shipment l using (shipment_id)
     join mailport.declaration d using (declaration_id)
     where s.shipment_id = any($1::uuid[]) and d.status = 'lodged'
       and (d.content ? 'grossWeightKg' or d.content ? 'pieces')
     order by s.shipment_id, d.lodged_at desc, d.declaration_id`,
    [plainArray([...new Set(ids)])],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    stream: row[1] as string,
    direction: row[2] as string,
    piecesDeclared: Number(row[3]),
    grossWeightKg: row[4] == null ? null : (JSON.parse(row[4]) as Scaled),
    pieces: row[5] == null ? [] : (JSON.parse(row[5]) as DeclaredWeight["pieces"]),
  }));
}

async function pendingScreenings(client: PoolClient, limit: number): Promise<readonly Id[]> {
  const found = await rows(
    client,
    "pending-screenings",
    `select shipment_id from mailport.shipment s where screening = 'pending'
     order by exists (select from mailport.screening_hit h
       where h.shipment_id = s.shipment_id and h.cleared_at is null), shipment_id limit $1`,
    [limit],
  );
  return found.map((row) => row[0] as Id);
}

async function personsOfShipments(
  client: PoolClient,
  ids: readonly Id[],
): ReturnType<RiskTx["personsOfShipments"]> {
  if (ids.length === 0) return [];
  const found = await rows(
    client,
    "persons-of-shipments",
    `select l.shipment_id, p.role, v.person_ref, v.name_hash
     from mailport.declaration_shipment l
     join mailport.declaration d using (declaration_id)
     cross join lateral (values ('sender', d.sender_ref), ('recipient', d.recipient_ref))
       as p(role, ref)
     join mailport.vault v on v.person_ref = p.ref
     where l.shipment_id = any($1::uuid[]) and d.status = 'lodged'
     order by l.shipment_id, p.role, v.person_ref`,
    [plainArray(ids)],
  );
  return found.map((row) => ({
    shipmentId: row[0] as Id,
    role: row[1] as "sender" | "recipient",
    personRef: row[2] as Id,
    nameHash: row[3] ?? null,
  }));
}

async function clearedPairs(
  client: PoolClient,
  hashes: readonly Id[],
): Promise<ReadonlySet<string>> {
  if (hashes.length === 0) return new Set();
  const found = await rows(
    client,
    "cleared-pairs",
    `select distinct name_hash, code, version from mailport.screening_hit
     where name_hash = any($1::uuid[]) and cleared_at is not null`,
    [plainArray([...new Set(hashes)])],
  );
  return new Set(found.map((row) => `${row[0]}/${row[1]}/${row[2]}`));
}

/** A hit that was found before stays as it is. */
async function addScreeningHits(client: PoolClient, hits: readonly ScreeningHit[]): Promise<void> {
  if (hits.length === 0) return;
  await run(
    client,
    "add-screening-hits",
    `insert into mailport.screening_hit
       (shipment_id, role, name_hash, code, version, how, country, found_at)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::int[], $6::text[],
       $7::text[], $8::bigint[])
     on conflict (shipment_id, role, name_hash, code) do nothing`,
    [
      plainArray(hits.map((hit) => hit.shipmentId)),
      textArray(hits.map((hit) => hit.role)),
      plainArray(hits.map((hit) => hit.nameHash)),
      textArray(hits.map((hit) => hit.code)),
      plainArray(hits.map((hit) => hit.version)),
      textArray(hits.map((hit) => hit.how)),
      textArray(hits.map((hit) => hit.country)),
      plainArray(hits.map((hit) => hit.foundAt)),
    ],
  );
}

/** A row of `HIT_COLUMNS`. */
export function hitOf(row: readonly (string | null)[]): RiskHit {
  return {
    id: row[0] as Id,
    shipmentId: row[1] as Id,
    declarationId: row[2] ?? null,
    itemId: row[3] ?? null,
    rule: row[4] as string,
    version: Number(row[5]),
    code: row[6] as string,
    action: row[7] as string,
    holdId: row[8] ?? null,
    facts: JSON.parse(row[9] as string),
    reason: JSON.parse(row[10] as string),
    foundAt: numberOf(row[11] ?? null),
  };
}
