/**
 * The officer's list: shipments that rules or screening picked, oldest first, with the reasons in words,
 * the declaration, the holds and the pieces. It is read with an officer's eyes; others have no rows.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { CodeNamesSchema } from "./code-schema.ts";
import { view } from "./define.ts";
import type { RiskHit, ShownScreeningHit } from "./ports-risk.ts";
import type { View } from "./ports-view.ts";
import { InstantSchema, UuidSchema } from "./schemas.ts";
import { shown } from "./show-item.ts";
import { ShipmentSchema } from "./shown-schemas.ts";

const AfterSchema = Type.Object({ since: InstantSchema, shipmentId: UuidSchema });
const nullable = <S extends Parameters<typeof Type.Array>[0]>(schema: S) =>
  Type.Union([schema, Type.Null()]);

const ReasonSchema = Type.Object({
  rule: Type.String(),
  version: Type.Integer({ description: "Of the set of rules, when it hit." }),
  code: Type.String({ description: "What was found, as a code with words: risk/…" }),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  reason: CodeNamesSchema,
  action: Type.String(),
  itemId: nullable(UuidSchema),
  holdId: nullable(UuidSchema),
  foundAt: InstantSchema,
});

const ScreeningSchema = Type.Object({
  code: Type.String({ description: "screening/hit" }),
  facts: Type.Object({
    entry: Type.String({ description: "Number on the list of denied parties." }),
    how: Type.String({ description: "same, or near: a letter off." }),
    role: Type.String({ description: "sender, recipient or party." }),
    country: Type.String({ description: "same, other or unknown." }),
  }),
  version: Type.Integer(),
  foundAt: InstantSchema,
  clearedAt: nullable(InstantSchema),
  clearedBy: nullable(UuidSchema),
  clearedReason: nullable(Type.String()),
});

const HoldSchema = Type.Object({
  id: UuidSchema,
  targetKind: Type.String(),
  targetId: UuidSchema,
  authority: Type.String(),
  level: Type.Integer(),
  kind: Type.String(),
  placedAt: InstantSchema,
});

const DeclaredSchema = Type.Object({
  id: UuidSchema,
  number: Type.String(),
  lines: Type.Array(
    Type.Object({ description: Type.String(), hsCode: Type.Optional(Type.String()) }),
  ),
});

const PieceSchema = Type.Object({
  id: UuidSchema,
  codes: Type.Array(Type.String()),
  status: Type.String(),
  placeRef: Type.String(),
  weightGrams: nullable(Type.Integer()),
});

const SelectedSchema = Type.Object({
  since: InstantSchema,
  ageMinutes: Type.Integer(),
  shipment: ShipmentSchema,
  reasons: Type.Array(ReasonSchema),
  screening: Type.Array(ScreeningSchema),
  holds: Type.Array(HoldSchema, { description: "Open ones on it and its pieces." }),
  declarations: Type.Array(DeclaredSchema),
  items: Type.Array(PieceSchema),
});

const MINUTE_MS = 60_000;

export const listSelected = view({
  name: "list-selected",
  sentence: "Lists shipments picked for control by age, with the reasons and what was declared.",
  roles: ["officer", "system"],
  input: Type.Object(
    {
      settled: Type.Optional(
        Type.Boolean({ description: "Also those whose holds are lifted or that have left." }),
      ),
      noted: Type.Optional(Type.Boolean({ description: "Also those that rules only noted." })),
      after: Type.Optional(AfterSchema),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ shipments: Type.Array(SelectedSchema), next: Type.Optional(AfterSchema) }),
  handler: async (record, { settled = false, noted = false, after, limit = 25 }, _actor, ports) => {
    const keyset = after === undefined ? undefined : ([after.since, after.shipmentId] as const);
    const found = await record.selected({ settled, noted, after: keyset, limit: limit + 1 });
    const page = found.slice(0, limit);
    const ids = page.map(({ shipmentId }) => shipmentId);
    const picked = await readPicked(record, ids);
    const now = ports.clock.now();
    const shipments = page.flatMap(({ shipmentId, since }) => {
      const ageMinutes = Math.max(0, Math.floor((now - since) / MINUTE_MS));
      const facts = factsOf(picked, shipmentId);
      return facts === undefined ? [] : [{ since, ageMinutes, ...facts }];
    });
    const last = page.at(-1);
    return ok({ shipments, ...(found.length > limit && last !== undefined && { next: last }) });
  },
});

function reasonOf({ id: _id, shipmentId: _ship, declarationId: _dec, ...hit }: RiskHit): object {
  return hit;
}

function screeningOf({ role, code: entry, how, country, ...hit }: ShownScreeningHit): object {
  const { version, foundAt, clearedAt, clearedBy, clearedReason } = hit;
  const cleared = { clearedAt, clearedBy, clearedReason };
  return {
    code: "screening/hit",
    facts: { entry, how, role, country },
    version,
    foundAt,
    ...cleared,
  };
}

const byShipment = <T extends { readonly shipmentId: Id }>(rows: readonly T[]): Map<Id, T[]> =>
  Map.groupBy(rows, ({ shipmentId }) => shipmentId);

/** What a page shows, in one question a kind. */
async function readPicked(record: View, ids: readonly Id[]) {
  const pieces = await record.pickedPieces(ids);
  const holds = await record.openHolds([...ids, ...pieces.map(({ id }) => id)]);
  const shipments = await record.pickedShipments(ids);
  return {
    shipments: new Map(shipments.map((shipment) => [shipment.id, shipment])),
    pieces: byShipment(pieces),
    holds: Map.groupBy(holds, ({ targetId }) => targetId),
    declarations: byShipment(await record.pickedDeclarations(ids)),
    hits: byShipment(await record.riskHits(ids)),
    names: byShipment(await record.screeningHits(ids)),
  };
}

function factsOf(
  picked: Awaited<ReturnType<typeof readPicked>>,
  shipmentId: Id,
): object | undefined {
  const shipment = picked.shipments.get(shipmentId);
  if (shipment === undefined) return undefined;
  const items = picked.pieces.get(shipmentId) ?? [];
  const held = [shipmentId, ...items.map(({ id }) => id)];
  return {
    shipment: shown(shipment),
    reasons: (picked.hits.get(shipmentId) ?? []).map(reasonOf),
    screening: (picked.names.get(shipmentId) ?? []).map(screeningOf),
    holds: held
      .flatMap((id) => picked.holds.get(id) ?? [])
      .map(({ id, targetKind, targetId, authority, level, kind, placedAt }) => {
        return { id, targetKind, targetId, authority, level, kind, placedAt };
      }),
    declarations: (picked.declarations.get(shipmentId) ?? []).map(({ id, number, lines }) => {
      const told = lines.map(({ description, hsCode }) => {
        return { description, ...(hsCode !== undefined && { hsCode }) };
      });
      return { id, number, lines: told };
    }),
    items: items.map(({ shipmentId: _of, ...piece }) => piece),
  };
}
