/**
 * Gives a user a new password and ends its sessions. An administrator sets anyone's; everyone else
 * only the own one, by the one that stands.
 */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { command, type StepsContext } from "./define.ts";
import { LOGIN, PASSWORD, PASSWORD_LONGEST, PERSON_ROLES } from "./sessions.ts";

type Prepared = { readonly before: string | null; readonly after: string };

export const setPassword = command({
  name: "set-password",
  sentence: "Gives a user a new password and ends its sessions.",
  roles: [...PERSON_ROLES, "system"],
  input: Type.Object(
    {
      login: LOGIN,
      password: PASSWORD,
      current: Type.Optional(Type.String({ maxLength: PASSWORD_LONGEST })),
    },
    { additionalProperties: false },
  ),
  output: Type.Object({ sessionsEnded: Type.Integer() }),
  secret: ["password", "current"],
  steps: async (context, { login, password, current }) => {
    const { ports } = context;
    const user = await ports.store.transaction((tx) => tx.lockUser(login));
    const before = user?.passwordHash ?? null;
    if (!setsAnyones(context)) {
      if (login !== context.actor.login) return refuse("access/not-allowed", { login });
      const right = before !== null && (await ports.passwords.verify(before, current ?? ""));
      if (!right) return refuse("access/current-password-wrong");
    }
    return ok({ before, after: await ports.passwords.hash(password) });
  },
  handler: async ({ tx, prepared }, { login }) => {
    const { before, after } = prepared as Prepared;
    const user = await tx.lockUser(login);
    if (user === undefined) return refuse("access/user-not-found", { login });
    if (user.passwordHash !== before) return refuse("access/password-changed-meanwhile");
    await tx.saveUser({ ...user, passwordHash: after, failures: 0, lockedUntil: null });
    return ok({ sessionsEnded: await tx.endSessions({ userId: user.id }) });
  },
});

function setsAnyones({ actor }: StepsContext): boolean {
  return actor.roles.includes("administrator") || actor.roles.includes("system");
}
