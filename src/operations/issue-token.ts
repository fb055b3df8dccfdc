/**
 * Issues a token that acts as a user within named operations. Its secret is in the answer once and
 * kept nowhere. A token never issues a wider one.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { type Actor, type Command, command } from "./define.ts";
import { InstantSchema } from "./schemas.ts";
import { LOGIN, NAME, PERSON_ROLES } from "./sessions.ts";

/** In front of every token, so that a leaked one is recognised in texts. */
export const TOKEN_PREFIX = "mailport_";
const SCOPES_LIMIT = 200;

/** The verb, with the names a scope may have: the registry's, which knows this verb too. */
export function tokenIssuer(operationNames: () => readonly string[]): Command {
  return command({
    name: "issue-token",
    sentence: "Issues a token that acts as a user within the named operations; shown once.",
    roles: PERSON_ROLES,
    input: Type.Object(
      {
        login: LOGIN,
        name: NAME,
        scopes: Type.Array(Type.String({ pattern: "^[a-z][a-z0-9-]*$", maxLength: 64 }), {
          minItems: 1,
          maxItems: SCOPES_LIMIT,
          uniqueItems: true,
        }),
        endsAt: Type.Optional(InstantSchema),
      },
      { additionalProperties: false },
    ),
    output: Type.Object({ token: Type.Optional(Type.String()), tokenId: Type.String() }),
    secretOutput: ["token"],
    handler: async ({ tx, ports, actor, now }, { login, name, scopes, endsAt }) => {
      if (!mayIssue(actor, login)) return refuse("access/not-allowed", { login });
      const names = operationNames();
      const unknown = scopes.filter((scope) => !names.includes(scope));
      if (unknown.length > 0)
        return refuse("access/scope-unknown", { found: unknown, expected: [...names].sort() });
      const wider = scopes.filter((scope) => actor.scopes?.includes(scope) === false);
      if (wider.length > 0) return refuse("access/scopes-wider", { scopes: wider });
      if (endsAt !== undefined && endsAt <= now) return refuse("access/end-is-past", { endsAt });
      const user = await tx.lockUser(login);
      if (user === undefined) return refuse("access/user-not-found", { login });
      if (user.disabledAt !== null) return refuse("access/user-disabled", { login });
      const token = `${TOKEN_PREFIX}${ports.secret()}`;
      const tokenId = ports.ids.next();
      await tx.saveToken({
        id: tokenId,
        hash: ports.digest(token),
        userId: user.id,
        name,
        scopes,
        madeAt: now,
        endsAt: endsAt ?? null,
        revokedAt: null,
      });
      return ok({ token, tokenId });
    },
  });
}

function mayIssue(actor: Actor, login: string): boolean {
  return actor.login === login || actor.roles.includes("administrator");
}
