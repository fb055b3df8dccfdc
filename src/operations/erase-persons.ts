/**
 * Erases the persons of declarations: their keys in the vault are destroyed, events and audit stay
 * whole. The journal of erasures is applied again to a restored backup.
 */
import { type Static, Type } from "typebox";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
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
    const ids = sorted.rows.flatMap(({ value }) => value.declarationId ?? []);
    const declarations = await tx.load("declaration", ids);
    for (const { row, value } of sorted.rows) {
      const { document, declarationId = "" } = value;
      const refs =
        document === undefined
          ? await refsOf(tx, declarations.get(declarationId))
          : await tx.documentPersons(document as DocumentKey);
      if (refs === undefined) {
        const code = document === undefined ? "declaration/not-found" : "document/not-found";
        answers.push({ row, refusal: { code } });
        continue;
      }
      const erasures = refs.map(
        (personRef): Erasure => ({
          erasureId: ports.ids.next(),
          personRef,
          erasedAt: now,
          askedBy: actor.userId,
          reason: value.reason,
        }),
      );
      answers.push({ row, persons: await tx.erasePersons(erasures) });
    }
    return answered(answers);
  },
});

/** The persons of a declaration, of each of its statements; undefined where there is none. */
async function refsOf(
  tx: Tx,
  declaration: DeclarationState | undefined,
): Promise<readonly Id[] | undefined> {
  if (declaration === undefined) return undefined;
  const { senderRef, recipientRef, content } = declaration;
  const before = (await tx.eventsOf([declaration.id])).flatMap(({ type, data }) => {
    const stated = data?.["content"] as Partial<DeclarationState["content"]> | undefined;
    return STATEMENTS.has(type)
      ? [data?.["senderRef"], data?.["recipientRef"], stated?.remarksRef]
      : [];
  });
  const all = [...before, senderRef, recipientRef, content.remarksRef];
  return [...new Set(all)].filter((ref): ref is Id => typeof ref === "string");
}

const STATEMENTS: ReadonlySet<string> = new Set(["declaration-lodged", "declaration-amended"]);
