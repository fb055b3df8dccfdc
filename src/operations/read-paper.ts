/** One paper with its bytes, for who may read what was declared of its shipment. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { view } from "./define.ts";
import { PaperSchema, shownPaper } from "./list-papers.ts";
import { UuidSchema } from "./schemas.ts";

export const readPaper = view({
  name: "read-paper",
  sentence: "Gives a paper that was handed in, with its bytes.",
  roles: ["clerk", "declarant", "officer", "auditor", "system"],
  input: Type.Object({ paperId: UuidSchema }, { additionalProperties: false }),
  output: Type.Object(
    {
      paper: PaperSchema,
      base64: Type.String({ description: "The bytes as they were handed in." }),
    },
    { additionalProperties: false },
  ),
  handler: async (record, { paperId }, _actor, ports) => {
    const paper = await record.paper(paperId);
    if (paper === undefined) return refuse("paper/not-found");
    const pieces: Uint8Array[] = [];
    for await (const piece of ports.blobs.get(paper.blobKeyId, paper.blobHash)) pieces.push(piece);
    return ok({ paper: shownPaper(paper), base64: Buffer.concat(pieces).toString("base64") });
  },
});
