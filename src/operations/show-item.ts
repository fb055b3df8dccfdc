/** One piece whole: where it is, what stops it and who can lift that, and all that happened to it. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import type { Blocker } from "#domain/centre/may-leave.ts";
import { judge, VERDICTS } from "#domain/centre/verdict.ts";
import type { Id } from "#domain/events/event.ts";
import { readingOf } from "#domain/items/reading.ts";
import { view } from "./define.ts";
import { readCode } from "./find-subjects.ts";
import type { View } from "./ports-view.ts";
import { BlockerSchema, CodeSchema, UuidSchema } from "./schemas.ts";
import {
  ContainerSchema,
  DatedShipmentSchema,
  EventSchema,
  HoldSchema,
  IdentifierSchema,
  ItemSchema,
  ReadingSchema,
  ShipmentSchema,
} from "./shown-schemas.ts";

/** Events shown of one subject at most, newest first. */
export const EVENTS_LIMIT = 200;

export const showItem = view({
  name: "show-item",
  sentence: "Shows a piece with its verdict, blockers, holds and history.",
  roles: ["floor", "clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object(
    { id: Type.Optional(UuidSchema), code: Type.Optional(CodeSchema) },
    { additionalProperties: false },
  ),
  output: Type.Object(
    {
      item: ItemSchema,
      identifiers: Type.Array(IdentifierSchema),
      shipment: ShipmentSchema,
      shipments: Type.Array(DatedShipmentSchema, {
        description: "Those it had and has, newest first: one that comes back has a new one.",
      }),
      containers: Type.Array(ContainerSchema, { description: "Around it, nearest first." }),
      holds: Type.Array(HoldSchema, { description: "Open ones that the caller may read." }),
      verdict: Type.Union(VERDICTS.map((verdict) => Type.Literal(verdict))),
      blockers: Type.Array(BlockerSchema),
      readings: Type.Array(ReadingSchema, {
        description: "What scales and measuring frames read of it, the last recorded first.",
      }),
      events: Type.Array(EventSchema, { description: "Newest first." }),
    },
    { additionalProperties: false },
  ),
  handler: async (record, input) => {
    const id = input.id ?? (await subjectOf(record, input.code, "item"));
    const item = id === undefined ? undefined : await record.item(id);
    const shipment = item === undefined ? undefined : await record.shipment(item.shipmentId);
    if (item === undefined || shipment === undefined) {
      return refuse("item/not-found", { found: input.code ?? input.id });
    }
    const containers = await record.containersAround(item.id);
    const effective = (await record.effectiveHolds([item.id])).get(item.id) ?? [];
    const holds = await record.openHolds([...new Set(effective.map(({ targetId }) => targetId))]);
    const reasons = await record.restrictedReasons(holds.map((hold) => hold.id));
    const judged = judge({ item, shipment, holds: effective });
    const events = await record.eventsOf(item.id, EVENTS_LIMIT);
    const readable = new Set(holds.map((hold) => hold.id));
    return ok({
      item: shown(item),
      identifiers: (await record.identifiersOf([item.id])).get(item.id) ?? [],
      shipment: shown(shipment),
      shipments: await record.shipmentsOfItem(item.id),
      containers: containers.map(shown),
      holds: holds.map((hold) => ({ ...hold, restrictedReason: reasons.get(hold.id) })),
      verdict: judged.verdict,
      blockers: judged.blockers.map((blocker) => readableBlocker(blocker, readable)),
      readings: events.flatMap((event) => readingOf(event) ?? []),
      events,
    });
  },
});

/** Of a hold that the caller may not read, what the gate would say: who holds, and the public reason. */
function readableBlocker(blocker: Blocker, readable: ReadonlySet<Id>): Blocker {
  const { holdId, ...rest } = blocker;
  return holdId === undefined || readable.has(holdId) ? blocker : rest;
}

/** A state as it is shown: without readers, remembered keys and hold roots, amounts as text. */
export function shown(state: object): Record<string, unknown> {
  const entries = Object.entries(state).filter(([name]) => !INTERNAL.has(name));
  return Object.fromEntries(entries.map(([name, value]) => [name, amountsAsText(value)]));
}

function amountsAsText(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  return value === null || typeof value !== "object" || Array.isArray(value) ? value : shown(value);
}

const INTERNAL = new Set(["readers", "recentKeys", "holdRoots"]);

/** The one readable subject of a kind that a code answers to. */
export async function subjectOf(
  record: View,
  code: string | undefined,
  kind: "item" | "container" | "shipment",
): Promise<Id | undefined> {
  if (code === undefined) return undefined;
  const found = (await record.subjectsOf(readCode(code).normalised)).filter(
    (one) => one.kind === kind,
  );
  return found.length === 1 ? found[0]?.id : undefined;
}
