/** Places holds on items, shipments, declarations, containers, parties and persons. */
import { type Static, Type } from "typebox";
import { ok, type Refusal, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { HOLD_KINDS, HOLD_TARGETS, type HoldTarget } from "#domain/holds/hold.ts";
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
import { owningShipments } from "./owning-shipments.ts";
import type { FoundSubject, Tx } from "./ports.ts";
import { CodeSchema, InstantSchema, ReasonSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { stateHold } from "./state-hold.ts";
import { Unit } from "./unit.ts";

const PersonSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    identityNumber: Type.Optional(Type.String({ maxLength: 64 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
  },
  { additionalProperties: false },
);

const HoldRow = Type.Object(
  {
    target: Type.Object(
      {
        kind: Type.Union(HOLD_TARGETS.map((kind) => Type.Literal(kind))),
        id: Type.Optional(UuidSchema),
        code: Type.Optional(CodeSchema),
        person: Type.Optional(PersonSchema),
      },
      { additionalProperties: false },
    ),
    kind: Type.Union(HOLD_KINDS.map((kind) => Type.Literal(kind))),
    level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
    publicReason: ReasonSchema,
    restrictedReason: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    staysWithItem: Type.Optional(Type.Boolean()),
    fourEyes: Type.Optional(Type.Boolean()),
    endsAt: Type.Optional(InstantSchema),
  },
  { additionalProperties: false },
);
export type HoldInput = Static<typeof HoldRow>;

const batch = { field: "holds", row: HoldRow, max: BATCH_LIMIT };

export const placeHold = command({
  name: "place-hold",
  sentence: "Holds items, shipments, declarations, containers, parties or persons until lifted.",
  roles: ["officer", "floor", "system"],
  input: Type.Object({ holds: rowsSchema("Holds to place.") }, { additionalProperties: false }),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      holdId: Type.Optional(UuidSchema),
      holdIds: Type.Optional(
        Type.Array(UuidSchema, {
          description: "One hold for each number a person was given by, where there are several.",
        }),
      ),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<HoldInput>(batch, input.holds as unknown[]);
    const answers: RowAnswer[] = sorted.answers;
    const targets = await targetsOf(context, sorted.rows, answers);
    const unit = new Unit(context);
    await lockTargets(context.tx, unit, targets);
    const reasons: Parameters<typeof holdOne>[3] = [];
    for (const target of targets) answers.push(holdOne(context, unit, target, reasons));
    await unit.save();
    await context.tx.restrictHolds(reasons);
    return answered(answers);
  },
});

/** The authority an actor's holds are placed in the name of. */
export function authorityOf(context: CallContext): string {
  return context.actor.authority ?? "operator";
}

/** The floor has no levels among its own: a hold of the operator's is lifted by any of it. */
const OPERATOR_LEVEL = 0;

type Target = Row<HoldInput> & {
  readonly kind: HoldTarget;
  readonly id: Id;
  readonly shipmentId: Id | undefined;
  /** A person's other hashes, each held as the first. */
  readonly further: readonly Id[];
};

/** What each row's target is; a code may name an item, its shipment, or a container. */
async function targetsOf(
  context: CallContext,
  rows: readonly Row<HoldInput>[],
  answers: RowAnswer[],
): Promise<readonly Target[]> {
  const { tx } = context;
  const codes = rows.flatMap(({ value }) => value.target.code ?? []);
  const subjects = await subjectsAndShipments(
    tx,
    codes.map((code) => readCode(code).normalised),
  );
  const items = await tx.load(
    "item",
    rows.flatMap(({ value }) => (value.target.kind === "item" ? (value.target.id ?? []) : [])),
  );
  const parties = await tx.findParties(
    rows.flatMap(({ value }) => (value.target.kind === "party" ? (value.target.code ?? []) : [])),
  );
  return rows.flatMap((row) => {
    const { kind, id, code } = row.value.target;
    const known = code === undefined ? [] : (subjects.get(readCode(code).normalised) ?? []);
    const party = kind === "party" && code !== undefined ? parties.get(code) : undefined;
    const found =
      kind === "person" && id === undefined
        ? personTarget(context, row.value.target.person)
        : party === undefined
          ? target(kind, id, known)
          : ok({ id: party.id, shipmentId: undefined });
    if (!found.ok) {
      answers.push({ row: row.row, refusal: found.refusal });
      return [];
    }
    const shipmentId = found.value.shipmentId ?? items.get(found.value.id)?.shipmentId;
    return [{ ...row, kind, further: [], ...found.value, shipmentId }];
  });
}

type FoundTarget = {
  readonly id: Id;
  readonly shipmentId: Id | undefined;
  readonly further?: readonly Id[];
};

function target(
  kind: HoldTarget,
  id: Id | undefined,
  known: readonly FoundSubject[],
): Result<FoundTarget> {
  if (id !== undefined) return ok({ id, shipmentId: undefined });
  const shipmentId = kind === "shipment" ? onlyShipment(known) : undefined;
  if (shipmentId !== undefined) return ok({ id: shipmentId, shipmentId: undefined });
  const onFloor = known.filter((one) => one.kind !== "shipment");
  const found = onFloor.length > 0 ? onFloor : known;
  const [first] = found;
  if (first === undefined) return refuse("hold/target-not-found");
  if (found.length > 1) return refuse("identifier/ambiguous");
  if (kind !== first.kind)
    return refuse("hold/target-not-found", { found: first.kind, expected: kind });
  return ok({ id: first.id, shipmentId: first.shipmentId ?? undefined });
}

/**
 * The keyed hashes a person is held by: every number given, since one declaration may name any of
 * them. A name or an address is not enough; refuses `hold/person-not-identifiable`.
 */
function personTarget(
  context: CallContext,
  person: Static<typeof PersonSchema> | undefined,
): Result<FoundTarget> {
  if (person === undefined) return refuse("hold/target-not-found");
  const { identity, phone, email } = context.ports.vault.hash(person);
  const [first, ...further] = [identity, phone, email].filter((hash) => hash !== null);
  if (first === undefined) return refuse("hold/person-not-identifiable");
  return ok({ id: first, shipmentId: undefined, further });
}

async function lockTargets(tx: Tx, unit: Unit, targets: readonly Target[]): Promise<void> {
  const of = (kind: HoldTarget): Id[] =>
    targets.flatMap((target) => (target.kind === kind ? [target.id, ...target.further] : []));
  await unit.lock("party", of("party"));
  await tx.lockPersons(of("person"), "update");
  await unit.lock("declaration", of("declaration"));
  await unit.lock("container", of("container"));
  await unit.lock("shipment", [
    ...of("shipment"),
    ...targets.flatMap((target) => target.shipmentId ?? []),
  ]);
  await unit.lock("item", of("item"));
  owningShipments(unit, of("item"));
}

type HoldAnswer = RowAnswer & { readonly holdId?: Id; readonly holdIds?: readonly Id[] };

/** Places a row's holds; what only their authority reads of them is added to `reasons`. */
function holdOne(
  context: CallContext,
  unit: Unit,
  target: Target,
  reasons: { readonly holdId: Id; readonly reason: string }[],
): HoldAnswer {
  const { row, value, kind } = target;
  const refusal = refusalOf(context, unit, target);
  if (refusal !== undefined) return { row, refusal };
  const holdIds = [target.id, ...target.further].map((id) =>
    stateHold(context, unit, {
      targetKind: kind,
      targetId: id,
      authority: authorityOf(context),
      level: value.level ?? (context.actor.authority === null ? OPERATOR_LEVEL : 1),
      kind: value.kind,
      publicReason: value.publicReason,
      staysWithItem: value.staysWithItem ?? false,
      fourEyes: value.fourEyes ?? false,
      endsAt: value.endsAt ?? null,
    }),
  );
  const { restrictedReason: reason } = value;
  if (reason !== undefined) reasons.push(...holdIds.map((holdId) => ({ holdId, reason })));
  const [holdId] = holdIds;
  return { row, ...(holdId !== undefined && { holdId }), ...(holdIds.length > 1 && { holdIds }) };
}

function refusalOf(context: CallContext, unit: Unit, { kind, id }: Target): Refusal | undefined {
  if (kind === "person") {
    return context.actor.authority === null ? { code: "hold/person-needs-authority" } : undefined;
  }
  const state = unit.get(kind, id);
  if (state === undefined || !mayTouch(context.actor, state)) {
    return { code: "hold/target-not-found" };
  }
  const gone = "status" in state && GONE.has(state.status);
  return gone ? { code: "hold/target-gone", facts: { found: state.status } } : undefined;
}

/** What has left cannot be held any more; a hold and an exit never both succeed. */
const GONE = new Set(["left", "destroyed"]);
