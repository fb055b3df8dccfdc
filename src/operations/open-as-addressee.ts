/** Shows an addressee the own item, opened by its number and the one-time code of its notice. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { actForAddressee } from "./act-for-addressee.ts";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema } from "./addressee-page.ts";
import { command } from "./define.ts";

export const openAsAddressee = command({
  name: "open-as-addressee",
  sentence: "Shows an addressee the own item by its number and one-time code.",
  roles: ["public"],
  input: Type.Object(ENTRY, { additionalProperties: false }),
  output: Type.Object({ ...ENTRY_ANSWER, page: Type.Optional(AddresseePageSchema) }),
  secret: ["oneTimeCode"],
  counts: addresseeCounts,
  steps: (context, entry) => asAddressee(context, entry, actForAddressee, { act: "see" }),
  handler: async ({ prepared }) => ok(prepared),
});
