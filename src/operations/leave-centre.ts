/**
 * Lets pieces and containers out through the one gate. Everything whose hold could reach them is
 * locked first, in the house's order, and the finding is repeated under the lock: a hold that was
 * placed before stops the exit, one that comes later finds them gone.
 */
import { type Static, Type } from "typebox";
import { assert, type Refusal, type Result } from "#base/result.ts";
import { type Blocker, type Exit, mayLeave } from "#domain/centre/may-leave.ts";
import { type Fact, type Id, remembers } from "#domain/events/event.ts";
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
  rowKey,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { identifierWindow } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { onlySubject, readCode, subjectsOf } from "./find-subjects.ts";
import { loadNests, type Nests } from "./judge-container.ts";
import { chainIds, lockContainers, sameChains } from "./lock-containers.ts";
import { occurrence } from "./occurrence.ts";
import { type FoundSubject, type Inside, Restart } from "./ports.ts";
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
      repeated: Type.Optional(Type.Boolean()),
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
  readonly repeated?: boolean;
};

type Found = { readonly row: Row<ExitInput>; readonly at: number; readonly found: FoundSubject };

async function leave(context: CallContext, input: Static<typeof Input>): Promise<Result<unknown>> {
  const exit: Exit = { purpose: input.purpose as Purpose, destination: input.destination };
  const sorted = sortRows<ExitInput>(batch, input.exits as unknown[]);
  const answers: ExitAnswer[] = sorted.answers;
  const found = await findExits(context, sorted.rows, answers);
  const unit = new Unit(context);
  const nests = await lockExits(context, unit, found);
  const { vehicle } = input;
  const leaving: Leaving = { context, unit, nests, exit, vehicle, gone: new Set() };
  for (const one of found) answers.push(leaveOne(leaving, one));
  await unit.save();
  return answered(answers);
}

/** The exits of one call; `gone` are those that left by it, alone or in a container. */
type Leaving = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly nests: Nests;
  readonly exit: Exit;
  readonly vehicle: string | undefined;
  readonly gone: Set<Id>;
};

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

/**
 * Party and declaration shared, containers in one pass, shipments, items for update; then the
 * finding is repeated, and the call starts again where it is no longer so.
 */
async function lockExits(
  context: CallContext,
  unit: Unit,
  exits: readonly Found[],
): Promise<Nests> {
  const { tx } = context;
  const named = (kind: "item" | "container"): Id[] =>
    exits.flatMap(({ found }) => (found.kind === kind ? [found.id] : []));
  const leaving = named("container");
  const content = await tx.contents(leaving);
  const inside = (kind: "item" | "container"): Id[] =>
    content.flatMap((one) => (one.kind === kind ? [one.subjectId] : []));
  const all = [...new Set([...inside("item"), ...named("item")])];
  const loaded = await tx.load("item", all);
  const absorbed = absorbedBy([...loaded.values()]);
  const merged = await tx.load("item", absorbed);
  const pieces = [...all, ...merged.keys()];
  const owners = [...loaded.values(), ...merged.values()].map((item) => item.shipmentId);
  const before = await tx.load("shipment", [...new Set([...owners, ...absorbed])]);
  const roots = [...new Set([...before.values()].flatMap((shipment) => shipment.holdRoots))];
  const parties = await tx.share("party", roots);
  await tx.lockPersons(
    roots.filter((root) => !parties.has(root)),
    "share",
  );
  const declarations = await tx.share("declaration", roots);
  const around = await chainIds(tx, [...leaving, ...all]);
  const written = [...leaving, ...inside("container")];
  const locked = await lockContainers(tx, unit, written, around);
  // Among the roots of what came back once are the shipments it left with: they may be held too.
  const further = roots.filter((root) => !parties.has(root) && !declarations.has(root));
  await unit.lock("shipment", [...before.keys(), ...further]);
  await unit.lock("item", pieces);
  sameShipments(unit, pieces, before);
  if (absorbedBy(all.flatMap((id) => unit.get("item", id) ?? [])).join() !== absorbed.join())
    throw new Restart("what was to leave was merged meanwhile");
  if (!sameContents(content, await tx.contents(leaving)))
    throw new Restart("a container was packed anew meanwhile");
  const items = all.flatMap((id) => unit.get("item", id) ?? []);
  const nests = await loadNests(tx, unit, { containers: leaving, items });
  const containers = leaving.flatMap((id) => unit.get("container", id) ?? []);
  sameChains(
    nests.reach,
    locked,
    [...items, ...containers].map((state) => state.at),
  );
  return nests;
}

/** What was merged into these pieces: its holds are theirs. */
function absorbedBy(items: readonly ItemState[]): readonly Id[] {
  return items.flatMap(({ absorbed }) => absorbed ?? []).sort();
}

function sameShipments(
  unit: Unit,
  items: readonly Id[],
  before: ReadonlyMap<Id, ShipmentState>,
): void {
  const moved = items.some((id) => {
    const item = unit.get("item", id);
    return item !== undefined && !before.has(item.shipmentId);
  });
  const rooted = [...before].some(
    ([id, shipment]) => shipment.holdRoots.join() !== unit.need("shipment", id).holdRoots.join(),
  );
  if (moved || rooted) throw new Restart("what was to leave changed meanwhile");
}

function sameContents(before: readonly Inside[], after: readonly Inside[]): boolean {
  const keys = (content: readonly Inside[]): string =>
    content.map((one) => `${one.rootId} ${one.subjectId}`).join();
  return keys(before) === keys(after);
}

/** Lets one row's subject out, with all that is in it, or says why not. */
function leaveOne(leaving: Leaving, one: Found): ExitAnswer {
  const { context, unit, gone } = leaving;
  const { row, found } = one;
  const kind = found.kind === "container" ? "container" : "item";
  const state = unit.get(kind, found.id);
  const no = (code: string, facts: Readonly<Record<string, unknown>>): ExitAnswer => {
    return { row: row.row, left: false, refusal: { code, facts } };
  };
  if (state === undefined || !mayTouch(context.actor, state))
    return no("item/not-found", { found: found.normalised });
  if (gone.has(found.id)) return no("exit/twice-in-batch", { found: found.normalised });
  const said = { row: row.row, subjectKind: kind, subjectId: found.id };
  const key = rowKey(context, "exit", row.row, row.value.key);
  const known = remembers(state.recentKeys, key);
  if (known && state.status !== "present") return { ...said, left: true, repeated: true };
  const { facts, blockers } = exitOf(leaving, one, key);
  if (known || facts.some(({ fact, before }) => remembers(before, fact.key)))
    return no("event/key-reused", { found: row.value.key });
  if (blockers.length > 0) return stopped(row.row, kind, found.id, blockers);
  for (const { fact } of facts) stateLeft(leaving, fact);
  return { ...said, left: true };
}

type Exits = {
  readonly facts: readonly { readonly fact: Fact; readonly before: string }[];
  readonly blockers: readonly Blocker[];
};

/** The facts that an exit would be, each with the keys its subject remembers, and what stops it. */
function exitOf({ unit, nests, exit, vehicle }: Leaving, { at, found }: Found, key: Id): Exits {
  const left = { key, at, exit, vehicle, inside: undefined };
  if (found.kind === "item") {
    const item = unit.need("item", found.id);
    const shipment = unit.need("shipment", item.shipmentId);
    const facts = [{ fact: leftFact(left, "item", item.id), before: item.recentKeys }];
    return { facts, blockers: mayLeave(nests.reach.subject(item, shipment), exit) };
  }
  const container = unit.need("container", found.id);
  const own = { fact: leftFact(left, "container", container.id), before: container.recentKeys };
  const content = nests.inside(container.id).map(({ kind, subjectId }) => {
    const inside = kind === "item" ? container.id : undefined;
    const before = unit.need(kind, subjectId).recentKeys;
    return { fact: leftFact({ ...left, inside }, kind, subjectId), before };
  });
  return { facts: [own, ...content], blockers: nests.blockers(container, exit) };
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

/** States an exit; of a piece also on its shipment, and when its identifiers become free. */
function stateLeft({ context, unit, exit, gone }: Leaving, fact: Fact): void {
  const { device } = context.actor;
  const stated = unit.state({ ...fact, device: device ?? undefined });
  assert(stated, "an exit is stated once");
  gone.add(fact.subjectId);
  if (fact.subject !== "item") return;
  const { id, leftAt, shipmentId } = unit.need("item", fact.subjectId);
  unit.state({
    ...fact,
    device: device ?? undefined,
    subject: "shipment",
    subjectId: shipmentId,
    key: context.ports.ids.derived(fact.key, id),
    type: "piece-left",
    data: { itemId: id, purpose: exit.purpose },
  });
  const { regime } = unit.need("shipment", shipmentId);
  unit.remind(identifierWindow(context, id, leftAt, regime));
}

type Left = {
  readonly key: Id;
  readonly at: number;
  readonly exit: Exit;
  readonly vehicle: string | undefined;
  readonly inside: Id | undefined;
};

function leftFact(
  { key, at, exit, vehicle, inside }: Left,
  subject: "item" | "container",
  subjectId: Id,
): Fact {
  return {
    key,
    subject,
    subjectId,
    type: `${subject}-left`,
    schema: 1,
    occurredAt: at,
    sensitivity: 1,
    data: {
      purpose: exit.purpose,
      destination: exit.destination,
      ...(vehicle !== undefined && { vehicle }),
      ...(inside !== undefined && { inside }),
    },
  };
}
