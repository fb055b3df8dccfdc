/** What officers read of risk rules and screening, under row-level security. */
import type { Id } from "#domain/events/event.ts";
import type { RiskView } from "#operations/ports-risk.ts";
import type { Ask } from "./found-items.ts";
import { HIT_COLUMNS, hitOf } from "./risk.ts";
import { numberOf, numberOrNull, plainArray } from "./sql.ts";

/** The part of a view on risk and screening. */
export function riskView(ask: Ask): RiskView {
  return {
    selected: (filter) => selected(ask, filter),
    riskHits: async (ids) => {
      const text = `select ${HIT_COLUMNS} from mailport.risk_hit
        where shipment_id = any($1::uuid[]) order by found_at, rule, hit_id limit 10000`;
      return (await ask(text, [plainArray(ids)])).map(hitOf);
    },
    screeningHits: (ids) => screeningHits(ask, ids),
    hitCounts: () => hitCounts(ask),
  };
}

const SELECTED = `with found as (
    select h.shipment_id, h.found_at as at from mailport.risk_hit h
      left join mailport.hold o on o.hold_id = h.hold_id
      where $4::boolean or o.lifted_at is null
    union all
    select shipment_id, found_at from mailport.screening_hit
      where $4::boolean or cleared_at is null)
  select f.shipment_id, min(f.at) as since from found f
  join mailport.shipment s using (shipment_id)
  where $4::boolean or s.status not in ('left', 'expired')
  group by f.shipment_id
  having (min(f.at), f.shipment_id) > ($1, $2::uuid)
  order by since, f.shipment_id limit $3`;

async function selected(
  ask: Ask,
  { settled, after, limit }: Parameters<RiskView["selected"]>[0],
): ReturnType<RiskView["selected"]> {
  const [since, id] = after ?? [-1, "00000000-0000-0000-0000-000000000000"];
  const found = await ask(SELECTED, [since, id, limit, settled]);
  return found.map((row) => ({ shipmentId: row[0] as Id, since: numberOf(row[1] ?? null) }));
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
    `select h.rule, h.version, count(*), count(h.hold_id),
       count(o.hold_id) filter (where o.lifted_at is null), max(h.found_at)
     from mailport.risk_hit h left join mailport.hold o on o.hold_id = h.hold_id
     group by h.rule, h.version order by h.rule, h.version`,
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
