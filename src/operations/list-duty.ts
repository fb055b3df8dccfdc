/**
 * What is owed, oldest assessment first, and the sums by party: due before release, owed by the month,
 * or to be refunded. Whoever owes it sees it, and the centre; nobody else.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { InstantSchema, UuidSchema } from "./schemas.ts";
import { shown } from "./show-item.ts";

const AfterSchema = Type.Object(
  { assessedAt: InstantSchema, shipmentId: UuidSchema },
  { additionalProperties: false },
);
const minor = Type.String({ description: "Minor units of the currency, as text." });
const nullable = Type.Union([Type.String(), Type.Null()]);

const OwedSchema = Type.Object(
  {
    shipmentId: UuidSchema,
    codes: Type.Array(Type.String(), { description: "Of it and of its pieces, the first few." }),
    stream: Type.String(),
    direction: Type.String(),
    regime: Type.String(),
    currency: Type.String(),
    assessedMinor: minor,
    waivedMinor: minor,
    paidMinor: minor,
    refundedMinor: minor,
    dueMinor: minor,
    securedBy: nullable,
    owedBy: nullable,
    asked: nullable,
    assessedAt: InstantSchema,
    ageDays: Type.Integer({ description: "Whole days since it was assessed." }),
  },
  { additionalProperties: false },
);

const TotalSchema = Type.Object(
  {
    owedBy: nullable,
    securedBy: nullable,
    currency: Type.String(),
    shipments: Type.Integer(),
    dueMinor: minor,
    oldestAt: InstantSchema,
  },
  { additionalProperties: false },
);

export const listDuty = view({
  name: "list-duty",
  sentence: "Lists duty that is due, owed by the month or to be refunded, by party and age.",
  roles: ["clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object(
    {
      state: Type.Optional(
        Type.Union([Type.Literal("due"), Type.Literal("owed"), Type.Literal("refund")], {
          description: "due: before release; owed: by the month; refund: too much was paid.",
        }),
      ),
      party: Type.Optional(
        Type.String({ minLength: 1, maxLength: 64, description: "Code of who owes it." }),
      ),
      after: Type.Optional(AfterSchema),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object(
    {
      duties: Type.Array(OwedSchema),
      totals: Type.Array(TotalSchema, { description: "Of all that is listed, on any page." }),
      next: Type.Optional(AfterSchema),
    },
    { additionalProperties: false },
  ),
  handler: async (record, { state, party, after, limit = 50 }, _actor, ports) => {
    const found = await record.owed({
      state,
      party,
      after: after && [after.assessedAt, after.shipmentId],
      limit: limit + 1,
    });
    const now = ports.clock.now();
    const duties = found.slice(0, limit).map((row) => ({
      ...shown(row),
      ageDays: Math.max(0, Math.floor((now - row.assessedAt) / DAY_MS)),
    }));
    const last = found[limit - 1];
    const totals = (await record.owedTotals({ state, party })).map(shown);
    if (found.length <= limit || last === undefined) return ok({ duties, totals });
    const { assessedAt, shipmentId } = last;
    return ok({ duties, totals, next: { assessedAt, shipmentId } });
  },
});

const DAY_MS = 86_400_000;
