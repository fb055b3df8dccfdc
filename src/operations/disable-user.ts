/** Shuts a user out: no sign-in, no token, no session from now on. What it did stays as it is. */
import { Type } from "typebox";
import { ok, refuse } from "#base/result.ts";
import { command } from "./define.ts";
import { LOGIN } from "./sessions.ts";

export const disableUser = command({
  name: "disable-user",
  sentence: "Shuts a user out: no sign-in, token or session from now on.",
  roles: ["administrator", "system"],
  input: Type.Object({ login: LOGIN }, { additionalProperties: false }),
  output: Type.Object({ disabled: Type.Boolean(), sessionsEnded: Type.Integer() }),
  handler: async ({ tx, actor, now }, { login }) => {
    const user = await tx.lockUser(login);
    if (user === undefined) return refuse("access/user-not-found", { login });
    if (user.id === actor.userId) return refuse("access/own-user", { login });
    const disabled = user.disabledAt === null;
    if (disabled) await tx.saveUser({ ...user, disabledAt: now });
    return ok({ disabled, sessionsEnded: await tx.endSessions({ userId: user.id }) });
  },
});
