/**
 * Lists the partners that messages are exchanged with. A command, not a view: partners are no rows
 * that parties read, and who looked at them is kept in the audit trail.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { command } from "./define.ts";
import { PartnerMessageSchema, PartnerSchema } from "./partner-schema.ts";
import { shownMessage } from "./set-partner-message.ts";

export const listPartners = command({
  name: "list-partners",
  sentence: "Lists the partners with their folders, counters and the messages they are sent.",
  roles: ["administrator", "auditor"],
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    partners: Type.Array(
      Type.Object({
        ...PartnerSchema.properties,
        messages: Type.Array(PartnerMessageSchema, {
          description: "How messages made of events are sent to it now.",
        }),
        deadLetters: Type.Integer({ description: "Lines that wait for replay-outbox." }),
        deadLetterErrors: Type.Array(Type.String(), {
          description: "What was said of some of them, the oldest first.",
        }),
      }),
    ),
  }),
  handler: async ({ tx, now }) => {
    const messages = Map.groupBy(await tx.partnerMessages(now), ({ partnerId }) => partnerId);
    const dead = new Map((await tx.deadLetters()).map((one) => [one.partnerId, one]));
    const partners = (await tx.partners()).map((partner) => ({
      ...partner,
      messages: (messages.get(partner.id) ?? []).map(shownMessage),
      deadLetters: dead.get(partner.id)?.count ?? 0,
      deadLetterErrors: [...(dead.get(partner.id)?.errors ?? [])],
    }));
    return ok({ partners });
  },
});
