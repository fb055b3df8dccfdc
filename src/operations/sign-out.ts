/** Ends the caller's session, or all sessions of the caller where none is named. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { command } from "./define.ts";
import { PERSON_ROLES } from "./sessions.ts";

export const signOut = command({
  name: "sign-out",
  sentence: "Ends the caller's session; without a session, all sessions of the caller.",
  roles: PERSON_ROLES,
  input: Type.Object(
    { session: Type.Optional(Type.String({ maxLength: 200 })) },
    { additionalProperties: false },
  ),
  output: Type.Object({ ended: Type.Integer() }),
  secret: ["session"],
  handler: async ({ tx, ports, actor }, { session }) => {
    const by = session === undefined ? { userId: actor.userId } : { hash: ports.digest(session) };
    return ok({ ended: await tx.endSessions(by) });
  },
});
