/** Proposed matches as a view reads them, under row-level security: whole pairs or nothing. */
import type { Id } from "#domain/events/event.ts";
import type { MatchSide, View } from "#operations/ports-view.ts";
import type { Ask } from "./found-items.ts";
import { numberOf } from "./sql.ts";

const NIL = "00000000-0000-0000-0000-000000000000";

/** Open matches after a place in their order, oldest first. */
export async function openMatches(
  ask: Ask,
  { after = [-1, NIL, NIL], limit }: Parameters<View["matches"]>[0],
): ReturnType<View["matches"]> {
  const found = await ask(
    `select m.normalised, m.reason, m.proposed_at,
       m.item_id, coalesce(i.status, c.status), i.shipment_id, s.stream, s.direction,
       m.other_item_id, coalesce(j.status, d.status), j.shipment_id, t.stream, t.direction
     from mailport.proposed_match m
     left join mailport.item i on i.item_id = m.item_id
     left join mailport.shipment s on s.shipment_id = i.shipment_id
     left join mailport.container c on c.container_id = m.item_id
     left join mailport.item j on j.item_id = m.other_item_id
     left join mailport.shipment t on t.shipment_id = j.shipment_id
     left join mailport.container d on d.container_id = m.other_item_id
     where m.decided_at is null
       and (m.proposed_at, m.item_id, m.other_item_id) > ($1, $2::uuid, $3::uuid)
     order by m.proposed_at, m.item_id, m.other_item_id limit $4`,
    [...after, limit],
  );
  return found.map((row) => ({
    code: row[0] as string,
    reason: row[1] as string,
    proposedAt: numberOf(row[2] ?? null),
    one: sideOf(row.slice(3, 8)),
    other: sideOf(row.slice(8)),
  }));
}

function sideOf([id, status, shipmentId, stream, direction]: readonly (
  | string
  | null
)[]): MatchSide {
  return {
    kind: (shipmentId ?? null) === null ? "container" : "item",
    id: id as Id,
    status: status as string,
    ...(shipmentId && { shipmentId }),
    ...(stream && { stream }),
    ...(direction && { direction }),
  };
}
