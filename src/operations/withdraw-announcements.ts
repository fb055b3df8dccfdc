/**
 * Withdraws announcements of containers: what has not arrived expires with the pieces expected in it.
 * What is here or was here stays as it is. Announced again later, the same container is expected again.
 */
import { Type } from "typebox";
import type { Finding, Result } from "#base/result.ts";
import type { Fact, Id } from "#domain/events/event.ts";
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
import { identifierWindow } from "./deadlines.ts";
import { type CallContext, command } from "./define.ts";
import { readCode, subjectsOf } from "./find-subjects.ts";
import { type Inside, Restart } from "./ports.ts";
import { CodeSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { Unit } from "./unit.ts";

const WithdrawnRow = Type.Object({ code: CodeSchema }, { additionalProperties: false });

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
  const sorted = sortRows<{ readonly code: string }>(batch, given);
  const answers: Answer[] = sorted.answers;
  const codes = sorted.rows.map(({ value }) => readCode(value.code).normalised);
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
  for (const row of sorted.rows) {
    const { normalised } = readCode(row.value.code);
    const found = (subjects.get(normalised) ?? []).find(({ kind, id }) => {
      const state = kind === "container" ? unit.get("container", id) : undefined;
      return state !== undefined && mayTouch(context.actor, state);
    });
    const facts = { found: normalised };
    if (found === undefined) {
      answers.push({ row: row.row, refusal: { code: "container/not-found", facts } });
    } else
      answers.push(withdrawOne({ context, unit, inside, shipments, messageId }, row, found.id));
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
};

function withdrawOne(
  withdrawing: Withdrawing,
  { row, value }: Row<{ readonly code: string }>,
  containerId: Id,
): Answer {
  const { unit, inside } = withdrawing;
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
  const pieces = inside.filter(
    ({ rootId, kind, depth, subjectId }) =>
      rootId === containerId &&
      kind === "item" &&
      depth === 1 &&
      unit.need("item", subjectId).status === "expected",
  );
  for (const { subjectId } of pieces) withdrawPiece(withdrawing, subjectId);
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
