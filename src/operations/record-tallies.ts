/**
 * Keeps arrival tallies that another system of the operator made (CEB711), with what is over and short
 * against the waybills of the bill. A later statement is the next revision, one stated before is not
 * kept again. A tally moves no piece: arrivals are recorded where they are seen.
 */
import { type Static, Type } from "typebox";
import type { Finding, Result } from "#base/result.ts";
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
import { tallyFindings } from "./ceb-tally.ts";
import { isOfCentre } from "./centre-parties.ts";
import { type CallContext, command } from "./define.ts";
import type { DocumentKey, StoredDocument } from "./ports-documents.ts";
import { RowMessageSchema, rowMembers, UuidSchema } from "./schemas.ts";
import { statedBefore } from "./stated-before.ts";

/** Parcels of one tally that are taken; the schema has no limit, a truck has. */
const PARCELS_LIMIT = 100_000;
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

const TallyRow = Type.Object(
  {
    operator: text(64),
    number: text(64),
    bill: text(64),
    carrier: text(64),
    change: Type.Union(["new", "change", "delete"].map((one) => Type.Literal(one))),
    statedAt: Type.String({ maxLength: 32 }),
    facts: Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 512 })),
    parcels: Type.Array(text(64), { maxItems: PARCELS_LIMIT }),
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
type Tally = Static<typeof TallyRow>;

const batch = { field: "tallies", row: TallyRow, max: BATCH_LIMIT };

export const recordTallies = command({
  name: "record-tallies",
  sentence: "Keeps arrival tallies of an operator's system, with what is over and short.",
  roles: ["clerk", "declarant", "floor", "system"],
  input: Type.Object(
    { tallies: rowsSchema("Tallies to keep."), messageId: Type.Optional(UuidSchema) },
    { additionalProperties: false },
  ),
  output: answerSchema(
    Type.Object({
      ...rowMembers,
      documentId: Type.Optional(UuidSchema),
      revision: Type.Optional(Type.Integer()),
    }),
  ),
  batch,
  counts: batchCounts,
  handler: (context, input) => record(context, input.tallies as unknown[]),
});

type Answer = RowAnswer & { readonly documentId?: string; readonly revision?: number };

type Recording = {
  readonly context: CallContext;
  /** The highest revision of each tally, those of this call among them. */
  readonly current: Map<string, StoredDocument>;
  /** Waybills by the bill they name. */
  readonly waybills: ReadonlyMap<string | undefined, readonly StoredDocument[]>;
  readonly saved: StoredDocument[];
};

async function record(context: CallContext, given: readonly unknown[]): Promise<Result<unknown>> {
  const { tx } = context;
  const sorted = sortRows<Tally>(batch, given);
  const answers: Answer[] = sorted.answers;
  const before = await tx.documents(sorted.rows.map(({ value }) => tallyKey(value)));
  const bills = new Set(sorted.rows.map(({ value }) => value.bill));
  const waybills = await tx.waybillsUnder([...bills]);
  const recording: Recording = {
    context,
    current: new Map(before.map((one) => [nameOf(one), one])),
    waybills: Map.groupBy(waybills, ({ facts }) => facts["billNo"]),
    saved: [],
  };
  for (const row of sorted.rows) answers.push(recordOne(recording, row));
  await tx.saveDocuments(recording.saved);
  return answered(answers);
}

function tallyKey({ operator, number }: Tally): DocumentKey {
  return { kind: "tally", issuer: operator, number };
}

function nameOf({ issuer, number }: DocumentKey): string {
  return JSON.stringify([issuer, number]);
}

function recordOne(recording: Recording, { row, value }: Row<Tally>): Answer {
  const { context, current, saved } = recording;
  const { partyId } = context.actor;
  const key = tallyKey(value);
  const before = current.get(nameOf(key));
  if (before !== undefined && before.partyId !== partyId)
    return { row, refusal: { code: "document/other-sender", facts: { found: value.number } } };
  const told = before && statedBefore(value.statedAt, before);
  const findings = told === undefined ? [] : [told];
  // What is over and short may have changed since; an older tally says nothing of it.
  if (told?.code !== "document/older") findings.push(...differences(recording, value));
  const stands = (told && before) ?? nextRevision(context, value, { ...key, partyId }, before);
  if (told === undefined) {
    current.set(nameOf(key), stands);
    saved.push(stands);
  }
  const { documentId, revision } = stands;
  return { row, documentId, revision, ...(findings.length > 0 && { findings }) };
}

function nextRevision(
  { ports, now, callId }: CallContext,
  value: Tally,
  key: DocumentKey & Pick<StoredDocument, "partyId">,
  before: StoredDocument | undefined,
): StoredDocument {
  const { documentId, revision } = before ?? { documentId: ports.ids.next(), revision: 0 };
  return {
    ...key,
    documentId,
    revision: revision + 1,
    site: ports.site.site,
    sourceMessage: value.messageId ?? null,
    statedAt: value.statedAt,
    withdrawn: value.change === "delete",
    facts: { ...value.facts, billNo: value.bill, parcels: String(value.parcels.length) },
    persons: {},
    keptAt: now,
    callId,
  };
}

/** Against the waybills the caller may know: nobody learns others' parcels by naming their bill. */
function differences({ context, waybills }: Recording, value: Tally): readonly Finding[] {
  const { partyId: own } = context.actor;
  const known = (waybills.get(value.bill) ?? []).filter(
    ({ issuer, partyId }) => issuer === value.carrier && (partyId === own || isOfCentre(context)),
  );
  const expected = new Set(known.map(({ number }) => number));
  const seen = new Set(value.parcels);
  const over = [...seen].filter((code) => !expected.has(code));
  const short = [...expected].filter((code) => !seen.has(code));
  return tallyFindings({ over, short });
}
