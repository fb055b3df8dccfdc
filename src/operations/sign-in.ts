/**
 * Signs a person in by login and password. A wrong password is an answer, not a refusal of the
 * call: a refusal rolls everything back, and failures must be counted to lock out who guesses.
 */
import { type Static, Type } from "typebox";
import { ok } from "#base/result.ts";
import { type CallContext, command } from "./define.ts";
import type { User } from "./ports-access.ts";
import {
  afterFailure,
  csrfOf,
  FAILURES_ALLOWED,
  isLockedOut,
  LOCKED_OUT_MS,
  LONGEST_SESSION_MS,
  PASSWORD_LONGEST,
  SHOWN_USER,
  shownUser,
} from "./sessions.ts";

/** What the password was held against before the transaction, and whether it was right. */
type Checked = { readonly hash: string | null; readonly right: boolean };

const ANSWER = Type.Object({
  signedIn: Type.Boolean(),
  refusal: Type.Optional(
    Type.Object({ code: Type.String(), facts: Type.Record(Type.String(), Type.Number()) }),
  ),
  session: Type.Optional(Type.String()),
  csrf: Type.Optional(Type.String()),
  user: Type.Optional(SHOWN_USER),
});

export const signIn = command({
  name: "sign-in",
  sentence: "Signs a person in; five wrong passwords lock the login for a quarter of an hour.",
  roles: ["public"],
  input: Type.Object(
    {
      login: Type.String({ minLength: 1, maxLength: 64 }),
      password: Type.String({ minLength: 1, maxLength: PASSWORD_LONGEST }),
      device: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
      session: Type.Optional(
        Type.String({
          maxLength: 200,
          description: "Session of this browser, which ends with it.",
        }),
      ),
    },
    { additionalProperties: false },
  ),
  output: ANSWER,
  secret: ["password", "session"],
  secretOutput: ["session", "csrf"],
  counts: (output) => {
    const { signedIn } = output as Static<typeof ANSWER>;
    return signedIn ? { done: 1, refused: 0 } : { done: 0, refused: 1 };
  },
  steps: async ({ ports }, { login, password }) => {
    const user = await ports.store.transaction((tx) => tx.lockUser(login.toLowerCase()));
    const hash = user?.passwordHash ?? null;
    if (hash !== null) return ok({ hash, right: await ports.passwords.verify(hash, password) });
    // An unknown login takes as long as a known one.
    await ports.passwords.hash(password);
    return ok({ hash, right: false });
  },
  handler: async (context, input) => {
    const { tx, now, prepared } = context;
    const checked = prepared as Checked;
    const user = await tx.lockUser(input.login.toLowerCase());
    if (user === undefined || user.disabledAt !== null || isLockedOut(user, now))
      return ok(REFUSED);
    if (user.passwordHash === null || user.passwordHash !== checked.hash) return ok(REFUSED);
    if (!checked.right) {
      await tx.saveUser(afterFailure(user, now));
      return ok(REFUSED);
    }
    await tx.saveUser({ ...user, failures: 0, lockedUntil: null });
    await endSessionsHere(context, input);
    return ok(await startSession(context, user, input.device ?? null));
  },
});

/** One answer for a wrong login, a wrong password and a locked login: it tells a guesser nothing. */
const REFUSED = {
  signedIn: false,
  refusal: {
    code: "access/sign-in-refused",
    facts: { failures: FAILURES_ALLOWED, minutes: LOCKED_OUT_MS / 60_000 },
  },
};

/** Whoever signs in at a browser or a bench stands there now: nobody goes on as the one before. */
async function endSessionsHere({ tx, ports }: CallContext, { session, device }: Here) {
  if (session !== undefined) await tx.endSessions({ hash: ports.digest(session) });
  if (device !== undefined) await tx.endSessions({ device });
}

type Here = { readonly session?: string; readonly device?: string };

async function startSession(context: CallContext, user: User, device: string | null) {
  const { tx, ports, now } = context;
  const session = ports.secret();
  const csrf = csrfOf(session, ports.digest);
  await tx.saveSession({
    hash: ports.digest(session),
    userId: user.id,
    device,
    csrfHash: ports.digest(csrf),
    madeAt: now,
    seenAt: now,
    endsAt: now + LONGEST_SESSION_MS,
  });
  return { signedIn: true, session, csrf, user: shownUser(user) };
}
