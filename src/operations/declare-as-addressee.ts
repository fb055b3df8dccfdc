/** Takes in what an addressee declares of the own item, opened by its number and one-time code. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { actForAddressee } from "./act-for-addressee.ts";
import { DECLARED } from "./addressee-declaration.ts";
import { addresseeCounts, asAddressee, ENTRY, ENTRY_ANSWER } from "./addressee-entry.ts";
import { AddresseePageSchema } from "./addressee-page.ts";
import { command } from "./define.ts";
import { FindingSchema } from "./schemas.ts";

export const declareAsAddressee = command({
  name: "declare-as-addressee",
  sentence: "Takes in what an addressee declares of the own item, beside what was declared before.",
  roles: ["public"],
  input: Type.Object({ ...ENTRY, ...DECLARED }, { additionalProperties: false }),
  output: Type.Object({
    ...ENTRY_ANSWER,
    page: Type.Optional(AddresseePageSchema),
    findings: Type.Optional(Type.Array(FindingSchema)),
  }),
  secret: ["oneTimeCode", "identityNumber", "phone", "email", "comments"],
  counts: addresseeCounts,
  steps: (context, { code, oneTimeCode, ...declared }) =>
    asAddressee(context, { code, oneTimeCode }, actForAddressee, { act: "declare", declared }),
  handler: async ({ prepared }) => ok(prepared),
});
