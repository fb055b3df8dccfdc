/** Asks for an item to be sent back; it is held until the centre and customs have decided. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { actForAddressee } from "./act-for-addressee.ts";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema } from "./addressee-page.ts";
import { command } from "./define.ts";

export const askReturn = command({
  name: "ask-return",
  sentence:
    "Asks for an item to be sent back; it is held until the centre and customs have decided.",
  roles: ["public"],
  input: Type.Object(ENTRY, { additionalProperties: false }),
  output: Type.Object({ ...ENTRY_ANSWER, page: Type.Optional(AddresseePageSchema) }),
  secret: ["oneTimeCode"],
  counts: addresseeCounts,
  steps: (context, entry) => asAddressee(context, entry, actForAddressee, { act: "return" }),
  handler: async ({ prepared }) => ok(prepared),
});
