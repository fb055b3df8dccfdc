/**
 * An assessment as answers and events tell it: each line's taxes, what is not collected, and every row
 * and rate it was computed from. Sums in minor units as text, since JSON has no bigint.
 */
import { type Static, Type } from "typebox";
import type { Assessment } from "#domain/customs/regime.ts";

const text = Type.String();
const minor = Type.String({ description: "Minor units of the currency, as text." });
const DecimalSchema = Type.Object({ units: text, scale: Type.Integer() });
/** What every row and rate that was used tells of itself. */
const dated = { validFrom: text, source: text, verified: Type.Boolean() };

export const AssessmentSchema = Type.Object({
  currency: text,
  totalMinor: minor,
  dueMinor: minor,
  collected: Type.Boolean({ description: "False where nothing is to be paid." }),
  lines: Type.Array(
    Type.Object({
      line: Type.Integer(),
      taxes: Type.Array(
        Type.Object({
          kind: text,
          baseMinor: minor,
          rate: DecimalSchema,
          amountMinor: minor,
          rounding: text,
        }),
      ),
    }),
  ),
  notCollected: Type.Optional(
    Type.Array(Type.Object({ kind: text, amountMinor: minor, limitMinor: minor })),
  ),
  rules: Type.Array(Type.Object({ rule: text, ...dated })),
  exchange: Type.Array(
    Type.Object({ currency: text, rate: DecimalSchema, rounding: text, ...dated }),
  ),
});

/** An assessment as an event carries it and an answer tells it. */
export type AssessmentTold = Static<typeof AssessmentSchema>;

export function assessmentTold(assessment: Assessment): AssessmentTold {
  const { currency, lines, totalMinor, dueMinor, collected, notCollected } = assessment;
  return {
    currency,
    totalMinor: String(totalMinor),
    dueMinor: String(dueMinor),
    collected,
    lines: lines.map(({ line, taxes }) => ({
      line,
      taxes: taxes.map((tax) => ({
        ...tax,
        baseMinor: String(tax.baseMinor),
        amountMinor: String(tax.amountMinor),
      })),
    })),
    ...(notCollected.length > 0 && {
      notCollected: notCollected.map(({ kind, amountMinor, limitMinor }) => ({
        kind,
        amountMinor: String(amountMinor),
        limitMinor: String(limitMinor),
      })),
    }),
    rules: [...assessment.used],
    exchange: [...assessment.exchange],
  };
}
