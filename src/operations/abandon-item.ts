/** Gives up an item for its addressee; it is held until customs decides what becomes of it. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { actForAddressee } from "./act-for-addressee.ts";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema } from "./addressee-page.ts";
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
  steps: (context, entry) => asAddressee(context, entry, actForAddressee, { act: "abandon" }),
  handler: async ({ prepared }) => ok(prepared),
});
