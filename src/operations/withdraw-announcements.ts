/**
 * Withdraws announcements of containers: what has not arrived expires with the pieces expected in it.
 * What is here or was here stays as it is. Announced again later, the same container is expected again.
 */
import { type Static, Type } from "typebox";
import type { Finding, Result } from "#base/result.ts";
import type { Fact, Id } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
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
import { identifierWindow } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { readCode, subjectsOf } from "./find-subjects.ts";
import { type Identifier, type Inside, Restart } from "./ports.ts";
import { CodeSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { Unit } from "./unit.ts";

const WithdrawnRow = Type.Object(
  {
    code: CodeSchema,
    except: Type.Optional(
      Type.Array(CodeSchema, {
        maxItems: MAX_ITEMS_IN_CONTAINER,
        description: "It stays with these; what else was expected in it expires.",
      }),
    ),
    isDispatch: Type.Optional(
      Type.Boolean({ description: "The code is a dispatch's, what is in it are its receptacles." }),
    ),
  },
  { additionalProperties: false },
);
type Withdrawn = Static<typeof WithdrawnRow>;

const batch = { field: "containers", row: WithdrawnRow, max: BATCH_LIMIT };

export const withdrawAnnouncements = command({
  name: "withdraw-announcements",
  sentence:
    "Withdraws announced containers that have not arrived, with the pieces expected in them.",
  roles: ["clerk", "floor", "declarant", "system"],
  input: Type.Object(
    { containers: rowsSchema("Containers to withdraw."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      containerId: Type.Optional(UuidSchema),
      pieces: Type.Optional(Type.Integer({ description: "Expected pieces that expired with it." })),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => withdraw(context, input.containers as unknown[], input.messageId),
});

type Answer = RowAnswer & { readonly containerId?: Id; readonly pieces?: number };

async function withdraw(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<Withdrawn>(batch, given);
  const answers: Answer[] = sorted.answers;
  const under = await receptaclesUnder(
    context,
    sorted.rows.map(({ value }) => value),
  );
  const own = sorted.rows.map(({ value }) => readCode(value.code).normalised);
  const codes = [...own, ...under.values()].flat();
  const subjects = await subjectsOf(tx, codes);
  const ids = [...subjects.values()]
    .flat()
    .flatMap(({ kind, id }) => (kind === "container" ? [id] : []));
  const unit = new Unit(context);
  await unit.lock("container", ids);
  const inside = await tx.contents(ids);
  const items = inside.flatMap(({ kind, subjectId }) => (kind === "item" ? [subjectId] : []));
  await unit.lock("item", items);
  const again = await tx.contents(ids);
  if (again.length !== inside.length) throw new Restart("something was put into a container");
  const states = items.flatMap((id) => unit.get("item", id) ?? []);
  const shipments = await tx.load("shipment", [...new Set(states.map((item) => item.shipmentId))]);
  const listed = sorted.rows.some(({ value }) => value.except !== undefined) ? items : [];
  const names = Map.groupBy(await tx.identifiersOf(listed), ({ subjectId }) => subjectId);
  const withdrawing = { context, unit, inside, shipments, messageId, names };
  const ownOf = (normalised: string): Id | undefined =>
    (subjects.get(normalised) ?? []).find(({ kind, id }) => {
      const state = kind === "container" ? unit.get("container", id) : undefined;
      return state !== undefined && mayTouch(context.actor, state);
    })?.id;
  for (const row of sorted.rows) {
    const { normalised } = readCode(row.value.code);
    const receptacles = under.get(normalised);
    const found = ownOf(normalised);
    const facts = { found: normalised };
    if (receptacles !== undefined)
      answers.push(withdrawOthers(withdrawing, row, receptacles, ownOf));
    else if (found === undefined)
      answers.push({ row: row.row, refusal: { code: "container/not-found", facts } });
    else if (row.value.except !== undefined) answers.push(withdrawLeftOut(withdrawing, row, found));
    else answers.push(withdrawOne(withdrawing, row, found));
  }
  await unit.save();
  return answered(answers);
}

type Withdrawing = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly inside: readonly Inside[];
  readonly shipments: ReadonlyMap<Id, ShipmentState>;
  readonly messageId: Id | undefined;
  /** Identifiers of the pieces inside, where some of them stay. */
  readonly names: ReadonlyMap<Id, readonly Identifier[]>;
};

/** Receptacles of the dispatches that rows name; a code that is no dispatch is a container's own. */
async function receptaclesUnder(
  { tx }: CallContext,
  rows: readonly Withdrawn[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const under = new Map<string, readonly string[]>();
  for (const { code, isDispatch } of rows) {
    const { normalised } = readCode(code);
    if (isDispatch !== true) continue;
    const known = await tx.receptaclesOf(normalised);
    under.set(
      normalised,
      known.map((one) => one.code),
    );
  }
  return under;
}

/** Receptacles of a dispatch that are only expected and not told of any more. */
function withdrawOthers(
  withdrawing: Withdrawing,
  { row, value }: Row<Withdrawn>,
  receptacles: readonly string[],
  ownOf: (normalised: string) => Id | undefined,
): Answer {
  const stay = staying(value);
  const findings: Finding[] = [];
  for (const code of receptacles) {
    const id = stay.has(code) ? undefined : ownOf(code);
    if (id === undefined || withdrawing.unit.need("container", id).status !== "expected") continue;
    withdrawOne(withdrawing, { row, value: { code } }, id);
    findings.push(leftOut(code));
  }
  return { row, ...(findings.length > 0 && { findings }) };
}

/** Pieces expected in an announced container that are not told of any more. */
function withdrawLeftOut(
  withdrawing: Withdrawing,
  { row, value }: Row<Withdrawn>,
  containerId: Id,
): Answer {
  const { unit, names } = withdrawing;
  if (unit.need("container", containerId).status !== "expected") return { row, containerId };
  const stay = staying(value);
  const findings: Finding[] = [];
  for (const subjectId of expectedIn(withdrawing, containerId)) {
    const its = names.get(subjectId) ?? [];
    if (its.some(({ normalised }) => stay.has(normalised))) continue;
    withdrawPiece(withdrawing, subjectId);
    findings.push(leftOut(its[0]?.normalised ?? ""));
  }
  return { row, containerId, pieces: findings.length, ...(findings.length > 0 && { findings }) };
}

function staying({ except = [] }: Withdrawn): ReadonlySet<string> {
  return new Set(except.map((code) => readCode(code).normalised));
}

function leftOut(found: string): Finding {
  return { code: "container/left-out", severity: "warning", at: { field: "code" }, found };
}

/** Pieces that lie in a container themselves and have not arrived. */
function expectedIn({ unit, inside }: Withdrawing, containerId: Id): readonly Id[] {
  return inside.flatMap(({ rootId, kind, depth, subjectId }) =>
    rootId === containerId &&
    kind === "item" &&
    depth === 1 &&
    unit.need("item", subjectId).status === "expected"
      ? [subjectId]
      : [],
  );
}

function withdrawOne(
  withdrawing: Withdrawing,
  { row, value }: Row<{ readonly code: string }>,
  containerId: Id,
): Answer {
  const { unit } = withdrawing;
  const { status } = unit.need("container", containerId);
  if (status !== "expected") {
    const finding: Finding = {
      code: status === "expired" ? "container/withdrawn-already" : "container/here-already",
      severity: "warning",
      at: { field: "code" },
      found: value.code,
    };
    return { row, containerId, findings: [finding] };
  }
  expire(withdrawing, "container", containerId);
  const pieces = expectedIn(withdrawing, containerId);
  for (const subjectId of pieces) withdrawPiece(withdrawing, subjectId);
  return { row, containerId, pieces: pieces.length };
}

/** A piece that somebody declared is expected all the same, wherever it may come in. */
function withdrawPiece(withdrawing: Withdrawing, itemId: Id): void {
  const { context, unit, shipments } = withdrawing;
  const shipment = shipments.get(unit.need("item", itemId).shipmentId);
  if (shipment === undefined || shipment.declaredAt === null) {
    expire(withdrawing, "item", itemId);
    unit.remind(identifierWindow(context, itemId, null, shipment?.regime ?? ""));
  } else {
    const to = { kind: "expected", ref: "" };
    unit.state({ ...factOf(withdrawing, "item", itemId), type: "item-moved", data: { to } });
  }
}

function expire(withdrawing: Withdrawing, subject: "item" | "container", id: Id): void {
  withdrawing.unit.state({
    ...factOf(withdrawing, subject, id),
    type: `${subject}-expired`,
    data: null,
  });
}

function factOf(
  { context, messageId }: Withdrawing,
  subject: "item" | "container",
  subjectId: Id,
): Omit<Fact, "type" | "data"> {
  return {
    key: context.ports.ids.derived(context.seed, "withdrawn", subjectId),
    subject,
    subjectId,
    schema: 1,
    occurredAt: context.now,
    sourceMessage: messageId,
    sensitivity: 1,
  };
}
