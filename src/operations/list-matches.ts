/**
 * Pairs that may be one thing: the same code declared under two streams, or announced by two
 * parties. A person decides; whoever reads only one of a pair is told nothing of it.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { InstantSchema, UuidSchema } from "./schemas.ts";

const AfterSchema = Type.Object({
  proposedAt: InstantSchema,
  oneId: UuidSchema,
  otherId: UuidSchema,
});

const SideSchema = Type.Object(
  {
    kind: Type.Union([Type.Literal("item"), Type.Literal("container")]),
    id: UuidSchema,
    status: Type.String(),
    shipmentId: Type.Optional(UuidSchema),
    stream: Type.Optional(Type.String()),
    direction: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);

const MatchSchema = Type.Object(
  {
    code: Type.String({ description: "The code both answer to, or were named by." }),
    reason: Type.String(),
    proposedAt: InstantSchema,
    one: SideSchema,
    other: SideSchema,
  },
  { additionalProperties: false },
);

export const listMatches = view({
  name: "list-matches",
  sentence: "Lists pairs of pieces or containers that may be one, oldest first, until decided.",
  roles: ["floor", "clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object(
    {
      after: Type.Optional(AfterSchema),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ matches: Type.Array(MatchSchema), next: Type.Optional(AfterSchema) }),
  handler: async (record, { after, limit = 50 }) => {
    const found = await record.matches({
      after: after && [after.proposedAt, after.oneId, after.otherId],
      limit: limit + 1,
    });
    const matches = found.slice(0, limit);
    const last = matches.at(-1);
    if (found.length <= limit || last === undefined) return ok({ matches });
    const { proposedAt, one, other } = last;
    return ok({ matches, next: { proposedAt, oneId: one.id, otherId: other.id } });
  },
});
