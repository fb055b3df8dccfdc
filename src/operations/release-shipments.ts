/**
 * An authority's decision: release or export, or the order for another exit; on shipments, and on
 * the content of a container that is counted and not itemised. Each authority decides for itself;
 * the gate asks for all that are named.
 */
import { type Static, Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import { COUNTED_AUTHORITIES } from "#domain/centre/may-leave.ts";
import { regimeOf } from "#domain/customs/regimes/index.ts";
import type { Id } from "#domain/events/event.ts";
import { allListed, type ContainerState } from "#domain/places/container.ts";
import type { Purpose, ShipmentState } from "#domain/shipments/shipment.ts";
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
import { onlyShipment, readCode, subjectsAndShipments } from "./find-subjects.ts";
import type { FoundSubject, Tx } from "./ports.ts";
import { CodeSchema, PurposeSchema, rowMembers, UuidSchema } from "./schemas.ts";
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
    const targets = await targetsOf(context.tx, sorted.rows);
    const unit = new Unit(context);
    const of = (kind: Target["kind"]): Id[] =>
      [...targets.values()].flatMap((target) => (target.kind === kind ? [target.id] : []));
    await unit.lock("container", of("container"));
    await unit.lock("shipment", of("shipment"));
    for (const row of sorted.rows) answers.push(decideOne(context, unit, row, targets.get(row)));
    await unit.save();
    return answered(answers);
  },
});

type ReleaseAnswer = RowAnswer & {
  readonly shipmentId?: Id;
  readonly containerId?: Id;
  readonly purpose?: Purpose;
};

type Target = { readonly kind: "shipment" | "container"; readonly id: Id };

/** What each row decides on; a code names a container, or a shipment by itself or by its piece. */
async function targetsOf(
  tx: Tx,
  rows: readonly Row<Release>[],
): Promise<ReadonlyMap<Row<Release>, Target>> {
  const codes = rows.flatMap(({ value }) => value.code ?? []);
  const subjects = await subjectsAndShipments(
    tx,
    codes.map((code) => readCode(code).normalised),
  );
  const targets = new Map<Row<Release>, Target>();
  for (const row of rows) {
    const { shipmentId, containerId, code } = row.value;
    const found = code === undefined ? [] : (subjects.get(readCode(code).normalised) ?? []);
    const target = targetOf(shipmentId, containerId, found);
    if (target !== undefined) targets.set(row, target);
  }
  return targets;
}

function targetOf(
  shipmentId: Id | undefined,
  containerId: Id | undefined,
  found: readonly FoundSubject[],
): Target | undefined {
  if (shipmentId !== undefined) return { kind: "shipment", id: shipmentId };
  if (containerId !== undefined) return { kind: "container", id: containerId };
  const [first] = found;
  if (found.length === 1 && first?.kind === "container") return { kind: "container", id: first.id };
  const shipment = onlyShipment(found);
  return shipment === undefined ? undefined : { kind: "shipment", id: shipment };
}

/** States one row's decision, or says why it cannot be. */
function decideOne(
  context: CallContext,
  unit: Unit,
  { row, value }: Row<Release>,
  target: Target | undefined,
): ReleaseAnswer {
  const { actor, ports, seed, now } = context;
  const state = target === undefined ? undefined : unit.get(target.kind, target.id);
  if (target === undefined || state === undefined || !mayTouch(actor, state))
    return { row, refusal: { code: "shipment/not-found" } };
  const { authority } = actor;
  if (authority === null) return { row, refusal: { code: "release/no-authority" } };
  const purpose =
    target.kind === "container"
      ? contentPurpose(unit.need("container", target.id), value, authority)
      : purposeOf(unit.need("shipment", target.id), value, authority);
  if (!purpose.ok) return { row, refusal: purpose.refusal };
  unit.state({
    key: ports.ids.derived(seed, "release", row),
    subject: target.kind,
    subjectId: target.id,
    type: `${target.kind}-decided`,
    schema: 1,
    occurredAt: now,
    sensitivity: 1,
    data: {
      authority,
      purpose: purpose.value,
      ...(value.destination !== undefined && { destination: value.destination }),
      ...(value.basis !== undefined && { basis: value.basis }),
    },
  });
  return { row, [`${target.kind}Id`]: target.id, purpose: purpose.value };
}

/** What is decided on a shipment; refuses `release/not-declared`, `release/authority-not-named`. */
function purposeOf(shipment: ShipmentState, value: Release, authority: string): Result<Purpose> {
  const usual = shipment.direction === "export" ? "export" : "release";
  const purpose = (value.purpose ?? usual) as Purpose;
  if (purpose !== "release" && purpose !== "export") return ok(purpose);
  const regime = regimeOf(shipment.regime);
  return regime?.mayBeReleased === true
    ? named(purpose, authority, regime.authorities)
    : refuse("release/not-declared", { found: shipment.regime });
}

/**
 * What is decided on a container's content: counted content may be released, what nobody counted
 * leaves only by order. Refuses `release/nothing-counted` where all in it is on the record.
 */
function contentPurpose(
  container: ContainerState,
  value: Release,
  authority: string,
): Result<Purpose> {
  if (allListed(container)) return refuse("release/nothing-counted");
  const purpose = (value.purpose ?? "release") as Purpose;
  if (purpose !== "release" && purpose !== "export") return ok(purpose);
  return container.counted === null
    ? refuse("release/not-counted")
    : named(purpose, authority, COUNTED_AUTHORITIES);
}

function named(
  purpose: Purpose,
  authority: string,
  authorities: readonly string[],
): Result<Purpose> {
  return authorities.includes(authority)
    ? ok(purpose)
    : refuse("release/authority-not-named", { found: authority, expected: authorities });
}
