/** Announces containers and what is in them, before they arrive: lists from carriers and posts. */
import { Type } from "typebox";
import type { Finding, Refusal, Result } from "#base/result.ts";
import { type Id, sortedReaders } from "#domain/events/event.ts";
import type { Whereabouts } from "#domain/items/item.ts";
import {
  type ContainerState,
  type CountedContent,
  NESTING_LIMIT,
  nothingElse,
} from "#domain/places/container.ts";
import { type Announced, amendContainer } from "./amend-container.ts";
import { announceItem, codeOf, type Plan } from "./announce-items.ts";
import { type ContainerInput, ContainerRow } from "./announced-schema.ts";
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
import { type ReadCode, readCode, type Subjects, subjectsOf } from "./find-subjects.ts";
import { loadForeignCodes } from "./foreign-codes.ts";
import { chainIds, lockContainers, sameChains } from "./lock-containers.ts";
import { type FoundSubject, Restart, type Tx } from "./ports.ts";
import { loadReach, type Reach } from "./reach.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";
import { type Act, centreReaders, identifierOf } from "./state-item.ts";
import { Unit } from "./unit.ts";

/** Scheme of the number under which a container travels, unique under the container's own code. */
const CONSIGNMENT_SCHEME = "consignment";

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

async function announce(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<ContainerInput>(batch, given);
  const answers: (RowAnswer & { containerId?: Id })[] = sorted.answers;
  const values = sorted.rows.map(({ value }) => value);
  const plan = await planOf(context, values, messageId);
  for (const row of sorted.rows) answers.push(announceOne(plan, row));
  if ((await tx.claimIdentifiers(plan.identifiers)).length > 0) {
    throw new Restart("another caller announced the same identifier");
  }
  await plan.unit.save();
  await tx.linkItems(plan.itemLinks);
  if (plan.foreign.matches.length > 0) await tx.proposeMatches(plan.foreign.matches);
  return answered(answers);
}

/** Finds and locks all that these announcements speak of. */
async function planOf(
  context: CallContext,
  values: readonly ContainerInput[],
  messageId: Id | undefined,
): Promise<Plan> {
  const { tx, actor } = context;
  const listed = values.flatMap(({ items = [] }) => items.map(codeOf));
  const codes = [...values.flatMap(({ code, inside = [] }) => [code, inside].flat()), ...listed];
  const subjects = await subjectsOf(
    tx,
    codes.map((code) => readCode(code).normalised),
  );
  const unit = new Unit(context);
  const written = values.flatMap(({ code, inside, amend }) => [
    ...(inside === undefined ? [] : containersOf(subjects, inside)),
    ...(amend === true ? containersOf(subjects, code) : []),
  ]);
  const outer = [...new Set(written)];
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
  return {
    context,
    unit,
    readers: sortedReaders([...centreReaders(context), actor.partyId]),
    messageId,
    identifiers: [],
    itemLinks: [],
    made: new Map(),
    subjects,
    foreign: await loadForeignCodes(context, unit, subjects),
    reach,
    consignments: await consignmentsOf(tx, values),
  };
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
  const { context, made, foreign } = plan;
  const { ids } = context.ports;
  const code = readCode(value.code);
  const { normalised } = code;
  const before = value.amend === true ? announcedAs(plan, normalised) : undefined;
  const parent = value.inside === undefined ? undefined : parentOf(plan, value.inside);
  const refusal = refusalOf(plan, code, value, parent, before);
  if (refusal !== undefined) return { row, refusal };
  const containerId = before?.id ?? ids.next();
  const act: Act = {
    key: ids.derived(context.seed, "announce", row),
    occurredAt: context.now,
    sourceMessage: plan.messageId,
  };
  made.set(normalised, containerId);
  const { now } = context;
  if (before === undefined) {
    plan.identifiers.push(
      foreign.has(normalised)
        ? foreign.stand(containerId, normalised)
        : identifierOf(
            containerId,
            "container",
            code.scheme,
            normalised,
            value.code,
            now,
            value.issuer,
          ),
    );
  }
  nameConsignment(plan, containerId, value, normalised);
  const { counted, findings } = announceContent(plan, act, containerId, value);
  const all = [...code.findings, ...findings];
  if (before === undefined) stateAnnounced(plan, act, containerId, { ...value, counted }, parent);
  else all.push(...amendContainer(plan, act, before, { ...value, counted }, parent));
  return { row, containerId, ...(all.length > 0 && { findings: all }) };
}

/**
 * The listed pieces, and what else is in it: as counted, nothing where all of them lie there. That
 * nothing is in it at all is for who sees it to say, by a scan: a word from outside opens no gate.
 */
function announceContent(
  plan: Plan,
  act: Act,
  containerId: Id,
  value: ContainerInput,
): { readonly counted: CountedContent | null; readonly findings: readonly Finding[] } {
  const items = value.items ?? [];
  const announced = items.map((item, at) => announceItem(plan, act, containerId, item, at));
  const listed = announced.filter(({ inside }) => inside).length;
  // What is listed and not taken in here is in the container all the same, unlisted.
  const all = items.length > 0 && listed === items.length ? nothingElse : null;
  const findings = announced.flatMap((one) => one.findings);
  const told = value.counted as CountedContent | undefined;
  if (told?.pieces !== 0) return { counted: told ?? all, findings };
  if (all === null) findings.push({ ...NOT_SEEN_EMPTY, found: value.code });
  return { counted: all, findings };
}

const NOT_SEEN_EMPTY = {
  code: "container/empty-not-seen",
  severity: "warning",
  at: { field: "counted.pieces" },
} as const;

/** The container that an announcement amends: one that the caller may speak of. */
function announcedAs(plan: Plan, normalised: string): ContainerState | undefined {
  if (plan.made.has(normalised)) return undefined;
  return containersOf(plan.subjects, normalised)
    .map((id) => plan.unit.get("container", id))
    .find((state) => state !== undefined && mayTouch(plan.context.actor, state));
}

function containersOf(subjects: Subjects, code: string): readonly Id[] {
  const found = subjects.get(readCode(code).normalised) ?? [];
  return found.flatMap(({ kind, id }) => (kind === "container" ? [id] : []));
}

/** By normalised number and container the consignments that are named already. */
async function consignmentsOf(tx: Tx, values: readonly ContainerInput[]): Promise<Set<string>> {
  const numbers = new Set(values.flatMap(({ consignment }) => consignment ?? []));
  if (numbers.size === 0) return new Set();
  const found = await tx.findSubjects([...numbers].map((one) => readCode(one).normalised));
  return new Set(found.map(({ normalised, id }) => `${normalised}/${id}`));
}

/** Its consignment's number finds the container, with all others that travel under it. */
function nameConsignment(
  plan: Plan,
  containerId: Id,
  { consignment }: ContainerInput,
  code: string,
): void {
  if (consignment === undefined) return;
  const { normalised, error } = readCode(consignment);
  const key = `${normalised}/${containerId}`;
  if (error !== undefined || plan.consignments.has(key)) return;
  plan.consignments.add(key);
  const { now } = plan.context;
  plan.identifiers.push(
    identifierOf(containerId, "container", CONSIGNMENT_SCHEME, normalised, consignment, now, code),
  );
}

function refusalOf(
  plan: Plan,
  code: ReadCode,
  value: ContainerInput,
  parent: Id | undefined,
  before: ContainerState | undefined,
): Refusal | undefined {
  if (code.error !== undefined) return { code: code.error.code, facts: { found: value.code } };
  const { subjects, made, foreign } = plan;
  const { normalised } = code;
  const known = foreign.has(normalised)
    ? foreign.announcedBefore(normalised)
    : subjects.has(normalised);
  if ((known && before === undefined) || made.has(normalised)) {
    return { code: "container/announced-already", facts: { found: code.normalised } };
  }
  return value.inside === undefined ? undefined : insideRefusal(plan, value.inside, parent, before);
}

/** What keeps it out of the container it is to lie in. */
function insideRefusal(
  plan: Plan,
  inside: string,
  parent: Id | undefined,
  before: ContainerState | undefined,
): Refusal | undefined {
  const facts = { found: inside };
  if (parent === undefined) return { code: "container/parent-unknown", facts };
  const { status, at } = plan.unit.need("container", parent);
  const around = plan.reach.around(at);
  if (before !== undefined && [parent, ...around].includes(before.id))
    return { code: "move/into-itself", facts };
  if (status !== "expected" && status !== "present")
    return { code: "container/parent-gone", facts };
  const levels = 2 + around.length;
  return levels > NESTING_LIMIT
    ? { code: "move/nested-too-deep", facts: { expected: NESTING_LIMIT } }
    : undefined;
}

function stateAnnounced(
  { unit, readers }: Plan,
  act: Act,
  containerId: Id,
  value: Announced,
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
      ...(value.told !== undefined && { told: value.told }),
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
  return own?.id ?? (known ? state.id : undefined);
}
