/**
 * Keeps the documents that belong to a parcel's declaration: order, payment, waybill. A later statement
 * of the sender is the next revision, an older one is dropped with a finding; a deleted document stays
 * as a withdrawn revision. Persons go into the vault. Lists that wait for a document are held against it.
 */
import { type Static, Type } from "typebox";
import type { Finding, Result } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type Row,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { isOperator } from "./centre-parties.ts";
import { compareDocuments } from "./compare-documents.ts";
import { PersonSchema } from "./declaration-schema.ts";
import { type CallContext, command } from "./define.ts";
import type { VaultRow } from "./ports.ts";
import {
  DOCUMENT_KINDS,
  type DocumentKey,
  type DocumentKind,
  type StoredDocument,
} from "./ports-documents.ts";
import { RowMessageSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { statedBefore } from "./stated-before.ts";
import { Unit } from "./unit.ts";

const KeptRow = Type.Object(
  {
    kind: Type.Union(DOCUMENT_KINDS.map((kind) => Type.Literal(kind))),
    issuer: Type.String({ minLength: 1, maxLength: 64 }),
    number: Type.String({ minLength: 1, maxLength: 64 }),
    change: Type.Union(["new", "change", "delete"].map((one) => Type.Literal(one))),
    statedAt: Type.String({
      maxLength: 32,
      description: "The sender's time; the later one holds.",
    }),
    facts: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 512 })),
    persons: Type.Optional(Type.Record(Type.String({ maxLength: 32 }), PersonSchema)),
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
type Kept = Static<typeof KeptRow>;

const batch = { field: "documents", row: KeptRow, max: BATCH_LIMIT };

export const keepDocuments = command({
  name: "keep-documents",
  sentence: "Keeps orders, payments and waybills that declarations are matched against.",
  roles: ["clerk", "declarant", "system"],
  input: Type.Object(
    { documents: rowsSchema("Documents to keep."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      documentId: Type.Optional(UuidSchema),
      revision: Type.Optional(Type.Integer({ description: "What holds now." })),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => keep(context, input.documents as unknown[], input.messageId),
});

type Keeping = {
  readonly context: CallContext;
  /** The highest revision of each document, those of this call among them. */
  readonly current: Map<string, StoredDocument>;
  readonly saved: StoredDocument[];
  readonly persons: VaultRow[];
  readonly messageId: Id | undefined;
};

type Answer = RowAnswer & { readonly documentId?: Id; readonly revision?: number };

async function keep(
  context: CallContext,
  given: readonly unknown[],
  messageId: Id | undefined,
): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<Kept>(batch, given);
  const answers: Answer[] = sorted.answers;
  const keys = sorted.rows.map(({ value }) => documentKey(value));
  const before = await tx.documents(keys);
  const current = new Map(before.map((one) => [nameOf(one), one]));
  const keeping: Keeping = { context, current, saved: [], persons: [], messageId };
  for (const row of sorted.rows) answers.push(keepOne(keeping, row));
  await tx.keepPersons(keeping.persons);
  await tx.saveDocuments(keeping.saved);
  await matchLists(context, keeping.saved);
  return answered(answers);
}

/** Lists that wait for these documents are held against them, those that nobody asked of yet too. */
async function matchLists(context: CallContext, saved: readonly StoredDocument[]): Promise<void> {
  const orders = saved.flatMap((one) => orderIn(one) ?? []);
  const ids = await context.tx.shipmentsOfOrders([...new Set(orders)]);
  if (ids.length === 0) return;
  const unit = new Unit(context);
  await unit.lock("shipment", ids);
  await compareDocuments(context, unit, ids);
  await unit.save();
}

function orderIn({ kind, number, facts }: StoredDocument): string | undefined {
  return kind === "order" ? number : facts["orderNo"];
}

function documentKey({ kind, issuer, number }: Kept): DocumentKey {
  return { kind: kind as DocumentKind, issuer, number };
}

function nameOf({ kind, issuer, number }: DocumentKey): string {
  return JSON.stringify([kind, issuer, number]);
}

function keepOne(keeping: Keeping, { row, value }: Row<Kept>): Answer {
  const { context, current } = keeping;
  const { actor } = context;
  const before = current.get(nameOf(documentKey(value)));
  if (before !== undefined && before.partyId !== actor.partyId && !isOperator(context)) {
    return { row, refusal: { code: "document/other-sender", facts: { found: value.number } } };
  }
  const told = before && statedBefore(value.statedAt, before);
  if (before !== undefined && told !== undefined) {
    const { documentId, revision } = before;
    return { row, documentId, revision, findings: [told] };
  }
  const stored = nextRevision(keeping, value, before);
  current.set(nameOf(stored), stored);
  keeping.saved.push(stored);
  const { documentId, revision } = stored;
  const isFirst = before === undefined && value.change !== "new";
  const at = { field: "change" };
  const finding: Finding = {
    code: "document/not-kept-before",
    severity: "warning",
    at,
    found: value.number,
  };
  return { row, documentId, revision, ...(isFirst && { findings: [finding] }) };
}

function nextRevision(
  { context, persons, messageId }: Keeping,
  value: Kept,
  before: StoredDocument | undefined,
): StoredDocument {
  const { ports, actor, now, callId } = context;
  const documentId = before?.documentId ?? ports.ids.next();
  const refs: Record<string, Id> = {};
  for (const [part, person] of Object.entries(value.persons ?? {})) {
    const personRef = ports.ids.next();
    const hashes = ports.vault.hash(person);
    persons.push({
      personRef,
      declarationId: documentId,
      hashes,
      ...ports.vault.seal(person, personRef),
    });
    refs[part] = personRef;
  }
  return {
    ...documentKey(value),
    documentId,
    revision: (before?.revision ?? 0) + 1,
    site: ports.site.site,
    partyId: before?.partyId ?? actor.partyId,
    sourceMessage: value.messageId ?? messageId ?? null,
    statedAt: value.statedAt,
    withdrawn: value.change === "delete",
    facts: value.facts,
    persons: refs,
    keptAt: now,
    callId,
  };
}
