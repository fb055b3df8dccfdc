/** Tells the caller who it is taken for: user, party, roles, authority, device and scopes. */
import { Type } from "typebox";
import { ok } from "#base/result.ts";
import { view } from "./define.ts";
import { PERSON_ROLES } from "./sessions.ts";

const TEXT_OR_NULL = Type.Union([Type.String(), Type.Null()]);

export const whoAmI = view({
  name: "who-am-i",
  sentence: "Tells the caller who it is taken for.",
  roles: PERSON_ROLES,
  input: Type.Object({}, { additionalProperties: false }),
  output: Type.Object({
    login: Type.String(),
    name: Type.String(),
    partyId: Type.String(),
    roles: Type.Array(Type.String()),
    authority: TEXT_OR_NULL,
    level: Type.Number(),
    device: TEXT_OR_NULL,
    language: Type.String(),
    scopes: Type.Union([Type.Array(Type.String()), Type.Null()]),
    /** Added by the server for a session, so that a new tab has it too. */
    csrf: Type.Optional(Type.String()),
  }),
  handler: async (_view, _input, actor) => {
    const { login, partyId, roles, authority, level, device, scopes } = actor;
    const name = actor.name ?? login;
    const language = actor.language ?? "en";
    const listed = scopes === null ? null : [...scopes];
    return ok({
      login,
      name,
      partyId,
      roles: [...roles],
      authority,
      level,
      device,
      language,
      scopes: listed,
    });
  },
});
