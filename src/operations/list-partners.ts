/**
 * Lists the partners that messages are exchanged with. A command, not a view: partners are no rows
 * that parties read, and who looked at them is kept in the audit trail.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { command } from "./define.ts";
import { PartnerSchema } from "./partner-schema.ts";

export const listPartners = command({
  name: "list-partners",
  sentence: "Lists the partners with their folders and counters.",
  roles: ["administrator", "auditor"],
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({ partners: Type.Array(PartnerSchema) }),
  handler: async ({ tx }) => ok({ partners: [...(await tx.partners())] }),
});
