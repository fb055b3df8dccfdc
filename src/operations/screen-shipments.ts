/**
 * Screens shipments against the lists of denied parties: those named, or all that wait. An officer of
 * customs clears one with a reason, which then holds for the same name and entry until the list changes
 * it. Whether anything leaves is the gate's affair.
 */
import { type Static, Type } from "typebox";
import { type Refusal, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  mayTouch,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { deniedInForce } from "./denied-in-force.ts";
import { onlyShipment, readCode, subjectsAndShipments } from "./find-subjects.ts";
import type { ScreeningHit } from "./ports-risk.ts";
import { CodeSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { screenLocked, stateScreening } from "./screen-locked.ts";
import { Unit } from "./unit.ts";

const ScreenRow = Type.Object(
  {
    shipmentId: Type.Optional(UuidSchema),
    code: Type.Optional(CodeSchema),
    clear: Type.Optional(
      Type.Boolean({ description: "The names were compared and are not those of the list." }),
    ),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
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

type Target = Row<Screen> & { readonly shipmentId: Id };

async function screen(
  context: CallContext,
  input: { readonly shipments?: unknown; readonly limit?: number },
): Promise<Result<unknown>> {
  const index = await deniedInForce(context);
  if (index === undefined) return refuse("screening/no-list");
  const answers: ScreenAnswer[] = [];
  const targets =
    input.shipments === undefined
      ? await waiting(context, input.limit ?? USUAL_LIMIT)
      : await named(context, input.shipments as unknown[], answers);
  const unit = new Unit(context);
  await unit.lock(
    "shipment",
    targets.map(({ shipmentId }) => shipmentId),
  );
  const good = targets.filter((target) => {
    const refusal = refusalOf(context, unit, target);
    if (refusal !== undefined) answers.push({ row: target.row, refusal });
    return refusal === undefined;
  });
  const { tx, actor, now } = context;
  for (const { shipmentId, value } of good.filter(({ value: { clear } }) => clear === true)) {
    const by = { userId: actor.userId, at: now, reason: value.reason ?? "" };
    await tx.clearScreeningHits([shipmentId], by);
    stateScreening(context, unit, shipmentId, "clear");
  }
  const compared = good.filter(({ value: { clear } }) => clear !== true);
  const ids = [...new Set(compared.map(({ shipmentId }) => shipmentId))];
  const hits = await screenLocked(context, unit, index, ids);
  for (const { row, shipmentId } of good) {
    const { screening } = unit.need("shipment", shipmentId);
    answers.push({ row, shipmentId, screening, ...shownMatches(hits.get(shipmentId)) });
  }
  await unit.save();
  return answered(answers);
}

function shownMatches(hits: readonly ScreeningHit[] | undefined): Pick<ScreenAnswer, "matches"> {
  if (hits === undefined) return {};
  return { matches: hits.map(({ role, code, how, country }) => ({ role, code, how, country })) };
}

async function waiting({ tx }: CallContext, limit: number): Promise<readonly Target[]> {
  const ids = await tx.pendingScreenings(limit);
  return ids.map((shipmentId, row) => ({ row, value: {}, shipmentId }));
}

async function named(
  { tx }: CallContext,
  given: readonly unknown[],
  answers: ScreenAnswer[],
): Promise<readonly Target[]> {
  const sorted = sortRows<Screen>(batch, given);
  answers.push(...sorted.answers);
  const codes = sorted.rows.flatMap(({ value }) => value.code ?? []);
  const subjects = await subjectsAndShipments(
    tx,
    codes.map((code) => readCode(code).normalised),
  );
  return sorted.rows.flatMap((row) => {
    const { shipmentId, code } = row.value;
    const found = shipmentId ?? onlyShipment(subjects.get(readCode(code ?? "").normalised) ?? []);
    if (found !== undefined) return [{ ...row, shipmentId: found }];
    answers.push({ row: row.row, refusal: { code: "shipment/not-found", facts: { found: code } } });
    return [];
  });
}

function refusalOf(
  { actor }: CallContext,
  unit: Unit,
  { shipmentId, value }: Target,
): Refusal | undefined {
  const shipment = unit.get("shipment", shipmentId);
  if (shipment === undefined || !mayTouch(actor, shipment)) {
    return { code: "shipment/not-found", facts: { found: value.code ?? shipmentId } };
  }
  if (value.clear !== true) return undefined;
  if (actor.authority !== "customs") return { code: "screening/not-customs" };
  if (value.reason === undefined) return { code: "screening/reason-needed" };
  if (shipment.screening === "pending") return undefined;
  return { code: "screening/not-pending", facts: { found: shipment.screening } };
}
