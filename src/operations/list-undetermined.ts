/** Pieces nobody declared, oldest first, until somebody claims them. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { InstantSchema, UuidSchema } from "./schemas.ts";
import { shown } from "./show-item.ts";
import { ShipmentSchema } from "./shown-schemas.ts";

const AfterSchema = Type.Object({ lastAt: InstantSchema, shipmentId: UuidSchema });

/** A piece with the shipment of its own that it was given when it came. */
const PieceSchema = Type.Object({
  itemId: UuidSchema,
  identifiers: Type.Array(Type.String()),
  placeRef: Type.String({ description: "Code of a place, or id of a container." }),
  shipment: ShipmentSchema,
});

export const listUndetermined = view({
  name: "list-undetermined",
  sentence: "Lists pieces without any declaration by age, with where they lie.",
  roles: ["floor", "clerk", "officer", "administrator", "auditor", "system"],
  input: Type.Object(
    {
      after: Type.Optional(AfterSchema),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ pieces: Type.Array(PieceSchema), next: Type.Optional(AfterSchema) }),
  handler: async (record, input) => {
    const limit = input.limit ?? 50;
    const after =
      input.after === undefined
        ? undefined
        : ([input.after.lastAt, input.after.shipmentId] as const);
    const found = await record.undetermined({ after, limit: limit + 1 });
    const pieces = found.slice(0, limit);
    const last = pieces.at(-1)?.shipment;
    return ok({
      pieces: pieces.map((piece) => ({ ...piece, shipment: shown(piece.shipment) })),
      ...(found.length > limit &&
        last !== undefined && { next: { lastAt: last.lastAt, shipmentId: last.id } }),
    });
  },
});
