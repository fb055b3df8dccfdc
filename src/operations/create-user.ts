/**
 * Makes a user of a party with roles. A user without a password acts through tokens only; an
 * officer acts for an authority. Never changes a user that exists.
 */
import { Type } from "typebox";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import { command, type Role } from "./define.ts";
import type { SiteFacts } from "./ports.ts";
import { LANGUAGE, LOGIN, NAME, PASSWORD, ROLE } from "./sessions.ts";

export const createUser = command({
  name: "create-user",
  sentence: "Makes a user of a party, with roles and perhaps a password.",
  roles: ["administrator", "system"],
  input: Type.Object(
    {
      login: LOGIN,
      name: NAME,
      password: Type.Optional(PASSWORD),
      party: Type.String({ minLength: 1, maxLength: 64 }),
      roles: Type.Array(ROLE, { minItems: 1, uniqueItems: true }),
      authority: Type.Optional(Type.Union([Type.Literal("customs"), Type.Literal("quarantine")])),
      level: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
      language: Type.Optional(LANGUAGE),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ userId: Type.String() }),
  secret: ["password"],
  steps: async ({ ports }, { password }) =>
    ok(password === undefined ? null : await ports.passwords.hash(password)),
  handler: async ({ tx, ports, now, prepared }, input) => {
    const officer = input.roles.includes("officer");
    const party = (await tx.findParties([input.party])).get(input.party);
    if (party === undefined) return refuse("party/not-found", { party: input.party });
    const fitting = rolesFit(ports.site, input, party.id);
    if (!fitting.ok) return fitting;
    const before = await tx.lockUser(input.login);
    if (before !== undefined) return refuse("access/login-taken", { login: input.login });
    const userId = ports.ids.next();
    await tx.saveUser({
      id: userId,
      login: input.login,
      name: input.name,
      partyId: party.id,
      roles: input.roles,
      authority: input.authority ?? null,
      level: input.level ?? (officer ? 1 : 0),
      passwordHash: prepared as string | null,
      failures: 0,
      lockedUntil: null,
      disabledAt: null,
      madeAt: now,
      language: input.language ?? "en",
    });
    return ok({ userId });
  },
});

type Post = {
  readonly party: string;
  readonly roles: readonly Role[];
  readonly authority?: string | undefined;
};

/** Refuses `access/authority-…` and roles that are not for people of this party. */
function rolesFit(site: SiteFacts, { party, roles, authority }: Post, partyId: Id): Result<true> {
  const officer = roles.includes("officer");
  if (officer && authority === undefined) return refuse("access/authority-missing");
  if (!officer && authority !== undefined) return refuse("access/authority-without-officer");
  const needed = partyNeeded(site, roles, authority);
  return needed !== undefined && needed !== partyId
    ? refuse("access/role-of-the-centre", { found: party, roles })
    : ok(true);
}

/** The party that a role works for: the floor and administrators the operator, officers their authority. */
function partyNeeded(
  site: SiteFacts,
  roles: readonly Role[],
  authority: string | undefined,
): Id | undefined {
  if (roles.includes("officer")) {
    return (authority === "quarantine" ? site.quarantineId : site.customsId) ?? NO_PARTY;
  }
  const own = roles.includes("floor") || roles.includes("administrator");
  return own ? site.operatorId : undefined;
}

/** A centre without quarantine has no party that its officers could work for. */
const NO_PARTY: Id = "";
