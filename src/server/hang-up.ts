/**
 * Ends a connection whose body was refused before it came: its sender gets a moment to read why,
 * while what it goes on sending is thrown away unread.
 */
import type { FastifyRequest } from "fastify";
import { LINGER_MS } from "./limits.ts";

/** Reads on for `LINGER_MS` without keeping anything, then ends the connection. */
export function hangUpSoon({ raw }: FastifyRequest): void {
  raw.resume();
  setTimeout(() => {
    if (!raw.complete) raw.socket.destroy();
  }, LINGER_MS).unref();
}
