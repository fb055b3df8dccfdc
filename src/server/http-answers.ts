/**
 * Turns results into HTTP: the status of a refusal, its sentence in the caller's language, and JSON.
 * Knows no operation.
 */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Refusal } from "#base/result.ts";
import { keptText } from "#operations/call.ts";
import { say } from "#words/codes.ts";
import { isLanguage, type Language, pickLanguage } from "#words/language.ts";

/** Statuses of codes that do not follow from their shape. */
const STATUSES: Readonly<Record<string, number>> = {
  "access/not-signed-in": 401,
  "access/sign-in-refused": 401,
  "access/login-taken": 409,
  "access/password-changed-meanwhile": 409,
  "access/authority-missing": 422,
  "access/authority-without-officer": 422,
  "access/end-is-past": 422,
  "access/scope-unknown": 422,
  "call/key-reused": 409,
  "call/answer-gone": 409,
  "call/busy": 503,
  "call/key-length": 400,
  "blob/too-large": 413,
  "input/too-many-rows": 413,
  "input/too-large": 413,
  "input/media-type": 415,
  "server/rate-limited": 429,
  "server/disk-nearly-full": 503,
  "server/database-away": 503,
  "server/fault": 500,
};

const MS_PER_SECOND = 1000;

/** The HTTP status of a refusal. */
export function statusOf({ code }: Refusal): number {
  const known = STATUSES[code];
  if (known !== undefined) return known;
  if (code.endsWith("-not-found") || code.endsWith("/not-found")) return 404;
  if (code.startsWith("input/")) return 400;
  return code.startsWith("access/") ? 403 : 422;
}

/** The caller's own language, else the one the browser asks for. */
export function languageOf(request: FastifyRequest, own: string | undefined): Language {
  if (own !== undefined && isLanguage(own)) return own;
  return pickLanguage(request.headers["accept-language"]);
}

/** Sends a value as JSON. */
export function sendValue(reply: FastifyReply, value: unknown): FastifyReply {
  return reply.type("application/json; charset=utf-8").send(jsonText(value));
}

/** Sends a refusal with its status and sentence. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal,
  language?: string,
): FastifyReply {
  request.refusalCode = refusal.code;
  const { sentence, todo } = say(languageOf(request, language), refusal.code, refusal.facts);
  reply.code(statusOf(refusal));
  const waitMs = refusal.facts?.["waitMs"];
  if (typeof waitMs === "number") reply.header("retry-after", Math.ceil(waitMs / MS_PER_SECOND));
  return sendValue(reply, { refusal, sentence, todo });
}

/** JSON has no big integers: amounts in minor units go as text. */
export function jsonText(value: unknown): string {
  try {
    return keptText(value) ?? JSON.stringify(value) ?? "null";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return JSON.stringify(value, (_key, one: unknown) =>
      typeof one === "bigint" ? String(one) : one,
    );
  }
}
