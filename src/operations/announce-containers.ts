/** Announces containers and what is in them, before they arrive: lists from carriers and posts. */
import { type Static, Type } from "typebox";
import type { Finding, Refusal, Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { CONTAINER_KINDS, type CountedContent } from "#domain/places/container.ts";
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
import { type FoundSubject, type Identifier, Restart, type Tx } from "./ports.ts";
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
  await unit.lock(
    "container",
    parents.flatMap((found) => (found.kind === "container" ? [found.id] : [])),
  );
  const listed = sorted.rows.flatMap(({ value }) => value.items ?? []);
  const known = listed.flatMap((code) => subjects.get(readCode(code).normalised) ?? []);
  await unit.lock(
    "item",
    known.flatMap((found) => (found.kind === "item" ? [found.id] : [])),
  );
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
  };
  for (const row of sorted.rows) answers.push(announceOne(plan, row));
  if ((await tx.claimIdentifiers(plan.identifiers)).length > 0) {
    throw new Restart("another caller announced the same identifier");
  }
  await unit.save();
  await tx.linkItems(plan.itemLinks);
  return answered(answers);
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
  stateAnnounced(plan, act, containerId, value, parent);
  const { scheme, normalised } = code;
  made.set(normalised, containerId);
  plan.identifiers.push(
    identifierOf(
      containerId,
      "container",
      scheme,
      normalised,
      value.code,
      context.now,
      value.issuer,
    ),
  );
  const findings = [...code.findings];
  (value.items ?? []).forEach((item, at) => {
    findings.push(...announceItem(plan, act, containerId, item, at));
  });
  return { row, containerId, ...(findings.length > 0 && { findings }) };
}

function refusalOf(
  plan: Plan,
  code: ReadCode,
  value: ContainerInput,
  parent: Id | undefined,
): Refusal | undefined {
  if (code.error !== undefined) return { code: code.error.code, facts: { found: value.code } };
  if (plan.subjects.has(code.normalised) || plan.made.has(code.normalised)) {
    return { code: "container/announced-already", facts: { found: code.normalised } };
  }
  return value.inside !== undefined && parent === undefined
    ? { code: "container/parent-unknown", facts: { found: value.inside } }
    : undefined;
}

function stateAnnounced(
  { unit, readers }: Plan,
  act: Act,
  containerId: Id,
  value: ContainerInput,
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
      counted: (value.counted as CountedContent | undefined) ?? null,
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
  return plan.made.get(normalised) ?? (known ? state.id : undefined);
}

/** A listed piece is expected in its container; one that is here already stays where it is. */
function announceItem(
  plan: Plan,
  act: Act,
  containerId: Id,
  typed: string,
  at: number,
): readonly Finding[] {
  const { context, unit, subjects } = plan;
  const { ids } = context.ports;
  const code = readCode(typed);
  if (code.error !== undefined) return [{ ...code.error, at: { field: `items.${at}` } }];
  if (plan.made.has(code.normalised))
    return [itemFinding("container/item-listed-twice", at, typed)];
  const key = ids.derived(act.key, "item", at);
  const found = subjects.get(code.normalised) ?? [];
  const itemId = found.find((subject) => subject.kind === "item")?.id;
  if (found.length > 0 && itemId === undefined) {
    return [itemFinding("container/item-is-a-container", at, typed)];
  }
  const expectedId = itemId ?? expectItem(plan, { ...act, key }, code, typed);
  const item = unit.get("item", expectedId);
  if (item === undefined || !(itemId === undefined || mayTouch(context.actor, item))) {
    return [itemFinding("container/item-of-another", at, typed)];
  }
  if (item.status !== "expected") return [itemFinding("container/item-here-already", at, typed)];
  unit.state({
    ...act,
    key: ids.derived(key, "inside"),
    subject: "item",
    subjectId: expectedId,
    type: "item-moved",
    schema: 1,
    sensitivity: 1,
    data: { to: { kind: "container", ref: containerId } },
  });
  return code.findings;
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
