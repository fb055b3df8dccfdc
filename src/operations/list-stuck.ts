/**
 * The caller's shipments that are here and cannot leave, oldest first, each with the one thing that
 * frees it first: the clerk's desk. What nothing stops any more is not in it.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { type Blocker, exitOf, mayLeave } from "#domain/centre/may-leave.ts";
import { oneThing, THINGS } from "#domain/centre/one-thing.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { view } from "./define.ts";
import type { View } from "./ports-view.ts";
import { BlockerSchema, UuidSchema } from "./schemas.ts";
import { shown } from "./show-item.ts";
import { ShipmentSchema } from "./shown-schemas.ts";

/** Shipments looked through for one page: most that are here are stuck, or leave within hours. */
const LOOKED_THROUGH = 200;

const StuckSchema = Type.Object(
  {
    shipment: ShipmentSchema,
    pieces: Type.Array(
      Type.Object(
        { itemId: UuidSchema, identifiers: Type.Array(Type.String()) },
        { additionalProperties: false },
      ),
    ),
    thing: Type.Union(THINGS.map((thing) => Type.Literal(thing))),
    by: Type.String({ description: "Who does it: an authority, operator, declarant or payer." }),
    blockers: Type.Array(BlockerSchema, { description: "All that stops it; the first one first." }),
  },
  { additionalProperties: false },
);

export const listStuck = view({
  name: "list-stuck",
  sentence: "Lists the caller's stuck shipments with the one thing that frees each.",
  roles: ["floor", "clerk", "declarant", "officer", "auditor", "system"],
  input: Type.Object(
    {
      after: Type.Optional({ ...UuidSchema, description: "As `next` of the page before." }),
      shipment: Type.Optional({ ...UuidSchema, description: "Only this one, if it is stuck." }),
      thing: Type.Optional(Type.Union(THINGS.map((thing) => Type.Literal(thing)))),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object(
    { shipments: Type.Array(StuckSchema), next: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  handler: async (record, { after, shipment: only, thing, limit = 50 }) => {
    const looked =
      only === undefined
        ? await record.shipmentsHere({ after, limit: LOOKED_THROUGH })
        : await oneOf(record, only);
    const stuck = [];
    let last = looked.at(-1)?.id;
    let isCut = looked.length === LOOKED_THROUGH;
    const here = await piecesHere(record, looked);
    for (const shipment of looked) {
      const one = stuckOf(shipment, here);
      if (one === undefined || (thing !== undefined && one.thing !== thing)) continue;
      stuck.push(one);
      if (stuck.length < limit) continue;
      isCut ||= shipment.id !== last;
      last = shipment.id;
      break;
    }
    return ok({ shipments: stuck, ...(isCut && last !== undefined && { next: last }) });
  },
});

async function oneOf(record: View, id: Id): Promise<readonly ShipmentState[]> {
  const shipment = await record.shipment(id);
  return shipment === undefined ? [] : [shipment];
}

/** What is looked at of all shipments of a page, in one question a kind. */
async function piecesHere(record: View, shipments: readonly ShipmentState[]) {
  const items = await record.itemsOf(shipments.map(({ id }) => id));
  const here = items.filter(({ status }) => status === "present");
  const ids = here.map(({ id }) => id);
  return {
    items: Map.groupBy(here, ({ shipmentId }) => shipmentId),
    holds: await record.effectiveHolds(ids),
    identifiers: await record.identifiersOf(ids),
  };
}

/** A shipment with what stops its pieces; undefined where nothing does. */
function stuckOf(shipment: ShipmentState, here: Awaited<ReturnType<typeof piecesHere>>) {
  const pieces = [];
  const blockers = new Map<string, Blocker>();
  for (const item of here.items.get(shipment.id) ?? []) {
    const holds = here.holds.get(item.id) ?? [];
    const found = mayLeave({ item, shipment, holds }, exitOf(shipment));
    for (const { holdId: _hold, ...blocker } of found) {
      blockers.set(JSON.stringify(blocker), blocker);
    }
    if (found.length === 0) continue;
    const identifiers = here.identifiers.get(item.id) ?? [];
    const codes = identifiers.flatMap((one) => (one.freedAt === null ? one.normalised : []));
    pieces.push({ itemId: item.id, identifiers: codes });
  }
  const first = oneThing([...blockers.values()]);
  if (first === undefined) return undefined;
  const others = [...blockers.values()].filter((one) => one !== first.blocker);
  const { thing, by, blocker } = first;
  return { shipment: shown(shipment), pieces, thing, by, blockers: [blocker, ...others] };
}
