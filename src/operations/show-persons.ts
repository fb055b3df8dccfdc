/**
 * Shows the persons of one declaration as they were declared. A command, not a view, so that each
 * look is in the audit trail with who looked and why; every other operation shows persons masked.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import { PersonSchema } from "./declaration-schema.ts";
import { type Actor, command } from "./define.ts";
import type { SiteFacts } from "./ports.ts";
import { UuidSchema } from "./schemas.ts";

export const showPersons = command({
  name: "show-persons",
  sentence: "Shows the sender and recipient of a declaration unmasked; who looks says why.",
  roles: ["officer", "declarant"],
  input: Type.Object(
    {
      declarationId: UuidSchema,
      reason: Type.String({ minLength: 1, maxLength: 500, description: "Why, without any name." }),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({
    declarationId: UuidSchema,
    number: Type.String(),
    sender: Type.Optional(PersonSchema),
    recipient: Type.Optional(PersonSchema),
  }),
  secretOutput: ["sender", "recipient"],
  handler: async ({ tx, ports, actor }, { declarationId }) => {
    const declaration = (await tx.load("declaration", [declarationId])).get(declarationId);
    if (declaration === undefined || !mayLook(actor, ports.site, declaration)) {
      return refuse("declaration/not-found", { found: declarationId });
    }
    const { number, senderRef, recipientRef } = declaration;
    const refs = [senderRef, recipientRef].filter((ref) => ref !== null);
    const sealed = await tx.sealedPersons(refs);
    const open = (ref: Id | null): unknown =>
      ref === null ? undefined : ports.vault.open(ref, sealed.get(ref) ?? null);
    const [sender, recipient] = [open(senderRef), open(recipientRef)];
    return ok({
      declarationId,
      number,
      ...(sender !== undefined && { sender }),
      ...(recipient !== undefined && { recipient }),
    });
  },
});

/** Officers of the centre's authorities, of what they may read; a declarant, of its own party's. */
function mayLook(actor: Actor, site: SiteFacts, declaration: DeclarationState): boolean {
  const { partyId, roles } = actor;
  if (roles.includes("declarant") && declaration.declarantId === partyId) return true;
  const ofCentre = partyId === site.customsId || partyId === site.quarantineId;
  return roles.includes("officer") && ofCentre && declaration.readers.includes(partyId);
}
