/**
 * What a caller is told when a request went wrong without a refusal of ours: a body that is no JSON,
 * a database that is away, a bug. Details go to the log, under the request's id.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Refusal } from "#base/result.ts";
import { INPUT_DEPTH_LIMIT } from "#operations/input-text.ts";
import { sendRefusal } from "./http-answers.ts";
import { JSON_BYTES_LIMIT } from "./limits.ts";

/** What the HTTP library finds wrong with a request, by its code. */
const OF_REQUEST: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "input/too-large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "input/media-type",
  FST_ERR_CTP_EMPTY_JSON_BODY: "input/malformed",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "input/cut",
  ERR_STREAM_PREMATURE_CLOSE: "input/cut",
  FST_ERR_CTP_INVALID_JSON_BODY: "input/malformed",
  MAILPORT_TOO_DEEP: "input/too-deep",
};

/** Classes and codes of PostgreSQL and sockets that mean: the database is away for now. */
const AWAY = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/;
const AWAY_WORDS =
  /Connection terminated|connection error and is not queryable|Client was closed|when trying to connect/;

/** Answers a fault of a request. */
export function sendFault(
  fault: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  // A close at once would reset a sender in full flow before it reads this; `hangUpSoon` ends it.
  reply.removeHeader("connection");
  const refusal = refusalOf(fault, request);
  if (refusal.code === "server/fault") request.log.error({ err: fault }, "fault");
  if (refusal.code === "server/database-away") request.log.warn({ err: fault }, "database away");
  return sendRefusal(request, reply, refusal, request.caller?.actor.language);
}

/** The bound that was reached. */
function factsOf(code: string, request: FastifyRequest): Pick<Refusal, "facts"> {
  if (code === "input/too-large") {
    return { facts: { expected: request.routeOptions.bodyLimit ?? JSON_BYTES_LIMIT } };
  }
  return code === "input/too-deep" ? { facts: { expected: INPUT_DEPTH_LIMIT } } : {};
}

function refusalOf(fault: FastifyError, request: FastifyRequest): Refusal {
  const known = OF_REQUEST[fault.code];
  if (known !== undefined) return { code: known, ...factsOf(known, request) };
  if (request.raw.destroyed && !request.raw.complete) return { code: "input/cut" };
  if (fault instanceof SyntaxError) return { code: "input/malformed" };
  if (AWAY.test(fault.code ?? "") || AWAY_WORDS.test(fault.message)) {
    return { code: "server/database-away" };
  }
  if (fault.statusCode !== undefined && fault.statusCode < 500) return { code: "input/malformed" };
  return { code: "server/fault", facts: { request: request.id } };
}
