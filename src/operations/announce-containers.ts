/** Announces containers and what is in them, before they arrive: lists from carriers and posts. */
import { type Static, Type } from "typebox";
import { type Finding, ok, type Refusal, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ItemState, Whereabouts } from "#domain/items/item.ts";
import {
  CONTAINER_KINDS,
  type CountedContent,
  NESTING_LIMIT,
  nothingElse,
} from "#domain/places/container.ts";
import { MAX_ITEMS_IN_CONTAINER } from "#standards/messages/limits.ts";
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
import { expiry } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { type ReadCode, readCode, subjectsOf } from "./find-subjects.ts";
import { type ForeignCodes, loadForeignCodes } from "./foreign-codes.ts";
import { chainIds, lockContainers, sameChains } from "./lock-containers.ts";
import { type FoundSubject, type Identifier, Restart, type Tx } from "./ports.ts";
import { loadReach, type Reach } from "./reach.ts";
import { CodeSchema, rowMembers, UuidSchema, WeightGramsSchema } from "./schemas.ts";
import {
  type Act,
  bearItem,
  centreReaders,
  identifierOf,
  makeShipment,
  undeterminedShipment,
} from "./state-item.ts";
import { Unit } from "./unit.ts";

const ContainerRow = Type.Object(
  {
    code: CodeSchema,
    kind: Type.Union(CONTAINER_KINDS.map((kind) => Type.Literal(kind))),
    seal: Type.Optional(Type.String({ maxLength: 64 })),
    inside: Type.Optional(CodeSchema),
    issuer: Type.Optional(Type.String({ maxLength: 64 })),
    counted: Type.Optional(
      Type.Object(
        {
          mailClass: Type.Optional(Type.String({ maxLength: 8 })),
          format: Type.Optional(Type.String({ maxLength: 16 })),
          pieces: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
          weightGrams: Type.Optional(WeightGramsSchema),
        },
        { additionalProperties: false },
      ),
    ),
    items: Type.Optional(Type.Array(CodeSchema, { maxItems: MAX_ITEMS_IN_CONTAINER })),
  },
  { additionalProperties: false },
);
type ContainerInput = Static<typeof ContainerRow>;

const batch = { field: "containers", row: ContainerRow, max: BATCH_LIMIT };

export const announceContainers = command({
  name: "announce-containers",
  sentence:
    "Announces receptacles, bags, pallets and vehicles with their content before they arrive.",
  roles: ["clerk", "floor", "declarant", "system"],
  input: Type.Object(
    { containers: rowsSchema("Containers to announce."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, containerId: Type.Optional(UuidSchema) })),
  batch,
  counts: batchCounts,
  handler: (context, input) => announce(context, input.containers as unknown[], input.messageId),
});

type Plan = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly readers: readonly Id[];
  readonly messageId: Id | undefined;
  readonly identifiers: Identifier[];
  readonly itemLinks: Parameters<Tx["linkItems"]>[0][number][];
  /** Containers made in this call, by code. */
  readonly made: Map<string, Id>;
  readonly subjects: ReadonlyMap<string, readonly FoundSubject[]>;
  /** Codes of others, of which the caller learns nothing. */
  readonly foreign: ForeignCodes;
  /** What lies around the parents and the listed pieces, and holds on that. */
  readonly reach: Reach;
};

async function announce(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx, actor } = context;
  const sorted = sortRows<ContainerInput>(batch, given);
  const answers: (RowAnswer & { containerId?: Id })[] = sorted.answers;
  const codes = sorted.rows.flatMap(({ value }) => [
    value.code,
    ...(value.inside === undefined ? [] : [value.inside]),
    ...(value.items ?? []),
  ]);
  const subjects = await subjectsOf(
    tx,
    codes.map((code) => readCode(code).normalised),
  );
  const unit = new Unit(context);
  const parents = sorted.rows.flatMap(
    ({ value }) => subjects.get(readCode(value.inside ?? "").normalised) ?? [],
  );
  const outer = parents.flatMap((found) => (found.kind === "container" ? [found.id] : []));
  const listed = sorted.rows.flatMap(({ value }) => value.items ?? []);
  const known = listed.flatMap((code) => subjects.get(readCode(code).normalised) ?? []);
  const items = known.filter((found) => found.kind === "item");
  const contained = items.flatMap((found) => (found.contained ? [found.id] : []));
  const around = await chainIds(tx, [...outer, ...contained]);
  const locked = await lockContainers(tx, unit, outer, around);
  await unit.lock(
    "item",
    items.map((found) => found.id),
  );
  const reach = await loadPlaces(tx, unit, outer, items);
  sameChains(reach, locked, placesOf(unit, outer, items));
  const readers = [...new Set([...centreReaders(context), actor.partyId])].sort();
  const plan: Plan = {
    context,
    unit,
    readers,
    messageId,
    identifiers: [],
    itemLinks: [],
    made: new Map(),
    subjects,
    foreign: await loadForeignCodes(context, unit, subjects),
    reach,
  };
  for (const row of sorted.rows) answers.push(announceOne(plan, row));
  if ((await tx.claimIdentifiers(plan.identifiers)).length > 0) {
    throw new Restart("another caller announced the same identifier");
  }
  await unit.save();
  await tx.linkItems(plan.itemLinks);
  if (plan.foreign.matches.length > 0) await tx.proposeMatches(plan.foreign.matches);
  return answered(answers);
}

/** The listed pieces' own holds are not asked: only what keeps them in the container they are in. */
async function loadPlaces(
  tx: Tx,
  unit: Unit,
  outer: readonly Id[],
  items: readonly FoundSubject[],
): Promise<Reach> {
  const states = items.flatMap(({ id }) => unit.get("item", id) ?? []);
  const shipments = await tx.shipmentsAtGate([...new Set(states.map((item) => item.shipmentId))]);
  return loadReach(tx, unit, { items: states, shipments, containers: outer });
}

function placesOf(unit: Unit, outer: readonly Id[], items: readonly FoundSubject[]): Whereabouts[] {
  return [
    ...outer.flatMap((id) => unit.get("container", id)?.at ?? []),
    ...items.flatMap(({ id }) => unit.get("item", id)?.at ?? []),
  ];
}

function announceOne(
  plan: Plan,
  { row, value }: Row<ContainerInput>,
): RowAnswer & { containerId?: Id } {
  const { context, made } = plan;
  const { ids } = context.ports;
  const code = readCode(value.code);
  const parent = value.inside === undefined ? undefined : parentOf(plan, value.inside);
  const refusal = refusalOf(plan, code, value, parent);
  if (refusal !== undefined) return { row, refusal };
  const containerId = ids.next();
  const act: Act = {
    key: ids.derived(context.seed, "announce", row),
    occurredAt: context.now,
    sourceMessage: plan.messageId,
  };
  const { scheme, normalised } = code;
  made.set(normalised, containerId);
  const { now } = context;
  plan.identifiers.push(
    plan.foreign.has(normalised)
      ? plan.foreign.stand(containerId, normalised)
      : identifierOf(containerId, "container", scheme, normalised, value.code, now, value.issuer),
  );
  const findings = [...code.findings];
  const items = value.items ?? [];
  let listed = 0;
  items.forEach((item, at) => {
    const announced = announceItem(plan, act, containerId, item, at);
    if (announced.inside) listed += 1;
    findings.push(...announced.findings);
  });
  // What is listed and not taken in here is in the container all the same, unlisted.
  const all = items.length > 0 && listed === items.length ? nothingElse : null;
  const counted = (value.counted as CountedContent | undefined) ?? all;
  stateAnnounced(plan, act, containerId, { ...value, counted }, parent);
  return { row, containerId, ...(findings.length > 0 && { findings }) };
}

function refusalOf(
  plan: Plan,
  code: ReadCode,
  value: ContainerInput,
  parent: Id | undefined,
): Refusal | undefined {
  if (code.error !== undefined) return { code: code.error.code, facts: { found: value.code } };
  const { subjects, made, foreign } = plan;
  const { normalised } = code;
  const known = foreign.has(normalised)
    ? foreign.announcedBefore(normalised)
    : subjects.has(normalised);
  if (known || made.has(normalised)) {
    return { code: "container/announced-already", facts: { found: code.normalised } };
  }
  if (value.inside === undefined) return undefined;
  if (parent === undefined)
    return { code: "container/parent-unknown", facts: { found: value.inside } };
  const { status, at } = plan.unit.need("container", parent);
  if (status !== "expected" && status !== "present")
    return { code: "container/parent-gone", facts: { found: value.inside } };
  const levels = 2 + plan.reach.around(at).length;
  return levels > NESTING_LIMIT
    ? { code: "move/nested-too-deep", facts: { expected: NESTING_LIMIT } }
    : undefined;
}

function stateAnnounced(
  { unit, readers }: Plan,
  act: Act,
  containerId: Id,
  value: Pick<ContainerInput, "kind" | "seal"> & { readonly counted: CountedContent | null },
  parent: Id | undefined,
): void {
  unit.state({
    ...act,
    subject: "container",
    subjectId: containerId,
    type: "container-announced",
    schema: 1,
    sensitivity: 1,
    data: {
      kind: value.kind,
      seal: value.seal ?? null,
      counted: value.counted,
      readers,
      ...(parent !== undefined && { to: { kind: "container", ref: parent } }),
    },
  });
}

/** A container of this call, or one there already that the caller's party may read. */
function parentOf(plan: Plan, typed: string): Id | undefined {
  const { normalised } = readCode(typed);
  const found = plan.subjects.get(normalised)?.find((subject) => subject.kind === "container");
  const state = found === undefined ? undefined : plan.unit.get("container", found.id);
  const known = state !== undefined && mayTouch(plan.context.actor, state);
  const made = plan.made.get(normalised);
  const own = made === undefined ? undefined : plan.unit.get("container", made);
  if (own !== undefined && "counted" in own) return own.id;
  return known ? state.id : undefined;
}

/** A listed piece is expected in its container; one that is here already stays where it is. */
function announceItem(
  plan: Plan,
  act: Act,
  containerId: Id,
  typed: string,
  at: number,
): { readonly inside: boolean; readonly findings: readonly Finding[] } {
  const code = readCode(typed);
  if (code.error !== undefined)
    return { inside: false, findings: [{ ...code.error, at: { field: `items.${at}` } }] };
  const { ids } = plan.context.ports;
  if (plan.foreign.has(code.normalised) && !plan.made.has(code.normalised)) {
    // Another's piece is not taken in here, and whoever lists it is told nothing of it.
    plan.made.set(code.normalised, ids.next());
    return { inside: false, findings: code.findings };
  }
  const key = ids.derived(act.key, "item", at);
  const item = itemToExpect(plan, { ...act, key }, code, typed);
  if (!item.ok) return { inside: false, findings: [itemFinding(item.refusal.code, at, typed)] };
  plan.unit.state({
    ...act,
    key: ids.derived(key, "inside"),
    subject: "item",
    subjectId: item.value.id,
    type: "item-moved",
    schema: 1,
    sensitivity: 1,
    data: { to: { kind: "container", ref: containerId } },
  });
  return { inside: true, findings: code.findings };
}

/** The piece a list names, made where nobody knew it; refused where it is not expected in there. */
function itemToExpect(plan: Plan, act: Act, code: ReadCode, typed: string): Result<ItemState> {
  const { context, unit, subjects, reach, made } = plan;
  if (made.has(code.normalised)) return refuse("container/item-listed-twice", { found: typed });
  const found = subjects.get(code.normalised) ?? [];
  if (found.length === 0) return ok(unit.need("item", expectItem(plan, act, code, typed)));
  const own = found.flatMap(({ kind, id }) => (kind === "item" ? [unit.need("item", id)] : []));
  const item = own.find((one) => mayTouch(context.actor, one));
  if (item === undefined) return refuse("container/item-is-a-container", { found: typed });
  if (item.status !== "expected") return refuse("container/item-here-already");
  return reach.keepsInside(item.at) ? refuse("container/item-kept") : ok(item);
}

function itemFinding(code: string, at: number, found: string): Finding {
  return { code, severity: "warning", at: { field: `items.${at}` }, found };
}

/** A piece nobody declared yet: expected under a shipment of its own. */
function expectItem(plan: Plan, act: Act, code: ReadCode, typed: string): Id {
  const { context, unit } = plan;
  const itemId = context.ports.ids.next();
  const shipmentId = context.ports.ids.next();
  makeShipment(unit, shipmentId, act, undeterminedShipment(plan.readers));
  bearItem(unit, itemId, act, { shipmentId, readers: plan.readers });
  const { scheme, normalised } = code;
  plan.identifiers.push(identifierOf(itemId, "item", scheme, normalised, typed, context.now));
  plan.itemLinks.push({ itemId, shipmentId, from: context.now, reason: "announced" });
  plan.unit.remind(expiry(context, shipmentId));
  plan.made.set(normalised, itemId);
  return itemId;
}
