/**
 * Records readings of scales and measuring frames: grams and millimetres with source and time, as
 * many a piece as there are. The latest becomes its weight; what was declared stays as declared.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { type Id, remembers } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import { lastWeighedAt } from "#domain/items/reading.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  mayTouch,
  type Row,
  type RowAnswer,
  rowKey,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { type CallContext, command } from "./define.ts";
import { onlySubject, subjectsOf } from "./find-subjects.ts";
import { type Noted, type Noter, notedMembers, noterMembers, noterOf, readNoted } from "./noted.ts";
import { rowMembers, UuidSchema, WeightGramsSchema } from "./schemas.ts";
import { offPieces, selectWeighed, type WeighedPiece } from "./select-weighed.ts";
import { Unit } from "./unit.ts";

/** The longest side that is taken for a measure, millimetres. */
export const SIDE_LIMIT_MM = 100_000;

const side = Type.Optional(Type.Integer({ minimum: 1, maximum: SIDE_LIMIT_MM }));

const Measured = Type.Object(
  {
    code: notedMembers.code,
    at: notedMembers.at,
    key: notedMembers.key,
    weightGrams: notedMembers.weightGrams,
    lengthMm: side,
    widthMm: side,
    heightMm: side,
    source: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: "Scale or measuring frame; the device of the call unless given.",
      }),
    ),
  },
  { additionalProperties: false },
);
type Measured = Static<typeof Measured>;

const batch = { field: "readings", row: Measured, max: BATCH_LIMIT };

export const measureItems = command({
  name: "measure-items",
  sentence: "Records what scales and measuring frames read of pieces, with source and time.",
  roles: ["floor", "officer", "system"],
  input: Type.Object(
    {
      readings: rowsSchema("Readings in the order they were made."),
      office: noterMembers.office,
      device: noterMembers.device,
      deviceNow: noterMembers.deviceNow,
    },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      itemId: Type.Optional(UuidSchema),
      weightGrams: Type.Optional(
        Type.Union([WeightGramsSchema, Type.Null()], { description: "What it weighs now." }),
      ),
      repeated: Type.Optional(Type.Boolean()),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const noter = await noterOf(context, input);
    if (!noter.ok) return noter;
    const sorted = sortRows<Measured>(batch, input.readings as unknown[]);
    const answers: MeasureAnswer[] = sorted.answers;
    const read = readRows(context, sorted.rows, noter.value, answers);
    const subjects = await subjectsOf(
      context.tx,
      read.map(({ noted }) => noted.code.normalised),
    );
    const known = read.flatMap((one) => {
      const found = onlySubject(subjects, one.value.code);
      if (found.ok && found.value.kind === "item") {
        return [{ ...one, itemId: found.value.id, shipmentId: found.value.shipmentId ?? "" }];
      }
      const refusal = found.ok ? { code: "measure/not-a-piece" } : found.refusal;
      answers.push({ row: one.row, refusal });
      return [];
    });
    const unit = new Unit(context);
    const off = await offPieces(context, weighedOf(known));
    await unit.lock(
      "shipment",
      off.map(({ shipmentId }) => shipmentId),
    );
    await unit.lock(
      "item",
      known.map(({ itemId }) => itemId),
    );
    const weighedAt = await lastWeighings(context, unit, known);
    for (const one of known) {
      const done = measureOne(context, unit, one, noter.value, weighedAt);
      const { row } = one;
      answers.push(done.ok ? { row, ...done.value } : { row, refusal: done.refusal });
    }
    const measured = new Set(answers.map(({ itemId }) => itemId));
    const done = off.filter(({ itemId }) => measured.has(itemId));
    await selectWeighed(context, unit, done);
    await unit.save();
    return answered(answers);
  },
});

type MeasureAnswer = RowAnswer & {
  readonly itemId?: Id;
  readonly weightGrams?: number | null;
  readonly repeated?: boolean;
};

type Read = Row<Measured> & { readonly noted: Noted };
type Known = Read & { readonly itemId: Id; readonly shipmentId: Id };

/** The readings that the weight rules look at. */
function weighedOf(known: readonly Known[]): readonly WeighedPiece[] {
  return known.flatMap(({ itemId, shipmentId, noted, value: { weightGrams } }) =>
    weightGrams === undefined
      ? []
      : [{ itemId, shipmentId, code: noted.code.normalised, weightGrams }],
  );
}

function readRows(
  context: CallContext,
  rows: readonly Row<Measured>[],
  noter: Noter,
  answers: RowAnswer[],
): readonly Read[] {
  return rows.flatMap((row) => {
    const noted = readNoted(context, row.value, noter);
    const { weightGrams, lengthMm, widthMm, heightMm } = row.value;
    const nothing = (weightGrams ?? lengthMm ?? widthMm ?? heightMm) === undefined;
    if (noted.ok && !nothing) return [{ ...row, noted: noted.value }];
    const refusal = noted.ok ? { code: "measure/nothing-read" } : noted.refusal;
    answers.push({ row: row.row, refusal });
    return [];
  });
}

/** Of pieces with a reading from before their latest event: when they were weighed last. */
async function lastWeighings(
  { tx }: CallContext,
  unit: Unit,
  known: readonly Known[],
): Promise<Map<Id, number>> {
  const late = known.filter(
    ({ itemId, noted }) => noted.occurred.at < (unit.get("item", itemId)?.lastAt ?? 0),
  );
  const times = new Map<Id, number>();
  if (late.length === 0) return times;
  const events = await tx.eventsOf([...new Set(late.map(({ itemId }) => itemId))]);
  for (const [id, its] of Map.groupBy(events, ({ subjectId }) => subjectId)) {
    const at = lastWeighedAt(its);
    if (at !== undefined) times.set(id, at);
  }
  return times;
}

/** States one reading, or says why not; a reading older than the last weighs nothing anew. */
function measureOne(
  context: CallContext,
  unit: Unit,
  { row, value, noted, itemId }: Known,
  { device }: Noter,
  weighedAt: Map<Id, number>,
): Result<Omit<MeasureAnswer, "row">> {
  const item = unit.get("item", itemId);
  if (item === undefined || !mayTouch(context.actor, item))
    return refuse("item/not-found", { found: noted.code.normalised });
  const { at, localText, zone } = noted.occurred;
  const key = rowKey(context, "reading", row, value.key);
  const findings = noted.findings.length > 0 ? { findings: noted.findings } : {};
  if (remembers(item.recentKeys, key)) {
    return ok({ itemId, weightGrams: item.weightGrams, repeated: true });
  }
  if (!wasHere(item, at)) return refuse("measure/not-here", { found: item.status });
  const latest = at >= (weighedAt.get(itemId) ?? 0);
  unit.state({
    key,
    subject: "item",
    subjectId: itemId,
    type: "item-weighed",
    schema: 1,
    occurredAt: at,
    zone,
    localText,
    device: device ?? undefined,
    sensitivity: 1,
    data: readingData(value, latest),
  });
  if (latest && value.weightGrams !== undefined) weighedAt.set(itemId, at);
  return ok({ itemId, weightGrams: unit.need("item", itemId).weightGrams, ...findings });
}

/** What was read, as it was given; what is not the latest weight is noted only. */
function readingData(
  { code: _code, at: _at, key: _key, weightGrams, ...sides }: Measured,
  latest: boolean,
): Readonly<Record<string, unknown>> {
  if (weightGrams === undefined) return sides;
  return { [latest ? "weightGrams" : "notedGrams"]: weightGrams, ...sides };
}

/** A scale reads what is here; what comes late may tell of a piece that has left since. */
function wasHere({ status, leftAt }: ItemState, at: number): boolean {
  if (status === "present") return true;
  return (status === "left" || status === "destroyed") && leftAt !== null && at <= leftAt;
}
