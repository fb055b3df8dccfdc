/**
 * Shows the persons of one declaration and its remarks as they were declared. A command, not a view, so that each
 * look is in the audit trail with who looked and why; every other operation shows persons masked.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import { PersonSchema } from "./declaration-schema.ts";
import { type Actor, command } from "./define.ts";
import type { Person, SiteFacts } from "./ports.ts";
import { UuidSchema } from "./schemas.ts";

/** What was declared freely, which may name a person. */
const RemarksSchema = Type.Object(
  {
    comments: Type.Optional(Type.String()),
    extra: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: "What no field of ours is for." }),
    ),
  },
  { additionalProperties: false },
);

export const showPersons = command({
  name: "show-persons",
  sentence: "Shows the persons and remarks of a declaration unmasked; who looks says why.",
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
    remarks: Type.Optional(RemarksSchema),
  }),
  secretOutput: ["sender", "recipient", "remarks"],
  handler: async ({ tx, ports, actor }, { declarationId }) => {
    const declaration = (await tx.load("declaration", [declarationId])).get(declarationId);
    if (declaration === undefined || !mayLook(actor, ports.site, declaration)) {
      return refuse("declaration/not-found", { found: declarationId });
    }
    const { number, senderRef, recipientRef } = declaration;
    const remarksRef = declaration.content.remarksRef ?? null;
    const refs = [senderRef, recipientRef, remarksRef].filter((ref) => ref !== null);
    const sealed = await tx.sealedPersons(refs);
    const open = (ref: Id | null): Person | undefined =>
      ref === null ? undefined : ports.vault.open(ref, sealed.get(ref) ?? null);
    const [sender, recipient] = [open(senderRef), open(recipientRef)];
    const remarks = open(remarksRef)?.remarks;
    return ok({
      declarationId,
      number,
      ...(sender !== undefined && { sender }),
      ...(recipient !== undefined && { recipient }),
      ...(remarks !== undefined && { remarks }),
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
