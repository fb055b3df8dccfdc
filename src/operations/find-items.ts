/** Finds pieces by the beginning of an identifier or a waybill, stream, status and place. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { normalise } from "#standards/upu/identifiers.ts";
import { view } from "./define.ts";
import { InstantSchema, UuidSchema } from "./schemas.ts";

/** Rows of one page at most. */
export const PAGE_LIMIT = 500;
/** Counts above this are shown as "10,000+". */
export const COUNTED_LIMIT = 10_000;

/** A piece as it is found: enough to show and to open. */
const FoundItemSchema = Type.Object({
  itemId: UuidSchema,
  shipmentId: UuidSchema,
  identifier: Type.String(),
  scheme: Type.String(),
  stream: Type.String(),
  direction: Type.String(),
  regime: Type.String(),
  status: Type.String(),
  placeKind: Type.String(),
  placeRef: Type.String({ description: "Code of a place, or id of a container." }),
  lastAt: InstantSchema,
});

export const findItems = view({
  name: "find-items",
  sentence: "Finds the caller's pieces by identifier prefix, waybill, stream, status or place.",
  roles: ["floor", "clerk", "declarant", "officer", "administrator", "auditor", "system"],
  input: Type.Object(
    {
      text: Type.Optional(Type.String({ maxLength: 64 })),
      stream: Type.Optional(Type.String({ maxLength: 16 })),
      status: Type.Optional(Type.String({ maxLength: 16 })),
      place: Type.Optional(Type.String({ maxLength: 64 })),
      after: Type.Optional(
        Type.Object({ identifier: Type.String({ maxLength: 64 }), itemId: UuidSchema }),
      ),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_LIMIT })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    items: Type.Array(FoundItemSchema),
    count: Type.Integer(),
    more: Type.Boolean({ description: "True where more than 10,000 match." }),
    next: Type.Optional(Type.Object({ identifier: Type.String(), itemId: UuidSchema })),
  }),
  handler: async (record, input) => {
    const limit = input.limit ?? 50;
    const filter = {
      prefix: input.text === undefined ? undefined : normalise(input.text),
      stream: input.stream,
      status: input.status,
      place: input.place,
      after:
        input.after === undefined
          ? undefined
          : ([input.after.identifier, input.after.itemId] as const),
      limit: limit + 1,
    };
    const found = await record.findItems(filter);
    const counted = await record.countItems(filter);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return ok({
      items,
      count: Math.min(counted, COUNTED_LIMIT),
      more: counted > COUNTED_LIMIT,
      ...(found.length > limit &&
        last !== undefined && { next: { identifier: last.identifier, itemId: last.itemId } }),
    });
  },
});
