/**
 * A route for every operation of the registry: commands by POST, views by GET. Who calls, and
 * whether the request may be forged, is settled before a byte of the body is read.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ok, type Refusal, type Result, refuse } from "#base/result.ts";
import { allowed, call, fits } from "#operations/call.ts";
import type { Actor, Operation } from "#operations/define.ts";
import { MESSAGE_BYTES_LIMIT } from "#operations/message-course.ts";
import type { Ports } from "#operations/ports.ts";
import { csrfOf, PUBLIC_ACTOR } from "#operations/sessions.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import {
  beforeSignIn,
  type Caller,
  type CallersOptions,
  callerOf,
  forgery,
  keepSession,
} from "./callers.ts";
import { sendRefusal, sendValue } from "./http-answers.ts";
import { bodyLimitOf } from "./json-body.ts";
import { ADDRESSES_LIMIT, PUBLIC_RATE, SIGN_IN_RATE } from "./limits.ts";
import { queryInput } from "./query-input.ts";
import { type Received, receiveBytes, takesBytes } from "./receive-bytes.ts";
import { makeLimiter, networkOf } from "./token-bucket.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who calls; set before the body is read. */
    caller: Caller | undefined;
    /** Why the request was refused, for the log. */
    refusalCode: string | undefined;
  }
}

/** Where operations live. */
export const API = "/api/v1";
/** Commands a centre without room on its disk still takes: nobody is locked in or out. */
const ALWAYS_TAKEN = new Set(["sign-in", "sign-out"]);

export type RoutesOptions = CallersOptions & {
  readonly ports: Ports & { readonly blobKeys: BlobKeys };
  readonly operations: readonly Operation[];
  /** Why no command may write now; undefined when all is well. */
  readonly readOnly: () => Refusal | undefined;
};

/** Adds the routes. A body of raw bytes is never parsed, so those routes have a place of their own. */
export function addOperations(app: FastifyInstance, options: RoutesOptions): void {
  const gate = makeGate(options);
  const plain = options.operations.filter((operation) => !takesBytes(operation));
  const raw = options.operations.filter(takesBytes);
  for (const operation of plain) addRoute(app, options, operation, gate);
  app.register(async (inner) => {
    inner.removeAllContentTypeParsers();
    inner.addContentTypeParser("*", (_request, body, done) => done(null, body));
    for (const operation of raw) addRoute(inner, options, operation, gate);
  });
}

type Gate = (operation: Operation, request: FastifyRequest) => Promise<Result<Caller>>;

function addRoute(
  app: FastifyInstance,
  options: RoutesOptions,
  operation: Operation,
  gate: Gate,
): void {
  app.route({
    method: operation.kind === "view" ? "GET" : "POST",
    url: `${API}/${operation.name}`,
    bodyLimit: bodyLimitOf(operation),
    onRequest: async (request, reply) => {
      const caller = await gate(operation, request);
      if (!caller.ok) return sendRefusal(request, reply, caller.refusal);
      request.caller = caller.value;
      if (allowed(operation, caller.value.actor)) return undefined;
      // The call leaves the trace of the refusal.
      const answer = await call(options.ports, operation, caller.value.actor, {});
      return send(request, reply, answer, caller.value.actor);
    },
    handler: (request, reply) => run(options, operation, request, reply),
  });
}

/** Refuses, before any body, who may not even ask. */
function makeGate(options: RoutesOptions): Gate {
  const publicLimit = makeLimiter(PUBLIC_RATE, ADDRESSES_LIMIT);
  const signInLimit = makeLimiter(SIGN_IN_RATE, ADDRESSES_LIMIT);
  return async (operation, request) => {
    const found = await callerOf(options, request);
    if (!found.ok) return found;
    const caller = operation.name === "sign-in" ? ok(beforeSignIn(found.value)) : found;
    const isPublic = operation.roles.includes("public");
    if (!isPublic && caller.value.by === "public") return refuse("access/not-signed-in");
    if (isPublic) {
      const limiter = operation.kind === "view" ? publicLimit : signInLimit;
      const waitMs = limiter(networkOf(request.ip), options.ports.clock.now());
      if (waitMs > 0) return refuse("server/rate-limited", { waitMs });
    }
    if (operation.kind === "view") return caller;
    const genuine = forgery(options, request, caller.value);
    if (!genuine.ok) return genuine;
    const full = ALWAYS_TAKEN.has(operation.name) ? undefined : options.readOnly();
    return full === undefined ? caller : { ok: false, refusal: full };
  };
}

async function run(
  options: RoutesOptions,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const caller = request.caller;
  if (caller === undefined) return sendRefusal(request, reply, { code: "access/not-signed-in" });
  const { actor } = caller;
  const input = await inputOf(options, operation, request, caller);
  if (!input.ok) return send(request, reply, input, actor);
  const key = operation.kind === "view" ? null : keyOf(request, caller);
  const answer = await call(options.ports, operation, actor, input.value, key);
  return send(request, reply, withSession(options, operation, request, reply, answer), actor);
}

/** The public shares one party, so its keys would be everybody's. */
function keyOf(request: FastifyRequest, caller: Caller): string | null {
  const key = request.headers["idempotency-key"];
  return caller.by === "public" || typeof key !== "string" ? null : key;
}

async function inputOf(
  options: RoutesOptions,
  operation: Operation,
  request: FastifyRequest,
  caller: Caller,
): Promise<Result<unknown>> {
  const query = queryInput(operation, request.query as Record<string, unknown>);
  if (operation.kind === "view") return { ok: true, value: query };
  if (takesBytes(operation)) return received(options, operation, query, request, caller.actor);
  const { session } = caller;
  if (operation.name === "sign-out" && session !== undefined) return ok({ session });
  if (operation.name === "sign-in" && session !== undefined && isFields(request.body)) {
    return ok({ ...request.body, session });
  }
  return tooManyRows(operation, request.body) ?? { ok: true, value: request.body };
}

function isFields(body: unknown): body is object {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

/** Bytes are kept only for an address that is right: nobody fills the disk with what is refused. */
async function received(
  { ports }: RoutesOptions,
  operation: Operation,
  query: Readonly<Record<string, unknown>>,
  request: FastifyRequest,
  actor: Actor,
): Promise<Result<unknown>> {
  const expected = { ...query, ...EXPECTED };
  if (!fits(operation.input, expected)) return { ok: true, value: expected };
  const bytes = await receiveBytes(ports, actor, request, bytesLimitOf(operation));
  return bytes.ok ? { ok: true, value: { ...query, ...bytes.value } } : bytes;
}

/** Nobody fills the disk with a paper that will be refused for its size. */
function bytesLimitOf(operation: Operation): number {
  return (operation.kind === "command" ? operation.bytesLimit : undefined) ?? MESSAGE_BYTES_LIMIT;
}

/** Stands for bytes that have not come yet. */
const EXPECTED: Received = {
  blobHash: "0".repeat(64),
  blobKeyId: PUBLIC_ACTOR.userId,
  sizeBytes: 0,
};

function tooManyRows(operation: Operation, body: unknown): Result<never> | undefined {
  if (operation.kind === "view" || operation.batch === undefined) return undefined;
  const { field, max } = operation.batch;
  const rows = (body as Readonly<Record<string, unknown>> | null)?.[field];
  if (!Array.isArray(rows) || rows.length <= max) return undefined;
  return refuse("input/too-many-rows", { field, found: rows.length, expected: max });
}

/** The secret of a session goes into the cookie and never into the body. */
function withSession(
  options: RoutesOptions,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Result<unknown>,
): Result<unknown> {
  if (!answer.ok) return answer;
  const told = toldRefusal(operation, answer.value);
  if (told !== undefined) return { ok: false, refusal: told };
  if (operation.name === "sign-out") keepSession(options, request, reply, null);
  if (operation.name === "sign-in") {
    const { session, ...rest } = answer.value as SignInAnswer;
    if (session !== undefined) keepSession(options, request, reply, session);
    return { ok: true, value: rest };
  }
  const session = request.caller?.session;
  if (operation.name !== "who-am-i" || session === undefined) return answer;
  return {
    ok: true,
    value: { ...(answer.value as object), csrf: csrfOf(session, options.ports.digest) },
  };
}

type SignInAnswer = { readonly session?: string };

/** The wrong try of somebody unknown: counted in the record, and so an answer; refused to who asks. */
function toldRefusal(operation: Operation, value: unknown): Refusal | undefined {
  if (operation.kind === "view" || !operation.roles.includes("public")) return undefined;
  return (value as { readonly refusal?: Refusal }).refusal;
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Result<unknown>,
  actor: Actor,
): FastifyReply {
  return answer.ok
    ? sendValue(reply, answer.value)
    : sendRefusal(request, reply, answer.refusal, actor.language);
}
