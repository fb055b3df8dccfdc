/** The neutral declaration as it is lodged: the CN 23 field set, for all three streams. */
import { type Static, Type } from "typebox";
import { MAX_LINES, MAX_PIECES } from "#standards/messages/limits.ts";
import { CodeSchema, RowMessageSchema } from "./schemas.ts";

const short = Type.Optional(Type.String({ maxLength: 64 }));
const text = Type.Optional(Type.String({ maxLength: 500 }));

/** A number as declared: whole units and how many of its digits are decimals. */
const ScaledSchema = Type.Object(
  {
    units: Type.String({ pattern: "^-?[0-9]{1,18}$" }),
    scale: Type.Integer({ minimum: 0, maximum: 9 }),
  },
  { additionalProperties: false },
);
const scaled = Type.Optional(ScaledSchema);

export const PersonSchema = Type.Object(
  {
    name: Type.Optional(Type.String({ maxLength: 200 })),
    addressLines: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 6 })),
    city: Type.Optional(Type.String({ maxLength: 100 })),
    state: Type.Optional(Type.String({ maxLength: 100 })),
    postcode: Type.Optional(Type.String({ maxLength: 20 })),
    countryCode: Type.Optional(Type.String({ maxLength: 8 })),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    email: Type.Optional(Type.String({ maxLength: 254 })),
    identityNumber: Type.Optional(Type.String({ maxLength: 64 })),
    taxId: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
);

export const LineSchema = Type.Object(
  {
    description: Type.String({ maxLength: 500 }),
    quantity: scaled,
    unit: short,
    unitValue: scaled,
    totalValue: scaled,
    netWeightKg: scaled,
    originCountry: Type.Optional(Type.String({ maxLength: 8 })),
    hsCode: Type.Optional(Type.String({ maxLength: 16 })),
    taxClass: Type.Optional(Type.String({ maxLength: 16 })),
  },
  { additionalProperties: false },
);

const ContentSchema = Type.Object(
  {
    mailClass: short,
    natureOfTransaction: short,
    grossWeightKg: scaled,
    dimensionsCm: Type.Optional(Type.Array(Type.Number({ minimum: 0 }), { maxItems: 3 })),
    currency: Type.Optional(Type.String({ maxLength: 8 })),
    postage: scaled,
    freight: scaled,
    insurance: scaled,
    discount: scaled,
    taxTotal: scaled,
    paid: scaled,
    indivisible: Type.Optional(Type.Boolean()),
    ownUse: Type.Optional(Type.Boolean()),
    documentsOnly: Type.Optional(Type.Boolean()),
    licenceNumber: short,
    senderCountry: Type.Optional(Type.String({ maxLength: 8 })),
    recipientCountry: Type.Optional(Type.String({ maxLength: 8 })),
    orderNumber: short,
    paymentNumber: short,
    waybillNumber: short,
    lines: Type.Array(LineSchema, { maxItems: MAX_LINES }),
    extra: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    comments: text,
  },
  { additionalProperties: false },
);

/**
 * Fields that name organisations: each reads what is declared, and a hold on it holds that. All must
 * be known but those that only read.
 */
export const PARTY_FIELDS = ["declarant", "carrier", "platform", "seller", "payer"] as const;
/** They trade far away, and owe and do nothing here: of an unknown one it is only warned. */
export const PARTIES_THAT_READ: ReadonlySet<string> = new Set(["platform", "seller"]);

export const DeclarationRow = Type.Object(
  {
    number: Type.String({ minLength: 1, maxLength: 64 }),
    stream: Type.Union(["postal", "express", "ecommerce"].map((stream) => Type.Literal(stream))),
    direction: Type.Union(["import", "export", "transit"].map((way) => Type.Literal(way))),
    regime: Type.Optional(Type.String({ maxLength: 32 })),
    declarant: short,
    carrier: short,
    platform: short,
    seller: short,
    payer: short,
    partiesIfKnown: Type.Optional(
      Type.Boolean({
        description: "Parties that are not known are warned of, and it is lodged without them.",
      }),
    ),
    pieces: Type.Array(
      Type.Object(
        {
          code: CodeSchema,
          scheme: Type.Optional(Type.String({ maxLength: 16 })),
          grossWeightKg: scaled,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MAX_PIECES },
    ),
    sender: Type.Optional(PersonSchema),
    recipient: Type.Optional(PersonSchema),
    content: ContentSchema,
    messageId: RowMessageSchema,
  },
  { additionalProperties: false },
);
export type DeclarationInput = Static<typeof DeclarationRow>;
