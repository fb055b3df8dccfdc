/** Moves pieces and containers inside the centre, where the zones' dated rules allow it. */
import { type Static, Type } from "typebox";
import { ok, type Refusal, type Result, refuse } from "#base/result.ts";
import { mayMove } from "#domain/centre/may-move.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import type { ItemState, Placed } from "#domain/items/item.ts";
import { NESTING_LIMIT } from "#domain/places/container.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
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
import { onlySubject, readCode, subjectsOf } from "./find-subjects.ts";
import { type Occurrence, occurrence } from "./occurrence.ts";
import { type Floor, type FoundSubject, Restart } from "./ports.ts";
import { loadReach, type Reach } from "./reach.ts";
import { CodeSchema, rowMembers, TimeSchema, UuidSchema } from "./schemas.ts";
import { sameHold, stateHold } from "./state-hold.ts";
import { Unit } from "./unit.ts";

const MoveRow = Type.Object(
  {
    code: CodeSchema,
    to: Type.String({
      minLength: 1,
      maxLength: 64,
      description: "Code of a place or of a container.",
    }),
    at: Type.Optional(TimeSchema),
    key: Type.Optional(UuidSchema),
  },
  { additionalProperties: false },
);
type MoveInput = Static<typeof MoveRow>;

const batch = { field: "moves", row: MoveRow, max: BATCH_LIMIT };

export const moveItems = command({
  name: "move-items",
  sentence:
    "Moves pieces and containers to a place or into a container, as the zones' rules allow.",
  roles: ["floor", "officer", "system"],
  input: Type.Object({ moves: rowsSchema("Moves to make.") }, { additionalProperties: false }),
  output: answerSchema(Type.Object({ ...rowMembers, subjectId: Type.Optional(UuidSchema) })),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const { tx, ports } = context;
    const sorted = sortRows<MoveInput>(batch, input.moves as unknown[]);
    const answers: (RowAnswer & { subjectId?: Id })[] = sorted.answers;
    const floor = await tx.floor(ports.site.site);
    const codes = sorted.rows.flatMap(({ value }) => [
      readCode(value.code).normalised,
      readCode(value.to).normalised,
    ]);
    const subjects = await subjectsOf(tx, codes);
    const unit = new Unit(context);
    const known = knownMoves(sorted.rows, subjects, floor, answers);
    const world = await lockMoves(context, unit, known);
    for (const move of known) {
      const refusal = await moveOne(context, unit, floor, world, move);
      answers.push(
        refusal === undefined
          ? { row: move.row.row, subjectId: move.subject.id }
          : { row: move.row.row, refusal },
      );
    }
    await unit.save();
    return answered(answers);
  },
});

type Known = { readonly row: Row<MoveInput>; readonly subject: FoundSubject; readonly to: Placed };

function knownMoves(
  rows: readonly Row<MoveInput>[],
  subjects: ReadonlyMap<string, readonly FoundSubject[]>,
  floor: Floor,
  answers: RowAnswer[],
): readonly Known[] {
  return rows.flatMap((row) => {
    const subject = onlySubject(subjects, row.value.code);
    const to = destination(row.value.to, subjects, floor);
    if (subject.ok && to.ok) return [{ row, subject: subject.value, to: to.value }];
    answers.push({
      row: row.row,
      refusal: !subject.ok ? subject.refusal : (to as { refusal: Refusal }).refusal,
    });
    return [];
  });
}

function destination(
  typed: string,
  subjects: ReadonlyMap<string, readonly FoundSubject[]>,
  floor: Floor,
): Result<Placed> {
  if (floor.places.has(typed)) return ok({ kind: "zone", ref: typed });
  const found = onlySubject(subjects, typed);
  return found.ok && found.value.kind === "container"
    ? ok({ kind: "container", ref: found.value.id })
    : refuse("place/unknown", { found: typed });
}

type World = { readonly shipments: ReadonlyMap<Id, ShipmentState>; readonly reach: Reach };

/** Containers (moved ones and those moved into) before shipments before items. */
async function lockMoves(
  context: CallContext,
  unit: Unit,
  known: readonly Known[],
): Promise<World> {
  const { tx } = context;
  const ids = (kind: "item" | "container"): Id[] =>
    known.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []));
  const into = known.flatMap(({ to }) => (to.kind === "container" ? [to.ref] : []));
  await unit.lock("container", [...ids("container"), ...into]);
  await unit.lock(
    "shipment",
    known.flatMap(({ subject }) => subject.shipmentId ?? []),
  );
  await unit.lock("item", ids("item"));
  const items = ids("item").flatMap((id) => unit.get("item", id) ?? []);
  const shipments = new Map<Id, ShipmentState>();
  for (const item of items) {
    const shipment = unit.get("shipment", item.shipmentId);
    if (shipment === undefined) throw new Restart("a moved item changed its shipment");
    shipments.set(item.shipmentId, shipment);
  }
  return { shipments, reach: await loadReach(tx, items, shipments) };
}

/** States one move, or says why not. */
async function moveOne(
  context: CallContext,
  unit: Unit,
  floor: Floor,
  world: World,
  { row, subject, to }: Known,
): Promise<Refusal | undefined> {
  const kind = subject.kind === "container" ? "container" : "item";
  const state = unit.get(kind, subject.id);
  if (state === undefined || !mayTouch(context.actor, state)) return { code: "item/not-found" };
  if (state.status !== "present") return { code: "move/not-here", facts: { found: state.status } };
  const occurred = occurrence(context, row.value.at, 0);
  if (!occurred.ok) return occurred.refusal;
  const fits = await fitsInto(context, unit, subject.id, to);
  if (!fits.ok) return fits.refusal;
  if ("shipmentId" in state) {
    const allowed = itemMayMove(context, floor, world, state, to);
    if (!allowed.ok) return allowed.refusal;
    carryHolds(context, unit, world, state);
  }
  unit.state(movedFact(context, row, occurred.value, kind, subject.id, to));
  return undefined;
}

function movedFact(
  context: CallContext,
  { row, value }: Row<MoveInput>,
  occurred: Occurrence,
  subject: "item" | "container",
  subjectId: Id,
  to: Placed,
): Fact {
  return {
    key: value.key ?? context.ports.ids.derived(context.seed, "move", row),
    subject,
    subjectId,
    type: `${subject}-moved`,
    schema: 1,
    occurredAt: occurred.at,
    localText: occurred.localText,
    place: to.kind === "zone" ? to.ref : undefined,
    sensitivity: 1,
    data: to.kind === "zone" ? null : { to },
  };
}

/** A container must be here, must not lie in what is put into it, and must not nest too deep. */
async function fitsInto(
  context: CallContext,
  unit: Unit,
  subjectId: Id,
  to: Placed,
): Promise<Result<true>> {
  if (to.kind !== "container") return ok(true);
  const container = unit.get("container", to.ref);
  if (container === undefined || !mayTouch(context.actor, container))
    return refuse("place/unknown");
  if (container.status !== "present")
    return refuse("move/container-not-here", { found: container.status });
  const around = await context.tx.chains([to.ref]);
  if (to.ref === subjectId || around.some((link) => link.container.id === subjectId))
    return refuse("move/into-itself");
  return around.length + 1 >= NESTING_LIMIT
    ? refuse("move/nested-too-deep", { expected: NESTING_LIMIT })
    : ok(true);
}

function itemMayMove(
  context: CallContext,
  floor: Floor,
  world: World,
  item: ItemState,
  to: Placed,
): Result<true> {
  if (to.kind !== "zone" || item.at.kind !== "zone") return ok(true);
  const fromZone = floor.places.get(item.at.ref)?.zone;
  const toZone = floor.places.get(to.ref)?.zone;
  const shipment = world.shipments.get(item.shipmentId);
  if (fromZone === undefined || toZone === undefined || shipment === undefined) return ok(true);
  const held = world.reach.subject(item, shipment).holds.length > 0;
  const { stream, direction } = shipment;
  return mayMove(floor.rules, { fromZone, toZone, stream, direction, held, at: context.now });
}

/** A container's hold that stays with the item follows it out, as a hold on the item itself. */
function carryHolds(context: CallContext, unit: Unit, world: World, item: ItemState): void {
  const shipment = world.shipments.get(item.shipmentId);
  if (shipment === undefined || item.at.kind !== "container") return;
  const around = new Set(world.reach.around(item.id));
  for (const hold of world.reach.openOn(around)) {
    if (!hold.staysWithItem) continue;
    stateHold(context, unit, { ...sameHold(hold), targetKind: "item", targetId: item.id });
  }
}
