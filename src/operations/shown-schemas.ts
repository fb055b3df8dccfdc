/**
 * The shapes in which the record is shown: states without readers, remembered keys and hold roots.
 * Closed, so that a member that is shown and not described is found by a test.
 */
import { type TProperties, type TSchema, Type } from "typebox";
import { HOLD_KINDS, HOLD_TARGETS } from "#domain/holds/hold.ts";
import { CONTAINER_KINDS } from "#domain/places/container.ts";
import { DOCUMENT_NAMES } from "#domain/shipments/shipment.ts";
import { InstantSchema, PurposeSchema, UuidSchema, WeightGramsSchema } from "./schemas.ts";

const closed = <P extends TProperties>(members: P) =>
  Type.Object(members, { additionalProperties: false });
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const oneOf = (names: readonly string[]) => Type.Union(names.map((name) => Type.Literal(name)));

const SensitivitySchema = Type.Integer({
  minimum: 1,
  maximum: 3,
  description: "Who may read: 1 the floor, 2 who declares, 3 who enforces.",
});

const AtSchema = closed({
  kind: oneOf(["zone", "container", "vehicle", "expected", "outside", "destroyed"]),
  ref: Type.String({ description: "Code of a place, id of a container, a destination, or empty." }),
  sinceAt: InstantSchema,
});

const DecisionSchema = closed({
  authority: Type.String(),
  purpose: PurposeSchema,
  destination: nullable(Type.String()),
  decidedAt: InstantSchema,
  decidedBy: UuidSchema,
  eventKey: UuidSchema,
});

/** What others reported last, with their own code and the list it is of. */
const ReportSchema = closed({
  at: InstantSchema,
  code: Type.String(),
  list: Type.String(),
  office: Type.Optional(Type.String()),
});

/** Members of every shown state. */
const state = {
  id: UuidSchema,
  version: Type.Integer({ minimum: 1, description: "Of its events, how many there are." }),
  site: Type.String(),
  sensitivity: SensitivitySchema,
};

export const IdentifierSchema = closed({
  scheme: Type.String(),
  issuer: Type.String({ description: "Under whom it is unique; empty where worldwide." }),
  normalised: Type.String(),
  freedAt: nullable(InstantSchema),
  formerAt: nullable(
    Type.Integer({ description: "Since when another label is on the piece; it answers still." }),
  ),
  contested: Type.Boolean(),
});

const side = nullable(Type.Integer({ minimum: 1 }));
export const ReadingSchema = closed({
  at: InstantSchema,
  weightGrams: nullable(WeightGramsSchema),
  lengthMm: side,
  widthMm: side,
  heightMm: side,
  source: Type.String({ description: "Scale or device; empty where neither is known." }),
});

const item = {
  ...state,
  shipmentId: UuidSchema,
  status: Type.String(),
  at: AtSchema,
  arrivedAt: nullable(InstantSchema),
  leftAt: nullable(InstantSchema),
  exitPurpose: nullable(Type.String()),
  lastAt: InstantSchema,
  weightGrams: nullable(WeightGramsSchema),
  reported: Type.Optional(ReportSchema),
  absorbed: Type.Optional(
    Type.Array(UuidSchema, { description: "What was merged into it; what holds those holds it." }),
  ),
  mergedInto: Type.Optional(UuidSchema),
  holds: Type.Integer({ description: "Open holds placed on this very piece." }),
};
export const ItemSchema = closed(item);
export const PieceSchema = closed({ ...item, identifiers: Type.Array(IdentifierSchema) });

const minor = Type.String({ description: "Minor units of the currency, as text." });

/** What is owed: assessed less waived less paid, and again what was refunded. */
const DutySchema = closed({
  currency: Type.String(),
  assessedMinor: minor,
  waivedMinor: minor,
  paidMinor: minor,
  refundedMinor: minor,
  securedBy: nullable(oneOf(["account", "guarantor"])),
  owedBy: nullable(UuidSchema),
  references: Type.Array(Type.String(), { description: "Of payments and refunds." }),
  asked: nullable(
    closed({ what: oneOf(["waiver", "refund"]), amountMinor: minor, by: UuidSchema }),
  ),
  assessedAt: InstantSchema,
  eventKey: UuidSchema,
});

export const ShipmentSchema = closed({
  ...state,
  stream: Type.String(),
  direction: Type.String(),
  regime: Type.String(),
  status: Type.String(),
  pieces: closed({
    declared: Type.Integer(),
    arrived: Type.Integer(),
    held: Type.Integer(),
    left: Type.Integer(),
  }),
  holds: Type.Integer({ description: "Open holds placed on this very shipment." }),
  decisions: Type.Array(DecisionSchema),
  valueMinor: nullable(minor),
  currency: nullable(Type.String()),
  declaredAt: nullable(InstantSchema),
  duty: nullable(DutySchema),
  screening: oneOf(["none", "pending", "clear"]),
  customs: nullable(closed({ status: Type.String(), message: Type.String(), at: InstantSchema })),
  unfit: Type.Boolean({ description: "Its declaration does not fit the regime it names." }),
  documents: nullable(
    closed({
      state: oneOf(["missing", "differs", "matched"]),
      documents: Type.Array(oneOf(DOCUMENT_NAMES), {
        description: "Those that are missing or differ.",
      }),
    }),
  ),
  balance: nullable(
    closed({
      family: Type.String({ description: "Rule books that share a yearly limit of a buyer." }),
      year: Type.Integer(),
      reservedMinor: minor,
      consumedMinor: minor,
    }),
  ),
  lastAt: InstantSchema,
});

export const DatedShipmentSchema = closed({
  shipmentId: UuidSchema,
  from: InstantSchema,
  to: nullable(InstantSchema),
  reason: Type.String({ description: "How the piece came to it." }),
  stream: Type.String(),
  direction: Type.String(),
  regime: Type.String(),
  status: Type.String(),
});

export const ReturnedPieceSchema = closed({
  itemId: UuidSchema,
  shipmentId: UuidSchema,
  at: InstantSchema,
});

export const ContainerSchema = closed({
  ...state,
  kind: oneOf(CONTAINER_KINDS),
  status: Type.String(),
  at: AtSchema,
  seal: nullable(Type.String()),
  counted: nullable(
    closed({
      mailClass: Type.Optional(Type.String()),
      format: Type.Optional(Type.String()),
      pieces: Type.Optional(Type.Integer()),
      weightGrams: Type.Optional(WeightGramsSchema),
    }),
  ),
  decisions: Type.Optional(Type.Array(DecisionSchema)),
  reported: Type.Optional(ReportSchema),
  holds: Type.Integer(),
  arrivedAt: nullable(InstantSchema),
  leftAt: nullable(InstantSchema),
  lastAt: InstantSchema,
});

export const HoldSchema = closed({
  ...state,
  targetKind: oneOf(HOLD_TARGETS),
  targetId: UuidSchema,
  authority: Type.String(),
  level: Type.Integer({ minimum: 0, maximum: 3 }),
  kind: oneOf(HOLD_KINDS),
  publicReason: Type.String(),
  restrictedReason: Type.Optional(Type.String({ description: "Only for whom it is meant." })),
  staysWithItem: Type.Boolean(),
  fourEyes: Type.Boolean(),
  endsAt: nullable(InstantSchema),
  placedBy: UuidSchema,
  placedAt: InstantSchema,
  liftAskedBy: nullable(UuidSchema),
  liftedBy: nullable(UuidSchema),
  liftedAt: nullable(InstantSchema),
});

export const EventSchema = closed({
  type: Type.String(),
  subjectKind: Type.String(),
  subjectId: UuidSchema,
  occurredAt: InstantSchema,
  recordedAt: InstantSchema,
  place: nullable(Type.String()),
  device: nullable(Type.String()),
  sensitivity: SensitivitySchema,
  data: nullable(
    Type.Record(Type.String(), Type.Unknown(), { description: "Members of its type." }),
  ),
});

const ScaledSchema = closed({
  units: Type.String({ description: "Digits of the number without its point." }),
  scale: Type.Integer({ minimum: 0, description: "How many of them are decimals." }),
});

const text = Type.Optional(Type.String());
const scaled = Type.Optional(ScaledSchema);

const LineSchema = closed({
  description: Type.String(),
  quantity: scaled,
  unit: text,
  unitValue: scaled,
  totalValue: scaled,
  netWeightKg: scaled,
  originCountry: text,
  hsCode: text,
  taxClass: text,
});

const ContentSchema = closed({
  mailClass: text,
  natureOfTransaction: text,
  grossWeightKg: scaled,
  dimensionsCm: Type.Optional(Type.Array(Type.Number())),
  currency: text,
  postage: scaled,
  freight: scaled,
  insurance: scaled,
  discount: scaled,
  taxTotal: scaled,
  paid: scaled,
  indivisible: Type.Optional(Type.Boolean()),
  ownUse: Type.Optional(Type.Boolean()),
  documentsOnly: Type.Optional(Type.Boolean()),
  licenceNumber: text,
  payerId: Type.Optional(UuidSchema),
  senderCountry: text,
  recipientCountry: text,
  orderNumber: text,
  paymentNumber: text,
  waybillNumber: text,
  platformCode: text,
  carrierCode: text,
  lines: Type.Array(LineSchema),
  pieces: Type.Optional(Type.Array(closed({ code: Type.String(), grossWeightKg: ScaledSchema }))),
  remarksRef: Type.Optional(UuidSchema),
});

/** A person masked: enough to tell two apart, not enough to know one. */
const MaskedPersonSchema = closed({
  name: text,
  city: text,
  state: text,
  countryCode: text,
  phone: text,
  email: text,
  identityNumber: text,
});

export const DeclarationSchema = closed({
  ...state,
  number: Type.String(),
  declarantId: UuidSchema,
  stream: Type.String(),
  direction: Type.String(),
  regime: Type.String(),
  status: Type.String(),
  content: ContentSchema,
  senderRef: nullable(UuidSchema),
  recipientRef: nullable(UuidSchema),
  sender: Type.Optional(MaskedPersonSchema),
  recipient: Type.Optional(MaskedPersonSchema),
  remarks: Type.Optional(
    Type.Unknown({ description: "Which remarks were filled in, and how each begins." }),
  ),
  holds: Type.Integer(),
  sourceMessage: nullable(UuidSchema),
  lodgedAt: InstantSchema,
});
