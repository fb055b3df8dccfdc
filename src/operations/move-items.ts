/** Moves pieces and containers inside the centre, where the zones' dated rules allow it. */
import { type Static, Type } from "typebox";
import { ok, type Refusal, type Result, refuse } from "#base/result.ts";
import { type Fact, type Id, remembers } from "#domain/events/event.ts";
import type { ItemState, Placed, Whereabouts } from "#domain/items/item.ts";
import { type ContainerState, NESTING_LIMIT } from "#domain/places/container.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
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
import { onlySubject, readCode, subjectsOf } from "./find-subjects.ts";
import { loadNests, type Nests } from "./judge-container.ts";
import { chainIds, lockContainers, sameChains } from "./lock-containers.ts";
import { NestLevels } from "./nest-levels.ts";
import { type Occurrence, occurrence } from "./occurrence.ts";
import { owningShipments } from "./owning-shipments.ts";
import type { Floor, FoundSubject } from "./ports.ts";
import { CodeSchema, rowMembers, TimeSchema, UuidSchema } from "./schemas.ts";
import { sameHold, stateHold } from "./state-hold.ts";
import { Unit } from "./unit.ts";
import { rulesAllow, zoneAt } from "./zone-moves.ts";

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
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      subjectId: Type.Optional(UuidSchema),
      repeated: Type.Optional(Type.Boolean()),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const { tx, ports } = context;
    const sorted = sortRows<MoveInput>(batch, input.moves as unknown[]);
    const answers: MoveAnswer[] = sorted.answers;
    const floor = await tx.floor(ports.site.site);
    const codes = sorted.rows.flatMap(({ value }) => [
      readCode(value.code).normalised,
      readCode(value.to).normalised,
    ]);
    const subjects = await subjectsOf(tx, codes);
    const unit = new Unit(context);
    const known = knownMoves(sorted.rows, subjects, floor, answers);
    const moving = await lockMoves(context, unit, floor, known);
    for (const move of known) {
      const moved = moveOne(moving, move);
      answers.push(
        moved.ok
          ? { row: move.row.row, subjectId: move.subject.id, ...moved.value }
          : { row: move.row.row, refusal: moved.refusal },
      );
    }
    await unit.save();
    return answered(answers);
  },
});

type MoveAnswer = RowAnswer & { readonly subjectId?: Id; readonly repeated?: boolean };

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

type Moving = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly floor: Floor;
  readonly shipments: ReadonlyMap<Id, ShipmentState>;
  readonly nests: Nests;
  readonly levels: NestLevels;
};

/**
 * Containers (moved ones, those moved into, and all around them) before shipments before items:
 * a hold on a container cannot come while something is taken out of it.
 */
async function lockMoves(
  context: CallContext,
  unit: Unit,
  floor: Floor,
  known: readonly Known[],
): Promise<Moving> {
  const { tx } = context;
  const ids = (kind: "item" | "container"): Id[] =>
    known.flatMap(({ subject }) => (subject.kind === kind ? [subject.id] : []));
  const into = known.flatMap(({ to }) => (to.kind === "container" ? [to.ref] : []));
  const contained = known.flatMap(({ subject }) => (subject.contained ? [subject.id] : []));
  const around = await chainIds(tx, [...contained, ...into]);
  const containers = ids("container");
  const locked = await lockContainers(tx, unit, [...containers, ...into], around);
  await unit.lock(
    "shipment",
    known.flatMap(({ subject }) => subject.shipmentId ?? []),
  );
  await unit.lock("item", ids("item"));
  const items = ids("item").flatMap((id) => unit.get("item", id) ?? []);
  const shipments = owningShipments(unit, ids("item"));
  const nests = await loadNests(tx, unit, { containers, also: into, items, shipments });
  const ends = [...containers, ...into].flatMap((id) => unit.get("container", id) ?? []);
  const places = [...items, ...ends].map((state) => state.at);
  sameChains(nests.reach, locked, places);
  return { context, unit, floor, shipments, nests, levels: levelsOf(nests, ends) };
}

function levelsOf(nests: Nests, containers: readonly ContainerState[]): NestLevels {
  const levels = new NestLevels();
  for (const { id, at } of containers) {
    levels.put(id, at);
    for (const one of nests.containersIn(id)) levels.put(one.id, one.at);
  }
  return levels;
}

/** States one move, or says why not; a move told twice is answered as the first time. */
function moveOne(moving: Moving, move: Known): Result<{ repeated?: true }> {
  const { context, unit } = moving;
  const { row, subject, to } = move;
  const kind = subject.kind === "container" ? "container" : "item";
  const state = unit.get(kind, subject.id);
  if (state === undefined || !mayTouch(context.actor, state))
    return refuse("item/not-found", { found: subject.normalised });
  const key = rowKey(context, "move", row.row, row.value.key);
  if (remembers(state.recentKeys, key)) {
    const there = state.at.kind === to.kind && state.at.ref === to.ref;
    return there ? ok({ repeated: true }) : refuse("event/key-reused", { found: row.value.key });
  }
  if (state.status !== "present") return refuse("move/not-here", { found: state.status });
  const occurred = occurrence(context, row.value.at, 0);
  if (!occurred.ok) return occurred;
  const fits = fitsInto(moving, subject, to);
  if (!fits.ok) return fits;
  const allowed = zonesAllow(moving, state, to);
  if (!allowed.ok) return allowed;
  unit.state(movedFact(key, occurred.value, kind, subject.id, to));
  const after = unit.need(kind, subject.id).at;
  if (kind === "container") moving.levels.put(subject.id, after);
  carryHolds(moving, kind, subject.id, state.at, after);
  return ok({});
}

function movedFact(
  key: Id,
  occurred: Occurrence,
  subject: "item" | "container",
  subjectId: Id,
  to: Placed,
): Fact {
  return {
    key,
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
function fitsInto(
  { context, unit, nests, levels }: Moving,
  subject: FoundSubject,
  to: Placed,
): Result<true> {
  if (to.kind !== "container") return ok(true);
  const container = unit.get("container", to.ref);
  if (container === undefined || !mayTouch(context.actor, container))
    return refuse("place/unknown");
  if (container.status !== "present")
    return refuse("move/container-not-here", { found: container.status });
  const around = [to.ref, ...nests.reach.around(container.at)];
  if (around.includes(subject.id)) return refuse("move/into-itself");
  const within = subject.kind === "container" ? levels.of(subject.id) : 0;
  return around.length + within > NESTING_LIMIT
    ? refuse("move/nested-too-deep", { expected: NESTING_LIMIT })
    : ok(true);
}

function zonesAllow(
  { context, floor, shipments, nests }: Moving,
  state: ItemState | ContainerState,
  to: Placed,
): Result<true> {
  const { reach } = nests;
  const target: Whereabouts = { ...to, sinceAt: context.now };
  const zones = { from: zoneAt(floor, reach, state.at), to: zoneAt(floor, reach, target) };
  const loads = () => {
    if (!("shipmentId" in state)) return nests.loads(state);
    const shipment = shipments.get(state.shipmentId);
    if (shipment === undefined) return [];
    const held = reach.subject(state, shipment).holds.length > 0;
    return [{ stream: shipment.stream, direction: shipment.direction, held }];
  };
  return rulesAllow(floor, zones, loads, context.now);
}

/** A container's hold that stays with what is in it follows that out, as a hold of its own. */
function carryHolds(
  { context, unit, nests: { reach } }: Moving,
  targetKind: "item" | "container",
  targetId: Id,
  before: Whereabouts,
  after: Whereabouts,
): void {
  const still = new Set(reach.around(after));
  const left = reach.around(before).filter((id) => !still.has(id));
  for (const hold of reach.openOn(left)) {
    if (!hold.staysWithItem) continue;
    const holdId = stateHold(context, unit, { ...sameHold(hold), targetKind, targetId });
    reach.add(unit.need("hold", holdId));
  }
}
