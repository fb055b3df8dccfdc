/**
 * An authority's decision: release or export, or the order for another exit; on shipments, and on
 * the content of a container that is counted and not itemised. Each authority decides for itself;
 * the gate asks for all that are named.
 */
import { type Static, Type } from "typebox";
import type { Id } from "#domain/events/event.ts";
import type { Purpose } from "#domain/shipments/shipment.ts";
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
import { CodeSchema, PurposeSchema, rowMembers, UuidSchema } from "./schemas.ts";
import {
  type DecisionTarget,
  decidedPurpose,
  decisionTargets,
  stateDecision,
} from "./state-decision.ts";
import { Unit } from "./unit.ts";

const ReleaseRow = Type.Object(
  {
    shipmentId: Type.Optional(UuidSchema),
    containerId: Type.Optional(UuidSchema),
    code: Type.Optional(CodeSchema),
    purpose: Type.Optional(PurposeSchema),
    destination: Type.Optional(Type.String({ maxLength: 64 })),
    basis: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);
type Release = Static<typeof ReleaseRow>;

const batch = { field: "releases", row: ReleaseRow, max: BATCH_LIMIT };

export const releaseShipments = command({
  name: "release-shipments",
  sentence:
    "Records an authority's release of shipments or counted content, or its order for another way out.",
  roles: ["officer", "system"],
  input: Type.Object(
    { releases: rowsSchema("Decisions to record.") },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      shipmentId: Type.Optional(UuidSchema),
      containerId: Type.Optional(UuidSchema),
      purpose: Type.Optional(PurposeSchema),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Release>(batch, input.releases as unknown[]);
    const answers: ReleaseAnswer[] = sorted.answers;
    const targets = await decisionTargets(
      context.tx,
      sorted.rows.map(({ value }) => value),
    );
    const unit = new Unit(context);
    const of = (kind: DecisionTarget["kind"]): Id[] =>
      [...targets.values()].flatMap((target) => (target.kind === kind ? [target.id] : []));
    await unit.lock("container", of("container"));
    await unit.lock("shipment", of("shipment"));
    for (const row of sorted.rows)
      answers.push(decideOne(context, unit, row, targets.get(row.value)));
    await unit.save();
    return answered(answers);
  },
});

type ReleaseAnswer = RowAnswer & {
  readonly shipmentId?: Id;
  readonly containerId?: Id;
  readonly purpose?: Purpose;
};

/** States one row's decision, or says why it cannot be. */
function decideOne(
  context: CallContext,
  unit: Unit,
  { row, value }: Row<Release>,
  target: DecisionTarget | undefined,
): ReleaseAnswer {
  const { actor, ports, seed } = context;
  const state = target === undefined ? undefined : unit.get(target.kind, target.id);
  if (target === undefined || state === undefined || !mayTouch(actor, state))
    return { row, refusal: { code: "shipment/not-found" } };
  const { authority } = actor;
  if (authority === null) return { row, refusal: { code: "release/no-authority" } };
  const purpose = decidedPurpose(unit, target, value, authority);
  if (!purpose.ok) return { row, refusal: purpose.refusal };
  const key = ports.ids.derived(seed, "release", row);
  stateDecision(context, unit, target, key, { ...value, authority, purpose: purpose.value });
  return { row, [`${target.kind}Id`]: target.id, purpose: purpose.value };
}
