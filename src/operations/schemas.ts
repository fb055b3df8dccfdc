/** Schemas that several operations share. Lengths are limits of what is taken in, not of fields. */
import { Type } from "typebox";

export const UuidSchema = Type.String({
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "A 128-bit id in its 36-character form, lower case.",
});

/** An identifier as scanned or typed; what is longer than 64 characters is refused with its reason. */
export const CodeSchema = Type.String({ minLength: 1, maxLength: 256 });

/** The end of the year 9999: a later instant is a mistake, and the database holds none of 1e300. */
export const LATEST_INSTANT_MS = 253_402_300_799_999;

/** An instant, epoch milliseconds. */
export const InstantSchema = Type.Integer({
  minimum: 0,
  maximum: LATEST_INSTANT_MS,
  description: "Epoch ms.",
});

/** When it happened: ISO 8601 with offset, or local time of the office, or epoch milliseconds. */
export const TimeSchema = Type.Union([Type.String({ maxLength: 40 }), InstantSchema]);

export const PlaceCodeSchema = Type.String({ minLength: 1, maxLength: 64 });

/** An office of the centre: local times of the call are read in its zone. */
export const OfficeCodeSchema = Type.String({
  minLength: 1,
  maxLength: 64,
  description: "Code of an office, in whose zone local times are read; else the centre's.",
});

export const WeightGramsSchema = Type.Integer({ minimum: 0, maximum: 100_000_000 });

const CLOSED = { additionalProperties: false } as const;

export const FindingSchema = Type.Object(
  {
    code: Type.String(),
    severity: Type.Union([Type.Literal("error"), Type.Literal("warning"), Type.Literal("info")]),
    at: Type.Record(Type.String(), Type.Union([Type.String(), Type.Integer()]), {
      description: "Where it is: file, line, row, field, offset, as far as the format has them.",
    }),
    found: Type.Optional(Type.String()),
    expected: Type.Optional(Type.String()),
    todo: Type.Optional(Type.String()),
  },
  CLOSED,
);

export const RefusalSchema = Type.Object(
  {
    code: Type.String(),
    facts: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: "What the code's text names." }),
    ),
  },
  CLOSED,
);

export const BlockerSchema = Type.Object(
  {
    code: Type.String(),
    liftedBy: Type.String({ description: "An authority, `operator` or `declarant`." }),
    holdId: Type.Optional(UuidSchema),
    kind: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
    documents: Type.Optional(
      Type.Array(Type.String(), { description: "Documents that are missing or differ." }),
    ),
    subjectId: Type.Optional(UuidSchema),
  },
  CLOSED,
);

/** Why something was done, in words of who did it. */
export const ReasonSchema = Type.String({ minLength: 1, maxLength: 500 });

/** The message a row is from, where the rows of one call are from several; else the call's own. */
export const RowMessageSchema = Type.Optional(UuidSchema);

/** Members every row answer may have. */
export const rowMembers = {
  row: Type.Integer({ minimum: 0 }),
  refusal: Type.Optional(RefusalSchema),
  findings: Type.Optional(Type.Array(FindingSchema)),
};

/** Why something leaves the centre. */
export const PURPOSES = [
  "release",
  "export",
  "return",
  "transfer",
  "authority",
  "destruction",
] as const;

export const PurposeSchema = Type.Union(PURPOSES.map((purpose) => Type.Literal(purpose)));
