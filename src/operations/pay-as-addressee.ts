/** Announces an addressee's payment of the duty on the own item, opened by its number and code. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { actForAddressee } from "./act-for-addressee.ts";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema } from "./addressee-page.ts";
import { PAID } from "./addressee-payment.ts";
import { command } from "./define.ts";

export const payAsAddressee = command({
  name: "pay-as-addressee",
  sentence: "Announces an addressee’s payment of the duty on an item; a clerk confirms the money.",
  roles: ["public"],
  input: Type.Object({ ...ENTRY, ...PAID }, { additionalProperties: false }),
  output: Type.Object({ ...ENTRY_ANSWER, page: Type.Optional(AddresseePageSchema) }),
  secret: ["oneTimeCode"],
  counts: addresseeCounts,
  steps: (context, { code, oneTimeCode, ...paid }) =>
    asAddressee(context, { code, oneTimeCode }, actForAddressee, { act: "pay", paid }),
  handler: async ({ prepared }) => ok(prepared),
});
