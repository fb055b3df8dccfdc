/**
 * What a sender is told whose request never came whole, so that no route answers it: one that was cut,
 * came too slowly, or is no HTTP. `faults.ts` answers what goes wrong with a request that came.
 */
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Refusal } from "#base/result.ts";
import { say } from "#words/codes.ts";
import { languageOf } from "./http-answers.ts";
import { HEADERS_BYTES_LIMIT } from "./limits.ts";

type Told = { readonly status: number; readonly refusal: Refusal };

const MALFORMED: Told = { status: 400, refusal: { code: "input/malformed" } };
/** What Node finds wrong with a connection, by its code. */
const OF_CONNECTION: Readonly<Record<string, Told>> = {
  HPE_INVALID_EOF_STATE: { status: 400, refusal: { code: "input/cut" } },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, refusal: { code: "input/cut" } },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    refusal: { code: "input/too-large", facts: { expected: HEADERS_BYTES_LIMIT } },
  },
};

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };
const last = new WeakMap<Socket, Exchange>();

/** Remembers what was asked last on a connection: in which language, and whether it is answered. */
export function watchConnections(app: FastifyInstance): void {
  app.addHook("onRequest", (request, reply, done) => {
    last.set(request.raw.socket, { request, reply });
    done();
  });
}

/** Tells the sender what is wrong, once, where it still reads; then ends the connection. */
export function answerClientFault(fault: Error & { readonly code?: string }, socket: Socket): void {
  if (fault.code === "ECONNRESET" || socket.destroyed) return;
  const before = last.get(socket);
  if (socket.writable && !isAnswered(before)) {
    socket.write(answerOf(OF_CONNECTION[fault.code ?? ""] ?? MALFORMED, before?.request));
  }
  socket.destroy(fault);
}

/** Whether an answer to what broke has begun: a second one would stand in the middle of it. */
function isAnswered(before: Exchange | undefined): boolean {
  if (before === undefined || !before.reply.raw.headersSent) return false;
  return !before.request.raw.complete || !before.reply.raw.writableFinished;
}

function answerOf({ status, refusal }: Told, request: FastifyRequest | undefined): string {
  const language = request === undefined ? "en" : languageOf(request, undefined);
  const body = JSON.stringify({ refusal, ...say(language, refusal.code, refusal.facts) });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "connection: close",
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
