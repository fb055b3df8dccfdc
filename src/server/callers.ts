/**
 * Who calls: a session's cookie, a token, the local operator, or the public. Also the two checks
 * against forged requests. Decides nothing about what a caller may do.
 */
import { timingSafeEqual } from "node:crypto";
import "@fastify/cookie";
import type { FastifyReply, FastifyRequest } from "fastify";
import { ok, type Result, refuse } from "#base/result.ts";
import type { Actor } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import { actorOf, csrfOf, isLive, PUBLIC_ACTOR } from "#operations/sessions.ts";
import { TOUCH_EVERY_MS, TOUCH_TOKEN_EVERY_MS } from "./limits.ts";

export type Caller = {
  readonly actor: Actor;
  readonly by: "session" | "token" | "local" | "public";
  /** The secret of the session; of the public, the one its browser still has when it signs in. */
  readonly session?: string;
};

export type CallersOptions = {
  readonly ports: Ports;
  /** Acts as whoever the header names; given to this machine's owner of the data folder only. */
  readonly localToken?: string | undefined;
  /** `https://host` under which a proxy shows this server; absent where there is none. */
  readonly publicOrigin?: string | undefined;
};

/** Names the user that the local token acts as. */
export const AS_HEADER = "x-mailport-as";
export const CSRF_HEADER = "x-csrf-token";
/** Login of the user that the local token acts as when none is named. */
const LOCAL_LOGIN = "local";
const COOKIE = "mailport";
/** Browsers accept a cookie of this name only when it is secure, host-wide and for all paths. */
const SECURE_COOKIE = `__Host-${COOKIE}`;

const NOBODY: Caller = { actor: PUBLIC_ACTOR, by: "public" };
const REFUSED = refuse("access/not-signed-in");

/** Who calls. Refuses `access/not-signed-in` where a token is given that is none. */
export async function callerOf(
  options: CallersOptions,
  request: FastifyRequest,
): Promise<Result<Caller>> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return byToken(options, request, authorization);
  const session = request.cookies[cookieName(options, request)];
  return ok(session === undefined ? NOBODY : await bySession(options.ports, session));
}

async function byToken(
  { ports, localToken }: CallersOptions,
  request: FastifyRequest,
  header: string,
): Promise<Result<Caller>> {
  const token = /^Bearer ([\w.-]{1,200})$/i.exec(header)?.[1];
  if (token === undefined) return REFUSED;
  if (localToken !== undefined && isSame(ports, token, localToken)) {
    return isLoopback(request) ? asNamed(ports, request) : REFUSED;
  }
  const now = ports.clock.now();
  return ports.store.transaction(async (tx) => {
    const found = await tx.tokenByHash(ports.digest(token));
    if (found === undefined || found.revokedAt !== null) return REFUSED;
    if (found.endsAt !== null && found.endsAt <= now) return REFUSED;
    const user = await tx.userById(found.userId);
    if (user === undefined || user.disabledAt !== null) return REFUSED;
    if (found.usedAt === null || now - found.usedAt >= TOUCH_TOKEN_EVERY_MS)
      await tx.touchToken(found.id, now);
    const actor = actorOf(user, { device: null, scopes: found.scopes });
    return ok({ actor, by: "token" as const });
  });
}

async function asNamed(ports: Ports, request: FastifyRequest): Promise<Result<Caller>> {
  const named = request.headers[AS_HEADER];
  const login = typeof named === "string" ? named : LOCAL_LOGIN;
  const user = await ports.store.transaction((tx) => tx.lockUser(login));
  if (user === undefined || user.disabledAt !== null) {
    return refuse("access/login-unknown", { login });
  }
  return ok({ actor: actorOf(user, { device: null, scopes: null }), by: "local" as const });
}

/** Whoever signs in is nobody yet, even at a browser where somebody else still is signed in. */
export function beforeSignIn(caller: Caller): Caller {
  return caller.by === "session" ? { ...caller, ...NOBODY } : caller;
}

/** A session that ended is nobody's: its caller is the public. */
async function bySession(ports: Ports, session: string): Promise<Caller> {
  const now = ports.clock.now();
  const hash = ports.digest(session);
  return ports.store.transaction(async (tx) => {
    const found = await tx.sessionByHash(hash);
    if (found === undefined) return NOBODY;
    const user = isLive(found, now) ? await tx.userById(found.userId) : undefined;
    if (user === undefined || user.disabledAt !== null) {
      await tx.endSessions({ hash });
      return NOBODY;
    }
    if (now - found.seenAt >= TOUCH_EVERY_MS) await tx.touchSession(hash, now);
    const actor = actorOf(user, { device: found.device, scopes: null });
    return { actor, by: "session" as const, session };
  });
}

/**
 * Refuses `access/forged` for an act that a page of another origin may have made a browser send:
 * the origin must be ours, and a session's act must carry the session's token.
 */
export function forgery(
  options: CallersOptions,
  request: FastifyRequest,
  caller: Caller,
): Result<true> {
  if (caller.by === "token" || caller.by === "local") return ok(true);
  const { origin, host } = request.headers;
  const site = request.headers["sec-fetch-site"];
  const ours = options.publicOrigin ?? `http://${host ?? ""}`;
  if (origin !== undefined && origin !== ours) return refuse("access/forged", { found: origin });
  if (site === "cross-site" || site === "same-site") return refuse("access/forged");
  if (caller.by === "public" || caller.session === undefined) return ok(true);
  const isTold = carriesToken(options.ports, request, caller.session);
  return isTold ? ok(true) : refuse("access/forged", { missing: CSRF_HEADER });
}

function carriesToken(ports: Ports, request: FastifyRequest, session: string): boolean {
  const given = request.headers[CSRF_HEADER];
  return typeof given === "string" && isSame(ports, given, csrfOf(session, ports.digest));
}

/** Gives the browser its session, in a cookie that no script can read and no other site sends. */
export function keepSession(
  options: CallersOptions,
  request: FastifyRequest,
  reply: FastifyReply,
  session: string | null,
): void {
  const secure = isSecure(options, request);
  const cookie = { path: "/", httpOnly: true, sameSite: "strict", secure } as const;
  const name = cookieName(options, request);
  if (session === null) reply.clearCookie(name, cookie);
  else reply.setCookie(name, session, cookie);
}

function cookieName(options: CallersOptions, request: FastifyRequest): string {
  return isSecure(options, request) ? SECURE_COOKIE : COOKIE;
}

/** Only a browser on this machine may speak without TLS. */
function isSecure({ publicOrigin }: CallersOptions, request: FastifyRequest): boolean {
  if (publicOrigin !== undefined) return publicOrigin.startsWith("https:");
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  const local = host === "localhost" || host === "127.0.0.1" || host === "[::1]";
  return !(local && isLoopback(request));
}

function isLoopback(request: FastifyRequest): boolean {
  const address = request.socket.remoteAddress ?? "";
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** Compares hashes, so that neither length nor beginning of the secret shows in the time taken. */
function isSame({ digest }: Ports, one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(digest(one)), Buffer.from(digest(other)));
}
