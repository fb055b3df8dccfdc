/** A container as it is announced: its code, what is known of its content, the pieces listed in it. */
import { type Static, Type } from "typebox";
import { CONTAINER_KINDS } from "#domain/places/container.ts";
import { MAX_ITEMS_IN_CONTAINER } from "#standards/messages/limits.ts";
import { CodeSchema, WeightGramsSchema } from "./schemas.ts";

/** What an announcement says besides, as received; kept with the event, decides nothing. */
const ToldSchema = Type.Record(Type.String({ maxLength: 32 }), Type.String({ maxLength: 256 }));

/** A listed piece with what is told of it. */
const ListedSchema = Type.Object(
  { code: CodeSchema, told: Type.Optional(ToldSchema) },
  { additionalProperties: false },
);
export type Listed = string | Static<typeof ListedSchema>;

export const ContainerRow = Type.Object(
  {
    code: CodeSchema,
    kind: Type.Union(CONTAINER_KINDS.map((kind) => Type.Literal(kind))),
    seal: Type.Optional(Type.String({ maxLength: 64 })),
    inside: Type.Optional(CodeSchema),
    issuer: Type.Optional(Type.String({ maxLength: 64 })),
    counted: Type.Optional(
      Type.Object(
        {
          mailClass: Type.Optional(Type.String({ maxLength: 8 })),
          format: Type.Optional(Type.String({ maxLength: 16 })),
          pieces: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
          weightGrams: Type.Optional(WeightGramsSchema),
        },
        { additionalProperties: false },
      ),
    ),
    items: Type.Optional(
      Type.Array(Type.Union([CodeSchema, ListedSchema]), { maxItems: MAX_ITEMS_IN_CONTAINER }),
    ),
    told: Type.Optional(ToldSchema),
    consignment: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: "It travels under this number." }),
    ),
    amend: Type.Optional(
      Type.Boolean({
        description:
          "What was announced before is amended, not refused; what arrived stays as it is.",
      }),
    ),
  },
  { additionalProperties: false },
);
export type ContainerInput = Static<typeof ContainerRow>;
