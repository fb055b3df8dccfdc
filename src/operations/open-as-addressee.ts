/** Shows an addressee the own item, opened by its number and the one-time code of its notice. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema, addresseePage } from "./addressee-page.ts";
import { command } from "./define.ts";

export const openAsAddressee = command({
  name: "open-as-addressee",
  sentence: "Shows an addressee the own item by its number and one-time code.",
  roles: ["public"],
  input: Type.Object(ENTRY, { additionalProperties: false }),
  output: Type.Object({ ...ENTRY_ANSWER, page: Type.Optional(AddresseePageSchema) }),
  secret: ["oneTimeCode"],
  counts: addresseeCounts,
  handler: (context, input) =>
    asAddressee(context, input, async (entered) => {
      const page = await addresseePage(context, entered);
      await entered.unit.save();
      return ok(page);
    }),
});
