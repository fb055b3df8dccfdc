/** Gives up an item for its addressee; it is held until customs decides what becomes of it. */
import { Type } from "typebox";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema } from "./addressee-page.ts";
import { stateWish } from "./addressee-wish.ts";
import { command } from "./define.ts";

export const abandonItem = command({
  name: "abandon-item",
  sentence:
    "Gives up an item for its addressee; it is held until customs decides what becomes of it.",
  roles: ["public"],
  input: Type.Object(ENTRY, { additionalProperties: false }),
  output: Type.Object({ ...ENTRY_ANSWER, page: Type.Optional(AddresseePageSchema) }),
  secret: ["oneTimeCode"],
  counts: addresseeCounts,
  handler: (context, input) =>
    asAddressee(context, input, (entered) => stateWish(context, entered, "item-abandoned")),
});
