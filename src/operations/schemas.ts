/** Schemas that several operations share. Lengths are limits of what is taken in, not of fields. */
import { Type } from "typebox";

export const UuidSchema = Type.String({
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "A 128-bit id in its 36-character form, lower case.",
});

/** An identifier as scanned or typed; what is longer than 64 characters is refused with its reason. */
export const CodeSchema = Type.String({ minLength: 1, maxLength: 256 });

/** When it happened: ISO 8601 with offset, or local time of the office, or epoch milliseconds. */
export const TimeSchema = Type.Union([
  Type.String({ maxLength: 40 }),
  Type.Integer({ minimum: 0 }),
]);

export const PlaceCodeSchema = Type.String({ minLength: 1, maxLength: 64 });

export const WeightGramsSchema = Type.Integer({ minimum: 0, maximum: 100_000_000 });

export const FindingSchema = Type.Object(
  { code: Type.String(), severity: Type.String() },
  { additionalProperties: true },
);

export const RefusalSchema = Type.Object(
  { code: Type.String(), facts: Type.Optional(Type.Unknown()) },
  { additionalProperties: true },
);

export const BlockerSchema = Type.Object(
  { code: Type.String(), liftedBy: Type.String() },
  { additionalProperties: true },
);

/** Members every row answer may have. */
export const rowMembers = {
  row: Type.Integer({ minimum: 0 }),
  refusal: Type.Optional(RefusalSchema),
  findings: Type.Optional(Type.Array(FindingSchema)),
};

export const PurposeSchema = Type.Union(
  ["release", "export", "return", "transfer", "authority", "destruction"].map((purpose) =>
    Type.Literal(purpose),
  ),
);
