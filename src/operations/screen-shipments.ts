/**
 * Screens shipments against the lists of denied parties: those named, or all that wait. An officer of
 * customs clears one with a reason, which then holds for the same name and entry until the list changes
 * it. Whether anything leaves is the gate's affair.
 */
import { type Static, Type } from "typebox";
import { type Refusal, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { deniedInForce } from "./denied-in-force.ts";
import type { ScreeningHit } from "./ports-risk.ts";
import { ReasonSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { screenLocked, stateScreening } from "./screen-locked.ts";
import { lockNamed, shipmentMembers } from "./shipment-rows.ts";
import { Unit } from "./unit.ts";

const ScreenRow = Type.Object(
  {
    ...shipmentMembers,
    clear: Type.Optional(
      Type.Boolean({ description: "The names were compared and are not those of the list." }),
    ),
    reason: Type.Optional(ReasonSchema),
  },
  { additionalProperties: false },
);
type Screen = Static<typeof ScreenRow>;

const batch = { field: "shipments", row: ScreenRow, max: BATCH_LIMIT };

/** Waiting shipments that one call takes unless told otherwise. */
const USUAL_LIMIT = 1_000;

const MatchSchema = Type.Object({
  role: Type.String({ description: "sender, recipient or party." }),
  code: Type.String({ description: "Number on the list of denied parties." }),
  how: Type.String({ description: "same, or near: a letter off." }),
  country: Type.String({ description: "same, other or unknown." }),
});

export const screenShipments = command({
  name: "screen-shipments",
  sentence: "Compares persons and parties of shipments with the lists of denied parties.",
  roles: ["officer", "system"],
  input: Type.Object(
    {
      shipments: Type.Optional(rowsSchema("Shipments to screen or clear; else all that wait.")),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: BATCH_LIMIT })),
    },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      shipmentId: Type.Optional(UuidSchema),
      screening: Type.Optional(
        Type.Union(["none", "pending", "clear"].map((state) => Type.Literal(state))),
      ),
      matches: Type.Optional(Type.Array(MatchSchema)),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => screen(context, input),
});

type ScreenAnswer = RowAnswer & {
  readonly shipmentId?: Id;
  readonly screening?: string;
  readonly matches?: readonly Static<typeof MatchSchema>[];
};

type Target = Row<Screen> & { readonly shipment: ShipmentState };

async function screen(
  context: CallContext,
  input: { readonly shipments?: unknown; readonly limit?: number },
): Promise<Result<unknown>> {
  const index = await deniedInForce(context);
  if (index === undefined) return refuse("screening/no-list");
  const sorted =
    input.shipments === undefined
      ? { rows: await waiting(context, input.limit ?? USUAL_LIMIT), answers: [] }
      : sortRows<Screen>(batch, input.shipments as unknown[]);
  const answers: ScreenAnswer[] = sorted.answers;
  const unit = new Unit(context);
  const shipmentOf = await lockNamed(context, unit, sorted.rows);
  const good = sorted.rows.flatMap((row): readonly Target[] => {
    const found = shipmentOf(row);
    const refusal = found.ok ? refusalOf(context, row.value, found.value) : found.refusal;
    if (refusal !== undefined) answers.push({ row: row.row, refusal });
    return found.ok && refusal === undefined ? [{ ...row, shipment: found.value }] : [];
  });
  const { tx, actor, now } = context;
  for (const { shipment, value } of good.filter(({ value: { clear } }) => clear === true)) {
    const by = { userId: actor.userId, at: now, reason: value.reason ?? "" };
    await tx.clearScreeningHits([shipment.id], by);
    stateScreening(context, unit, shipment.id, "clear");
  }
  const compared = good.filter(({ value: { clear } }) => clear !== true);
  const ids = [...new Set(compared.map(({ shipment }) => shipment.id))];
  const hits = await screenLocked(context, unit, index, ids);
  for (const { row, shipment } of good) {
    const { id: shipmentId, screening } = unit.need("shipment", shipment.id);
    answers.push({ row, shipmentId, screening, ...shownMatches(hits.get(shipmentId)) });
  }
  await unit.save();
  return answered(answers);
}

function shownMatches(hits: readonly ScreeningHit[] | undefined): Pick<ScreenAnswer, "matches"> {
  if (hits === undefined) return {};
  return { matches: hits.map(({ role, code, how, country }) => ({ role, code, how, country })) };
}

async function waiting({ tx }: CallContext, limit: number): Promise<Row<Screen>[]> {
  const ids = await tx.pendingScreenings(limit);
  return ids.map((shipmentId, row) => ({ row, value: { shipmentId } }));
}

function refusalOf(
  { actor }: CallContext,
  { clear, reason }: Screen,
  { screening }: ShipmentState,
): Refusal | undefined {
  if (clear !== true) return undefined;
  if (actor.authority !== "customs") return { code: "screening/not-customs" };
  if (reason === undefined) return { code: "screening/reason-needed" };
  if (screening === "pending") return undefined;
  return { code: "screening/not-pending", facts: { found: screening } };
}
