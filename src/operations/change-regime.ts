/**
 * Moves declared shipments under another rule book, with a reason and without keying anything again:
 * they are judged and assessed anew by what was lodged. What was decided on stays where it is.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { declarableRegimes } from "#domain/customs/choose-regime.ts";
import { covers } from "#domain/customs/regime.ts";
import { regimeOf } from "#domain/customs/regimes/index.ts";
import { isReleased, type ShipmentState } from "#domain/shipments/shipment.ts";
import { partsFault } from "./assess-duty.ts";
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
import { isOfCentre } from "./centre-parties.ts";
import { compareDocuments } from "./compare-documents.ts";
import { type CallContext, command } from "./define.ts";
import { dutyAnswer } from "./duty-rows.ts";
import type { Verdict } from "./judge-declared.ts";
import {
  type Asked,
  openRejudging,
  type Rejudging,
  rejudge,
  stateRejudged,
} from "./judge-shipments.ts";
import { ReasonSchema, rowMembers } from "./schemas.ts";
import { lockNamed, shipmentMembers } from "./shipment-rows.ts";
import { type DutyTold, tellDuty } from "./tell-duty.ts";
import { Unit } from "./unit.ts";

const ChangeRow = Type.Object(
  {
    ...shipmentMembers,
    to: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 32,
        description: "Code of the rule book; without it, the one that takes the shipment.",
      }),
    ),
    reason: ReasonSchema,
  },
  { additionalProperties: false },
);
type Change = Static<typeof ChangeRow>;

const batch = { field: "changes", row: ChangeRow, max: BATCH_LIMIT };

export const changeRegime = command({
  name: "change-regime",
  sentence: "Moves declared shipments under another rule book, with a reason.",
  roles: ["officer", "clerk", "declarant", "system"],
  input: Type.Object(
    { changes: rowsSchema("Shipments to move.") },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      ...dutyAnswer,
      regime: Type.Optional(Type.String()),
      unfit: Type.Optional(Type.Boolean({ description: "It does not fit this one either." })),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Change>(batch, input.changes as unknown[]);
    const answers: ChangeAnswer[] = sorted.answers;
    const unit = new Unit(context);
    const shipmentOf = await lockNamed(context, unit, sorted.rows);
    const asked = sorted.rows.flatMap((row) => {
      const shipment = shipmentOf(row);
      return shipment.ok ? reachable(shipment.value, row.value) : [];
    });
    const judging = await openRejudging(context, asked);
    for (const row of sorted.rows) {
      const shipment = shipmentOf(row);
      const done = shipment.ok ? change(judging, unit, row, shipment.value) : shipment;
      answers.push(done.ok ? done.value : { row: row.row, refusal: done.refusal });
    }
    const changed = answers.flatMap(({ regime, shipmentId }) =>
      regime === undefined || shipmentId === undefined ? [] : [shipmentId],
    );
    await compareDocuments(context, unit, changed);
    await unit.save();
    await judging.balances.save();
    return answered(answers);
  },
});

/** The rule books it may come under by this row: the one named, else each that may be declared. */
function reachable(shipment: ShipmentState, { to }: Change): readonly Asked[] {
  const codes = to === undefined ? declarableRegimes(shipment).map(({ code }) => code) : [to];
  return [...new Set([shipment.regime, ...codes])].map((regime) => ({ shipment, regime }));
}

type ChangeAnswer = RowAnswer &
  Partial<DutyTold> & { readonly regime?: string; readonly unfit?: boolean };

function change(
  judging: Rejudging,
  unit: Unit,
  { row, value }: Row<Change>,
  shipment: ShipmentState,
): Result<ChangeAnswer> {
  const { context } = judging;
  const to = mayChange(judging, value, shipment);
  if (!to.ok) return to;
  const verdict = rejudge(judging, { shipment, regime: to.value });
  if (verdict === undefined) return refuse("duty/not-declared");
  stateChanged(context, unit, shipment, to.value, value.reason, verdict);
  stateRejudged(judging, unit, shipment.id, verdict, { reason: value.reason });
  return ok({
    row,
    ...tellDuty(unit.need("shipment", shipment.id)),
    regime: to.value,
    ...(verdict.unfit && { unfit: true }),
    ...(verdict.findings.length > 0 && { findings: verdict.findings }),
  });
}

/** Whereto it may move; refuses `regime/…` where it may not. */
function mayChange(judging: Rejudging, value: Change, shipment: ShipmentState): Result<string> {
  const { context, declarations } = judging;
  const own = (declarations.get(shipment.id) ?? []).some(
    ({ declarantId }) => declarantId === context.actor.partyId,
  );
  if (!own && !isOfCentre(context)) return refuse("regime/not-yours");
  if (isReleased(shipment)) return refuse("regime/decided");
  const parts = partsFault(judging, shipment);
  if (parts !== undefined) return parts;
  const to = value.to ?? rejudge(judging, { shipment, regime: shipment.regime })?.moveTo ?? null;
  if (to === null) return refuse("regime/no-other", { found: shipment.regime });
  return to === shipment.regime ? refuse("regime/same", { found: to }) : declarable(to, shipment);
}

/** The rule book, where it may be declared for shipments of this stream and direction. */
function declarable(to: string, { stream, direction }: ShipmentState): Result<string> {
  const regime = regimeOf(to);
  if (regime === undefined) return refuse("regime/unknown", { found: to });
  if (regime.awaitsDeclaration) return refuse("declaration/regime-not-declarable", { found: to });
  return covers(regime, stream, direction)
    ? ok(to)
    : refuse("regime/other-stream", { found: to, expected: regime.streams.join(", ") });
}

function stateChanged(
  { ports, now }: CallContext,
  unit: Unit,
  { id, version, regime: from }: ShipmentState,
  to: string,
  reason: string,
  { judgement }: Verdict,
): void {
  unit.state({
    key: ports.ids.derived(id, "regime", version),
    subject: "shipment",
    subjectId: id,
    type: "regime-changed",
    schema: 1,
    occurredAt: now,
    sensitivity: 1,
    data: { from, to, reason, ...judgement },
  });
}
