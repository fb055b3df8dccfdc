/**
 * Keeps arrival tallies that another system of the operator made (CEB711), with what is over and short
 * against the waybills of the bill. A tally moves no piece: arrivals are recorded where they are seen.
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

async function record(context: CallContext, given: readonly unknown[]): Promise<Result<unknown>> {
  const sorted = sortRows<Tally>(batch, given);
  const answers: Answer[] = sorted.answers;
  for (const row of sorted.rows) answers.push(await recordOne(context, row));
  return answered(answers);
}

async function recordOne(context: CallContext, { row, value }: Row<Tally>): Promise<Answer> {
  const { tx, actor } = context;
  const key = { kind: "tally", issuer: value.operator, number: value.number } as const;
  const [before] = await tx.documents([key]);
  if (before !== undefined && before.partyId !== actor.partyId)
    return { row, refusal: { code: "document/other-sender", facts: { found: value.number } } };
  if (before !== undefined && value.statedAt < before.statedAt) return older(row, value, before);
  // Nobody learns others' parcels by naming their bill.
  const waybills = (await tx.waybillsUnder(value.bill)).filter(
    ({ issuer, partyId }) =>
      issuer === value.carrier && (partyId === actor.partyId || isOfCentre(context)),
  );
  const findings = differences(waybills, value.parcels);
  const saved = nextRevision(context, value, { ...key, partyId: actor.partyId }, before);
  await tx.saveDocuments([saved]);
  const { documentId, revision } = saved;
  return { row, documentId, revision, ...(findings.length > 0 && { findings }) };
}

function older(row: number, { statedAt: found }: Tally, before: StoredDocument): Answer {
  const { documentId, revision, statedAt: expected } = before;
  const at = { field: "statedAt" };
  const finding: Finding = { code: "document/older", severity: "warning", at, found, expected };
  return { row, documentId, revision, findings: [finding] };
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

function differences(
  waybills: readonly StoredDocument[],
  parcels: readonly string[],
): readonly Finding[] {
  const expected = new Set(waybills.map(({ number }) => number));
  const seen = new Set(parcels);
  const over = [...seen].filter((code) => !expected.has(code));
  const short = [...expected].filter((code) => !seen.has(code));
  return tallyFindings({ over, short });
}
