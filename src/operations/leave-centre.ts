/**
 * Lets pieces and containers out through the one gate. Everything whose hold could reach them is
 * locked first, in the house's order, and the finding is repeated under the lock: a hold that was
 * placed before stops the exit, one that comes later finds them gone.
 */
import { isDeepStrictEqual } from "node:util";
import { type Static, Type } from "typebox";
import type { Refusal, Result } from "#base/result.ts";
import { type Blocker, type Exit, mayLeave } from "#domain/centre/may-leave.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
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
import { identifierWindow } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { onlySubject, readCode, subjectsOf } from "./find-subjects.ts";
import { type ContainerBlocker, containerBlockers } from "./judge-container.ts";
import { occurrence } from "./occurrence.ts";
import { type FoundSubject, Restart } from "./ports.ts";
import { loadReach, type Reach } from "./reach.ts";
import {
  BlockerSchema,
  CodeSchema,
  PurposeSchema,
  rowMembers,
  TimeSchema,
  UuidSchema,
} from "./schemas.ts";
import { Unit } from "./unit.ts";

const ExitRow = Type.Object(
  { code: CodeSchema, at: Type.Optional(TimeSchema), key: Type.Optional(UuidSchema) },
  { additionalProperties: false },
);
type ExitInput = Static<typeof ExitRow>;

const Input = Type.Object(
  {
    exits: rowsSchema("Pieces and containers that are to leave."),
    purpose: PurposeSchema,
    destination: Type.String({
      minLength: 1,
      maxLength: 64,
      description: "Office, post, authority or carrier.",
    }),
    vehicle: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);

const batch = { field: "exits", row: ExitRow, max: BATCH_LIMIT };

export const leaveCentre = command({
  name: "leave-centre",
  sentence: "Lets pieces and containers leave where nothing blocks their purpose; names what does.",
  roles: ["floor", "system"],
  input: Input,
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      left: Type.Optional(Type.Boolean()),
      subjectKind: Type.Optional(Type.String()),
      subjectId: Type.Optional(UuidSchema),
      blockers: Type.Optional(Type.Array(BlockerSchema)),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => leave(context, input),
});

type ExitAnswer = RowAnswer & {
  readonly left?: boolean;
  readonly subjectKind?: string;
  readonly subjectId?: Id;
  readonly blockers?: readonly Blocker[];
};

type Found = { readonly row: Row<ExitInput>; readonly at: number; readonly found: FoundSubject };

async function leave(context: CallContext, input: Static<typeof Input>): Promise<Result<unknown>> {
  const exit: Exit = { purpose: input.purpose as Purpose, destination: input.destination };
  const sorted = sortRows<ExitInput>(batch, input.exits as unknown[]);
  const answers: ExitAnswer[] = sorted.answers;
  const found = await findExits(context, sorted.rows, answers);
  const unit = new Unit(context);
  const inside = await lockExits(context, unit, found);
  const items = [
    ...inside.items,
    ...found.flatMap(({ found: one }) => (one.kind === "item" ? [one.id] : [])),
  ];
  const states = items.map((id) => unit.get("item", id)).filter((item) => item !== undefined);
  const reach = await loadReach(context.tx, states, inside.shipments);
  for (const one of found) {
    answers.push(
      one.found.kind === "container"
        ? await leaveContainer(
            context,
            unit,
            one,
            exit,
            input.vehicle,
            inside.of.get(one.found.id) ?? [],
          )
        : leaveItem(context, unit, one, exit, input.vehicle, reach),
    );
  }
  await unit.save();
  return answered(answers);
}

async function findExits(
  context: CallContext,
  rows: readonly Row<ExitInput>[],
  answers: ExitAnswer[],
): Promise<readonly Found[]> {
  const subjects = await subjectsOf(
    context.tx,
    rows.map(({ value }) => readCode(value.code).normalised),
  );
  const seen = new Set<Id>();
  return rows.flatMap((row) => {
    const found = onlySubject(subjects, row.value.code);
    const occurred = occurrence(context, row.value.at, 0);
    const refusal = refusalIn(found) ?? refusalIn(occurred);
    if (!found.ok || !occurred.ok || seen.has(found.value.id)) {
      answers.push({
        row: row.row,
        left: false,
        refusal: refusal ?? { code: "exit/twice-in-batch" },
      });
      return [];
    }
    seen.add(found.value.id);
    return [{ row, at: occurred.value.at, found: found.value }];
  });
}

function refusalIn(result: Result<unknown>): Refusal | undefined {
  return result.ok ? undefined : result.refusal;
}

type Contents = ReadonlyMap<
  Id,
  readonly { readonly subjectId: Id; readonly kind: "item" | "container" }[]
>;

type Inside = {
  readonly of: Contents;
  readonly items: readonly Id[];
  readonly shipments: ReadonlyMap<Id, ShipmentState>;
};

/** Party and declaration shared, containers, shipments, items for update; then the finding again. */
async function lockExits(
  context: CallContext,
  unit: Unit,
  found: readonly Found[],
): Promise<Inside> {
  const { tx } = context;
  const leaving = found.flatMap(({ found: one }) => (one.kind === "container" ? [one.id] : []));
  const of = await contentsOf(context, leaving);
  const items = [...of.values()]
    .flat()
    .flatMap((one) => (one.kind === "item" ? [one.subjectId] : []));
  const all = [
    ...items,
    ...found.flatMap(({ found: one }) => (one.kind === "item" ? [one.id] : [])),
  ];
  const shipmentIds = [
    ...new Set([...(await tx.load("item", all)).values()].map((item) => item.shipmentId)),
  ];
  const before = await tx.load("shipment", shipmentIds);
  const roots = [...new Set([...before.values()].flatMap((shipment) => shipment.holdRoots))];
  const parties = await tx.share("party", roots);
  await tx.lockPersons(
    roots.filter((root) => !parties.has(root)),
    "share",
  );
  await tx.share("declaration", roots);
  const around = await aroundOf(context, [...leaving, ...all]);
  const nested = [...of.values()]
    .flat()
    .flatMap((one) => (one.kind === "container" ? [one.subjectId] : []));
  await unit.lock("container", [...leaving, ...nested]);
  await tx.share(
    "container",
    [...new Set(around.values())].filter((id) => unit.get("container", id) === undefined),
  );
  await unit.lock("shipment", shipmentIds);
  await unit.lock("item", all);
  const shipments = new Map(shipmentIds.map((id) => [id, unit.need("shipment", id)]));
  await sameFinding(context, unit, { of, items, shipments }, all, before, leaving);
  if (!isDeepStrictEqual(await aroundOf(context, [...leaving, ...all]), around))
    throw new Restart("what was to leave was put elsewhere meanwhile");
  return { of, items, shipments };
}

/** The containers around each subject, by subject and how near: whoever lets it out locks them. */
async function aroundOf(
  context: CallContext,
  subjects: readonly Id[],
): Promise<ReadonlyMap<string, Id>> {
  const links = await context.tx.chains(subjects);
  return new Map(links.map((link, at) => [`${at} ${link.subjectId}`, link.container.id]));
}

async function contentsOf(context: CallContext, leaving: readonly Id[]): Promise<Contents> {
  const of = new Map<Id, readonly { subjectId: Id; kind: "item" | "container" }[]>();
  for (const id of leaving) of.set(id, await context.tx.contents(id));
  return of;
}

/** Starts again where what was found is no longer so under the locks. */
async function sameFinding(
  context: CallContext,
  unit: Unit,
  inside: Inside,
  items: readonly Id[],
  before: ReadonlyMap<Id, ShipmentState>,
  leaving: readonly Id[],
): Promise<void> {
  const moved = items.some((id) => {
    const item = unit.get("item", id);
    return item !== undefined && !inside.shipments.has(item.shipmentId);
  });
  const rooted = [...inside.shipments].some(
    ([id, shipment]) => shipment.holdRoots.join() !== before.get(id)?.holdRoots.join(),
  );
  const again = await contentsOf(context, leaving);
  const repacked = leaving.some(
    (id) => JSON.stringify(again.get(id)) !== JSON.stringify(inside.of.get(id)),
  );
  if (moved || rooted || repacked) throw new Restart("what was to leave changed meanwhile");
}

function leaveItem(
  context: CallContext,
  unit: Unit,
  { row, at, found }: Found,
  exit: Exit,
  vehicle: string | undefined,
  reach: Reach,
): ExitAnswer {
  const item = unit.get("item", found.id);
  if (item === undefined || !mayTouch(context.actor, item)) {
    return { row: row.row, left: false, refusal: { code: "item/not-found" } };
  }
  const shipment = unit.need("shipment", item.shipmentId);
  const blockers = mayLeave(reach.subject(item, shipment), exit);
  if (blockers.length > 0) return stopped(row.row, "item", item.id, blockers);
  const key = row.value.key ?? context.ports.ids.derived(context.seed, "exit", row.row);
  stateLeft(context, unit, { item, at, key, exit, vehicle, inside: undefined });
  return { row: row.row, left: true, subjectKind: "item", subjectId: item.id };
}

async function leaveContainer(
  context: CallContext,
  unit: Unit,
  { row, at, found }: Found,
  exit: Exit,
  vehicle: string | undefined,
  contents: readonly { readonly subjectId: Id; readonly kind: "item" | "container" }[],
): Promise<ExitAnswer> {
  const container = unit.get("container", found.id);
  if (container === undefined || !mayTouch(context.actor, container)) {
    return { row: row.row, left: false, refusal: { code: "item/not-found" } };
  }
  const blockers: readonly ContainerBlocker[] = await containerBlockers(
    context.tx,
    container,
    exit,
  );
  if (blockers.length > 0) return stopped(row.row, "container", container.id, blockers);
  const key = row.value.key ?? context.ports.ids.derived(context.seed, "exit", row.row);
  for (const one of [{ subjectId: container.id, kind: "container" as const }, ...contents]) {
    if (one.kind === "item") {
      const item = unit.need("item", one.subjectId);
      stateLeft(context, unit, { item, at, key, exit, vehicle, inside: container.id });
    } else
      unit.state(
        leftFact(
          context,
          { key, at, exit, vehicle, inside: undefined },
          "container",
          one.subjectId,
        ),
      );
  }
  return { row: row.row, left: true, subjectKind: "container", subjectId: container.id };
}

function stopped(
  row: number,
  subjectKind: string,
  subjectId: Id,
  blockers: readonly Blocker[],
): ExitAnswer {
  const codes = [...new Set(blockers.map((blocker) => blocker.code))];
  return {
    row,
    left: false,
    subjectKind,
    subjectId,
    blockers,
    refusal: { code: "exit/blocked", facts: { blockers: codes } },
  };
}

type Leaving = {
  readonly key: Id;
  readonly at: number;
  readonly exit: Exit;
  readonly vehicle: string | undefined;
  readonly inside: Id | undefined;
};

/** States the exit of a piece on itself and its shipment, and when its identifiers become free. */
function stateLeft(
  context: CallContext,
  unit: Unit,
  given: Leaving & { readonly item: ItemState },
): void {
  const { ports } = context;
  const { item } = given;
  unit.state(leftFact(context, given, "item", item.id));
  unit.state({
    ...leftFact(context, given, "shipment", item.shipmentId),
    key: ports.ids.derived(given.key, item.id),
    type: "piece-left",
    data: { itemId: item.id, purpose: given.exit.purpose },
  });
  const { leftAt, shipmentId } = unit.need("item", item.id);
  const { regime } = unit.need("shipment", shipmentId);
  unit.remind(identifierWindow(context, item.id, leftAt, regime));
}

function leftFact(
  context: CallContext,
  given: Leaving,
  subject: "item" | "shipment" | "container",
  id: Id,
): Fact {
  return {
    key: given.key,
    subject,
    subjectId: id,
    type: `${subject}-left`,
    schema: 1,
    occurredAt: given.at,
    device: context.actor.device ?? undefined,
    sensitivity: 1,
    data: {
      purpose: given.exit.purpose,
      destination: given.exit.destination,
      ...(given.vehicle !== undefined && { vehicle: given.vehicle }),
      ...(given.inside !== undefined && { inside: given.inside }),
    },
  };
}
