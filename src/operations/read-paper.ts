/** One paper with its bytes, for who may read what was declared of its shipment. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { blobBytes } from "./blob-bytes.ts";
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
    const bytes = await blobBytes(ports.blobs, paper.blobKeyId, paper.blobHash);
    return ok({ paper: shownPaper(paper), base64: bytes.toString("base64") });
  },
});
