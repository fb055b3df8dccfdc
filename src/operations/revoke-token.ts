/** Revokes a token at once and for good; one's own, or anyone's by an administrator. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { command } from "./define.ts";
import { ID, PERSON_ROLES } from "./sessions.ts";

export const revokeToken = command({
  name: "revoke-token",
  sentence: "Revokes a token at once and for good.",
  roles: PERSON_ROLES,
  input: Type.Object({ tokenId: ID }, { additionalProperties: false }),
  output: Type.Object({ revoked: Type.Boolean() }),
  handler: async ({ tx, actor, now }, { tokenId }) => {
    const token = await tx.tokenById(tokenId);
    const mine = token?.userId === actor.userId || actor.roles.includes("administrator");
    // Whose token it is, is nobody else's business: not allowed and not there look alike.
    if (token === undefined || !mine) return refuse("access/token-not-found", { tokenId });
    return ok({ revoked: await tx.revokeToken(tokenId, now) });
  },
});
