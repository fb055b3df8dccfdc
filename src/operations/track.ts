/** Public tracking: what happened to one item, without names, places or reasons. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { view } from "./define.ts";
import { readCode } from "./find-subjects.ts";
import { CodeSchema, InstantSchema } from "./schemas.ts";

const PublicEventSchema = Type.Object({
  type: Type.String(),
  occurredAt: InstantSchema,
  direction: Type.String(),
  report: Type.Optional(
    Type.String({ description: "Of a report by others: the UPU's code of the item event." }),
  ),
});

export const track = view({
  name: "track",
  sentence: "Shows the public what happened to one item and what comes next.",
  roles: ["public"],
  input: Type.Object({ code: CodeSchema }, { additionalProperties: false }),
  output: Type.Object({ code: Type.String(), events: Type.Array(PublicEventSchema) }),
  handler: async (record, { code }) => {
    const read = readCode(code);
    if (read.error !== undefined) return refuse(read.error.code, { found: read.error.found });
    const events = await record.track(read.normalised);
    if (events.length === 0) return refuse("item/not-found", { found: read.normalised });
    return ok({ code: read.normalised, events });
  },
});
