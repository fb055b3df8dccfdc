/**
 * Lists all users of the centre without their secrets. A command, not a view: users are no rows
 * that parties read, and who looked at them is kept in the audit trail.
 */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { command } from "./define.ts";
import { SHOWN_USER, shownUser } from "./sessions.ts";

const INSTANT = Type.Union([Type.Integer(), Type.Null()]);

export const listUsers = command({
  name: "list-users",
  sentence: "Lists all users with their parties and roles.",
  roles: ["administrator", "auditor"],
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    users: Type.Array(
      Type.Intersect([
        SHOWN_USER,
        Type.Object({ lockedUntil: INSTANT, disabledAt: INSTANT, hasPassword: Type.Boolean() }),
      ]),
    ),
  }),
  handler: async ({ tx }) => {
    const users = (await tx.listUsers()).map((user) => ({
      ...shownUser(user),
      lockedUntil: user.lockedUntil,
      disabledAt: user.disabledAt,
      hasPassword: user.passwordHash !== null,
    }));
    return ok({ users });
  },
});
