/**
 * Announces single pieces under their carrier's number, before anybody declared them: each is expected
 * under a shipment of its own until a declaration claims it. One that is known already stays as it is.
 */
import { type Static, Type } from "typebox";
import type { Result } from "#base/result.ts";
import { type Id, sortedReaders } from "#domain/events/event.ts";
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
import { readCode, type Subjects, subjectsOf } from "./find-subjects.ts";
import { CARRIER_SCHEMES } from "./piece-claim.ts";
import { type Identifier, Restart, type Tx } from "./ports.ts";
import { CodeSchema, RowMessageSchema, rowMembers, UuidSchema } from "./schemas.ts";
import {
  bearItem,
  centreReaders,
  identifierOf,
  makeShipment,
  undeterminedShipment,
} from "./state-item.ts";
import { Unit } from "./unit.ts";

const ExpectedRow = Type.Object(
  {
    code: CodeSchema,
    carrier: Type.String({
      minLength: 1,
      maxLength: 64,
      description: "Under whom a number that is not worldwide is unique.",
    }),
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
type Expected = Static<typeof ExpectedRow>;

const batch = { field: "items", row: ExpectedRow, max: BATCH_LIMIT };

export const expectItems = command({
  name: "expect-items",
  sentence: "Announces single pieces that carriers bring, before they arrive.",
  roles: ["clerk", "declarant", "system"],
  input: Type.Object(
    { items: rowsSchema("Pieces to expect."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, itemId: Type.Optional(UuidSchema) })),
  batch,
  counts: batchCounts,
  handler: (context, input) => expectAll(context, input.items as unknown[], input.messageId),
});

type Expecting = {
  readonly context: CallContext;
  readonly unit: Unit;
  readonly subjects: Subjects;
  readonly readers: readonly Id[];
  readonly made: Map<string, Id>;
  readonly identifiers: Identifier[];
  readonly itemLinks: Parameters<Tx["linkItems"]>[0][number][];
  readonly messageId: Id | undefined;
};

type Answer = RowAnswer & { readonly itemId?: Id };

async function expectAll(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx, actor } = context;
  const sorted = sortRows<Expected>(batch, given);
  const answers: Answer[] = sorted.answers;
  const codes = sorted.rows.map(({ value }) => readCode(value.code).normalised);
  const subjects = await subjectsOf(tx, codes);
  const found = [...subjects.values()].flat();
  const unit = new Unit(context);
  await unit.lock(
    "item",
    found.flatMap(({ kind, id }) => (kind === "item" ? [id] : [])),
  );
  const expecting: Expecting = {
    context,
    unit,
    subjects,
    readers: sortedReaders([...centreReaders(context), actor.partyId]),
    made: new Map(),
    identifiers: [],
    itemLinks: [],
    messageId,
  };
  for (const row of sorted.rows) answers.push(expectOne(expecting, row));
  if ((await tx.claimIdentifiers(expecting.identifiers)).length > 0) {
    throw new Restart("another caller announced the same piece");
  }
  await unit.save();
  await tx.linkItems(expecting.itemLinks);
  return answered(answers);
}

/** Of a piece that is another's nothing is told and nothing is made: its own people know it. */
function expectOne(expecting: Expecting, { row, value }: Row<Expected>): Answer {
  const { context, unit, subjects, made } = expecting;
  const code = readCode(value.code);
  if (code.error !== undefined) {
    return { row, refusal: { code: code.error.code, facts: { found: value.code } } };
  }
  const issuer = CARRIER_SCHEMES.has(code.scheme) ? value.carrier : "";
  const key = `${issuer}/${code.normalised}`;
  const there = (subjects.get(code.normalised) ?? []).find((one) => one.issuer === issuer);
  if (there !== undefined) {
    const state = there.kind === "item" ? unit.get("item", there.id) : undefined;
    const isOwn = state !== undefined && mayTouch(context.actor, state);
    return isOwn ? { row, itemId: state.id } : { row };
  }
  const itemId = made.get(key) ?? bear(expecting, row, value, issuer);
  made.set(key, itemId);
  return { row, itemId, ...(code.findings.length > 0 && { findings: code.findings }) };
}

function bear(
  { context, unit, readers, identifiers, itemLinks, messageId }: Expecting,
  row: number,
  value: Expected,
  issuer: string,
): Id {
  const { ids } = context.ports;
  const { now } = context;
  const itemId = ids.next();
  const shipmentId = ids.next();
  const key = ids.derived(context.seed, "expected", row);
  const act = { key, occurredAt: now, sourceMessage: value.messageId ?? messageId };
  makeShipment(unit, shipmentId, act, undeterminedShipment(readers));
  bearItem(unit, itemId, act, { shipmentId, readers });
  const { scheme, normalised } = readCode(value.code);
  identifiers.push(identifierOf(itemId, "item", scheme, normalised, value.code, now, issuer));
  itemLinks.push({ itemId, shipmentId, from: now, reason: "announced" });
  unit.remind(expiry(context, shipmentId));
  return itemId;
}
