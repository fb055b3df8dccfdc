/**
 * Erases the persons of declarations: their keys in the vault are destroyed, events and audit stay
 * whole. The journal of erasures is applied again to a restored backup.
 */
import { type Static, Type } from "typebox";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Event, Id } from "#domain/events/event.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type RowAnswer,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { command } from "./define.ts";
import type { Erasure, Tx } from "./ports.ts";
import { DOCUMENT_KINDS, type DocumentKey } from "./ports-documents.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";

/** An order, payment or waybill by its issuer's number; all its revisions are meant. */
const DocumentKeySchema = Type.Object(
  {
    kind: Type.Union(DOCUMENT_KINDS.map((kind) => Type.Literal(kind))),
    issuer: Type.String({ minLength: 1, maxLength: 64 }),
    number: Type.String({ minLength: 1, maxLength: 64 }),
  },
  { additionalProperties: false },
);

const EraseRow = Type.Object(
  {
    declarationId: Type.Optional(UuidSchema),
    document: Type.Optional(DocumentKeySchema),
    reason: Type.String({ minLength: 1, maxLength: 500, description: "Why, without any name." }),
  },
  { additionalProperties: false },
);

const batch = { field: "erasures", row: EraseRow, max: BATCH_LIMIT };

export const erasePersons = command({
  name: "erase-persons",
  sentence: "Erases the persons of declarations and documents for good; the record stays whole.",
  roles: ["administrator", "system"],
  input: Type.Object(
    { erasures: rowsSchema("Declarations and documents whose persons are erased.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, persons: Type.Optional(Type.Integer()) })),
  batch,
  counts: batchCounts,
  handler: async ({ tx, ports, actor, now }, input) => {
    const sorted = sortRows<Static<typeof EraseRow>>(batch, input.erasures as unknown[]);
    const answers: (RowAnswer & { persons?: number })[] = sorted.answers;
    const refsOf = await personsOf(
      tx,
      sorted.rows.map(({ value }) => value),
    );
    const erasures: Erasure[] = [];
    for (const { row, value } of sorted.rows) {
      const refs = refsOf(value);
      if (refs === undefined) {
        const code = value.document === undefined ? "declaration/not-found" : "document/not-found";
        answers.push({ row, refusal: { code } });
        continue;
      }
      for (const personRef of refs) {
        const erasureId = ports.ids.next();
        const { reason } = value;
        erasures.push({ erasureId, personRef, erasedAt: now, askedBy: actor.userId, reason });
      }
      answers.push({ row, persons: refs.length });
    }
    await tx.erasePersons(erasures);
    return answered(answers);
  },
});

type Named = Static<typeof EraseRow>;

/** What gives the persons that a row names, in each statement; undefined where there is no such thing. */
async function personsOf(
  tx: Tx,
  rows: readonly Named[],
): Promise<(row: Named) => readonly Id[] | undefined> {
  const declarations = await tx.load(
    "declaration",
    rows.flatMap(({ declarationId }) => declarationId ?? []),
  );
  const events = declarations.size === 0 ? [] : await tx.eventsOf([...declarations.keys()]);
  const statements = Map.groupBy(events, ({ subjectId }) => subjectId);
  const keys = rows.flatMap(({ document }) => (document === undefined ? [] : [keyOf(document)]));
  const documents = Map.groupBy(await tx.documentPersons(keys), nameOf);
  return ({ document, declarationId = "" }) => {
    if (document !== undefined)
      return documents.get(nameOf(keyOf(document)))?.flatMap(({ persons }) => persons);
    const declaration = declarations.get(declarationId);
    return declaration && statedPersons(declaration, statements.get(declarationId) ?? []);
  };
}

function keyOf({ kind, issuer, number }: Static<typeof DocumentKeySchema>): DocumentKey {
  return { kind: kind as DocumentKey["kind"], issuer, number };
}

function nameOf({ kind, issuer, number }: DocumentKey): string {
  return JSON.stringify([kind, issuer, number]);
}

/** The persons of a declaration, of each of its statements. */
function statedPersons(
  { senderRef, recipientRef, content }: DeclarationState,
  events: readonly Event[],
): readonly Id[] {
  const before = events.flatMap(({ type, data }) => {
    const stated = data?.["content"] as Partial<DeclarationState["content"]> | undefined;
    return STATEMENTS.has(type)
      ? [data?.["senderRef"], data?.["recipientRef"], stated?.remarksRef]
      : [];
  });
  const all = [...before, senderRef, recipientRef, content.remarksRef];
  return [...new Set(all)].filter((ref): ref is Id => typeof ref === "string");
}

const STATEMENTS: ReadonlySet<string> = new Set(["declaration-lodged", "declaration-amended"]);
