/**
 * Erases the persons of declarations: their keys in the vault are destroyed, events and audit stay
 * whole. The journal of erasures is applied again to a restored backup.
 */
import { type Static, Type } from "typebox";
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
import type { Erasure } from "./ports.ts";
import { rowMembers, UuidSchema } from "./schemas.ts";

const EraseRow = Type.Object(
  {
    declarationId: UuidSchema,
    reason: Type.String({ minLength: 1, maxLength: 500, description: "Why, without any name." }),
  },
  { additionalProperties: false },
);

const batch = { field: "erasures", row: EraseRow, max: BATCH_LIMIT };

export const erasePersons = command({
  name: "erase-persons",
  sentence: "Erases the sender and recipient of declarations for good; the record stays whole.",
  roles: ["administrator", "system"],
  input: Type.Object(
    { erasures: rowsSchema("Declarations whose persons are erased.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, persons: Type.Optional(Type.Integer()) })),
  batch,
  counts: batchCounts,
  handler: async ({ tx, ports, actor, now }, input) => {
    const sorted = sortRows<Static<typeof EraseRow>>(batch, input.erasures as unknown[]);
    const answers: (RowAnswer & { persons?: number })[] = sorted.answers;
    const ids = sorted.rows.map(({ value }) => value.declarationId);
    const declarations = await tx.load("declaration", ids);
    for (const { row, value } of sorted.rows) {
      const declaration = declarations.get(value.declarationId);
      if (declaration === undefined) {
        answers.push({ row, refusal: { code: "declaration/not-found" } });
        continue;
      }
      const refs = [
        declaration.senderRef,
        declaration.recipientRef,
        declaration.content.remarksRef ?? null,
      ].filter((ref) => ref !== null);
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
