/**
 * Rules of access that several operations and the server share: when a session ends, when a user
 * is locked out, who a user is as a caller. Decides only; keeps nothing.
 */
import { Type } from "typebox";
import { type Actor, ROLES, type Role } from "./define.ts";
import type { Session, User } from "./ports-access.ts";

/** Wrong passwords in a row until a user is locked out. */
export const FAILURES_ALLOWED = 5;
/** How long a locked-out user stays locked out. */
export const LOCKED_OUT_MS = 15 * 60_000;
/** A session at a shared bench ends when nobody touched it for this long. */
export const BENCH_IDLE_MS = 10 * 60_000;
/** Any other session ends when nobody touched it for this long. */
export const IDLE_MS = 12 * 3_600_000;
/** Every session ends this long after the sign-in, touched or not. */
export const LONGEST_SESSION_MS = 24 * 3_600_000;
/** Shortest and longest password, characters (a long one would only keep the hash busy). */
export const PASSWORD_SHORTEST = 12;
export const PASSWORD_LONGEST = 200;

/** Roles a person may be given; `public` and `system` are nobody's. */
export const PERSON_ROLES: readonly Role[] = ROLES.filter(
  (role) => role !== "public" && role !== "system",
);

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Whoever has not signed in. */
export const PUBLIC_ACTOR: Actor = {
  userId: NOBODY,
  login: "public",
  partyId: NOBODY,
  roles: ["public"],
  authority: null,
  level: 0,
  device: null,
  scopes: null,
};

/** The centre's own clockwork, acting for the operator of the site. */
export function systemActor(operatorId: string): Actor {
  return { ...PUBLIC_ACTOR, login: "system", partyId: operatorId, roles: ["system"] };
}

/** A user as a caller, from a device or through a token. */
export function actorOf(
  user: User,
  by: { readonly device: string | null; readonly scopes: readonly string[] | null },
): Actor {
  return {
    userId: user.id,
    login: user.login,
    partyId: user.partyId,
    roles: user.roles,
    authority: user.authority,
    level: user.level,
    device: by.device,
    scopes: by.scopes,
    name: user.name,
    language: user.language,
  };
}

/**
 * The token against forged requests of a session: who holds the session can tell it, who only makes
 * a browser send the session's cookie cannot.
 */
export function csrfOf(session: string, digest: (text: string) => string): string {
  return digest(`csrf/${session}`);
}

/** Whether a session is still good: neither idle too long nor at its end. */
export function isLive(session: Session, now: number): boolean {
  const idle = session.device === null ? IDLE_MS : BENCH_IDLE_MS;
  return now < session.endsAt && now - session.seenAt < idle;
}

/** Whether too many wrong passwords keep the user out at this time. */
export function isLockedOut(user: User, now: number): boolean {
  return user.lockedUntil !== null && now < user.lockedUntil;
}

/** The user after one more wrong password. */
export function afterFailure(user: User, now: number): User {
  const failures = user.failures + 1;
  return failures < FAILURES_ALLOWED
    ? { ...user, failures }
    : { ...user, failures: 0, lockedUntil: now + LOCKED_OUT_MS };
}

export const LOGIN = Type.String({ minLength: 1, maxLength: 64, pattern: "^[a-z0-9._@-]+$" });
export const PASSWORD = Type.String({ minLength: PASSWORD_SHORTEST, maxLength: PASSWORD_LONGEST });
export const NAME = Type.String({ minLength: 1, maxLength: 200 });
export const ID = Type.String({ pattern: "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" });
export const LANGUAGE = Type.Union([Type.Literal("en"), Type.Literal("fr"), Type.Literal("zh")]);
export const ROLE = Type.Unsafe<Role>(Type.Union(PERSON_ROLES.map((role) => Type.Literal(role))));
/** What others may see of a user. */
export const SHOWN_USER = Type.Object({
  id: Type.String(),
  login: Type.String(),
  name: Type.String(),
  partyId: Type.String(),
  roles: Type.Array(Type.String()),
  authority: Type.Union([Type.String(), Type.Null()]),
  level: Type.Number(),
  language: Type.String(),
});

export function shownUser(user: User) {
  const { id, login, name, partyId, roles, authority, level, language } = user;
  return { id, login, name, partyId, roles: [...roles], authority, level, language };
}
