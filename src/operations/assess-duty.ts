/**
 * Assesses what is owed on shipments, or assesses it anew: with what was declared, or with what an
 * officer established. After a payment it amends: the difference is due or to be refunded.
 */
import { type Static, Type } from "typebox";
import { parseDecimal } from "#base/decimal.ts";
import { type Finding, ok, present, type Result, refuse } from "#base/result.ts";
import type { DeclarationContent, Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { Duty } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { MAX_LINES } from "#standards/messages/limits.ts";
import { AssessmentSchema, type AssessmentTold, assessmentTold } from "./assessment-told.ts";
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
import { dutyAnswer } from "./duty-rows.ts";
import type { Verdict } from "./judge-declared.ts";
import {
  openRejudging,
  type Rejudging,
  rejudge,
  stateJudged,
  stateRejudged,
} from "./judge-shipments.ts";
import { ReasonSchema, rowMembers } from "./schemas.ts";
import { lockNamed, shipmentMembers } from "./shipment-rows.ts";
import { type DutyTold, tellDuty } from "./tell-duty.ts";
import { Unit } from "./unit.ts";

const decimal = Type.Optional(Type.String({ pattern: "^[0-9]{1,12}(\\.[0-9]{1,6})?$" }));

const EstablishedLine = Type.Object(
  {
    line: Type.Integer({ minimum: 1, maximum: MAX_LINES }),
    value: decimal,
    quantity: decimal,
    hsCode: Type.Optional(Type.String({ pattern: "^[0-9]{2,12}$" })),
    taxClass: Type.Optional(Type.String({ maxLength: 16 })),
  },
  { additionalProperties: false },
);

const AssessRow = Type.Object(
  {
    ...shipmentMembers,
    reason: Type.Optional(ReasonSchema),
    lines: Type.Optional(
      Type.Array(EstablishedLine, {
        minItems: 1,
        maxItems: MAX_LINES,
        description: "What an officer established of the lines; `value` is of the whole line.",
      }),
    ),
  },
  { additionalProperties: false },
);
type Assess = Static<typeof AssessRow>;

const batch = { field: "assessments", row: AssessRow, max: BATCH_LIMIT };

export const assessDuty = command({
  name: "assess-duty",
  sentence: "Assesses duty on shipments by their rule book, for the first time or anew.",
  roles: ["officer", "clerk", "system"],
  input: Type.Object(
    { assessments: rowsSchema("Shipments to assess.") },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      ...dutyAnswer,
      unfit: Type.Optional(Type.Boolean({ description: "It does not fit its rule book." })),
      moveTo: Type.Optional(Type.String({ description: "The rule book that takes it." })),
      assessment: Type.Optional(AssessmentSchema),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Assess>(batch, input.assessments as unknown[]);
    const answers: AssessAnswer[] = sorted.answers;
    const unit = new Unit(context);
    const shipmentOf = await lockNamed(context, unit, sorted.rows);
    const asked = sorted.rows.flatMap((row) => {
      const shipment = shipmentOf(row);
      return shipment.ok ? [{ shipment: shipment.value, regime: shipment.value.regime }] : [];
    });
    const judging = await openRejudging(context, asked);
    for (const row of sorted.rows) {
      const shipment = shipmentOf(row);
      const verdict = shipment.ok ? assess(judging, unit, row, shipment.value) : shipment;
      answers.push(
        verdict.ok && shipment.ok
          ? told(unit, row.row, shipment.value, verdict.value)
          : { row: row.row, refusal: present(refusalOf(shipment, verdict), "one was refused") },
      );
    }
    await unit.save();
    await judging.balances.save();
    return answered(answers);
  },
});

type AssessAnswer = RowAnswer &
  Partial<DutyTold> & {
    readonly unfit?: boolean;
    readonly moveTo?: string;
    readonly assessment?: AssessmentTold;
  };

function refusalOf(...results: readonly Result<unknown>[]): RowAnswer["refusal"] {
  return results.flatMap((one) => (one.ok ? [] : [one.refusal]))[0];
}

function told(
  unit: Unit,
  row: number,
  { id }: ShipmentState,
  { findings, moveTo, assessment }: Verdict,
): AssessAnswer {
  const state = unit.need("shipment", id);
  return {
    row,
    ...tellDuty(state),
    ...(state.unfit && { unfit: true }),
    ...(moveTo !== null && { moveTo }),
    ...(assessment !== null && { assessment: assessmentTold(assessment) }),
    ...(findings.length > 0 && { findings: findings as readonly Finding[] }),
  };
}

function assess(
  judging: Rejudging,
  unit: Unit,
  { value }: Row<Assess>,
  shipment: ShipmentState,
): Result<Verdict> {
  const { context } = judging;
  const refusal = mayAssess(context, value, shipment.duty);
  if (!refusal.ok) return refusal;
  const { lines = [], reason } = value;
  const fault = partsFault(judging, shipment) ?? lineFault(judging, shipment.id, lines);
  if (fault !== undefined) return fault;
  const verdict = rejudge(judging, { shipment, regime: shipment.regime }, (content) =>
    established(content, lines),
  );
  if (verdict === undefined) return refuse("duty/not-declared");
  if (isUntaxed(verdict, shipment)) return refuse("duty/not-taxed", { found: shipment.regime });
  if (verdict.unfit !== shipment.unfit) stateJudged(context, unit, shipment, verdict);
  stateRejudged(judging, unit, shipment.id, verdict, {
    ...(reason !== undefined && { reason }),
    ...(lines.length > 0 && { established: lines }),
  });
  return ok(verdict);
}

/** An officer of customs, or the centre's clockwork. */
function isCustoms({ actor }: Pick<CallContext, "actor">): boolean {
  const isOfficer = actor.roles.includes("officer") && actor.authority === "customs";
  return isOfficer || actor.roles.includes("system");
}

/** Nothing was owed, nothing is, and it fits as before. */
function isUntaxed({ assessment, unfit }: Verdict, { duty, unfit: was }: ShipmentState): boolean {
  return assessment === null && duty === null && !unfit && !was;
}

/** What was declared in parts and does not fit is for customs to establish. */
export function partsFault(
  { context, declarations }: Rejudging,
  { id, unfit }: ShipmentState,
): Result<never> | undefined {
  const isInParts = unfit && (declarations.get(id)?.length ?? 0) > 1;
  return isInParts && !isCustoms(context) ? refuse("duty/established-by-officer") : undefined;
}

/** Each line that is established is one that was declared, named once. */
function lineFault(
  { declarations }: Rejudging,
  shipmentId: Id,
  lines: readonly Static<typeof EstablishedLine>[],
): Result<never> | undefined {
  const declared = declarations.get(shipmentId)?.[0]?.content.lines.length ?? 0;
  const numbers = lines.map(({ line }) => line);
  const wrong = numbers.find((line, at) => line > declared || numbers.indexOf(line) !== at);
  return wrong === undefined
    ? undefined
    : refuse("duty/line-unknown", { found: wrong, expected: declared });
}

/** Customs and the operator assess; what was paid or secured is amended with a reason only. */
function mayAssess(
  { actor, ports }: CallContext,
  { lines, reason }: Assess,
  duty: Duty | null,
): Result<true> {
  const isOfficer = actor.roles.includes("officer") && actor.authority === "customs";
  const may = isCustoms({ actor });
  if (!may && actor.partyId !== ports.site.operatorId) return refuse("duty/assessed-by-centre");
  if (lines !== undefined && !isOfficer) return refuse("duty/established-by-officer");
  const settled = duty !== null && (duty.paidMinor > 0n || duty.securedBy !== null);
  const needsReason = settled || lines !== undefined;
  return needsReason && reason === undefined ? refuse("duty/reason-missing") : ok(true);
}

function established(
  content: DeclarationContent,
  lines: readonly Static<typeof EstablishedLine>[],
): DeclarationContent {
  if (lines.length === 0) return content;
  const byLine = new Map(lines.map((line) => [line.line, line]));
  return {
    ...content,
    lines: content.lines.map((line, at) => {
      const { value, quantity, hsCode, taxClass } = byLine.get(at + 1) ?? {};
      return {
        ...line,
        ...(quantity !== undefined && { quantity: scaledOf(quantity) }),
        ...(value !== undefined && { totalValue: scaledOf(value) }),
        ...(hsCode !== undefined && { hsCode }),
        ...(taxClass !== undefined && { taxClass }),
      };
    }),
  };
}

function scaledOf(text: string): Scaled {
  const read = parseDecimal(text);
  return read.ok
    ? { units: String(read.value.units), scale: read.value.scale }
    : { units: "0", scale: 0 };
}
