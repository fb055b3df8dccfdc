/** The papers handed in for a shipment, oldest first. */
import { type Static, Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { PAPER_KINDS, type Paper, type PaperKind } from "./ports-papers.ts";
import { InstantSchema, UuidSchema } from "./schemas.ts";

export const PaperSchema = Type.Object(
  {
    id: UuidSchema,
    shipmentId: UuidSchema,
    holdId: Type.Union([UuidSchema, Type.Null()]),
    kind: Type.Unsafe<PaperKind>(Type.Union(PAPER_KINDS.map((kind) => Type.Literal(kind)))),
    mediaType: Type.String({ description: "As its bytes show." }),
    sizeBytes: Type.Integer({ minimum: 0 }),
    handedAt: InstantSchema,
    handedBy: UuidSchema,
    partyId: UuidSchema,
  },
  { additionalProperties: false },
);

export const listPapers = view({
  name: "list-papers",
  sentence: "Lists the papers handed in for a shipment.",
  roles: ["clerk", "declarant", "officer", "auditor", "system"],
  input: Type.Object({ shipmentId: UuidSchema }, { additionalProperties: false }),
  output: Type.Object({ papers: Type.Array(PaperSchema) }, { additionalProperties: false }),
  handler: async (record, { shipmentId }) =>
    ok({ papers: (await record.papersOf(shipmentId)).map(shownPaper) }),
});

/** A paper without where its bytes lie. */
export function shownPaper(paper: Paper): Static<typeof PaperSchema> {
  const { blobHash: _hash, blobKeyId: _key, sensitivity: _sensitivity, ...shown } = paper;
  return shown;
}
