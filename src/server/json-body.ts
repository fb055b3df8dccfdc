/**
 * Reads JSON bodies: how large one may be for an operation, and how deep before it is parsed. Knows
 * no shape; the operation's own check says the rest.
 */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Operation } from "#operations/define.ts";
import { isJsonTooDeep } from "#operations/input-text.ts";
import { JSON_BYTES_LIMIT, SINGLE_BYTES_LIMIT } from "./limits.ts";

/** The largest JSON body of an operation, bytes: only a batch or a file is large. */
export function bodyLimitOf(operation: Operation): number {
  const isLarge =
    operation.kind === "command" && (operation.batch !== undefined || operation.carriesFile);
  return isLarge === true ? JSON_BYTES_LIMIT : SINGLE_BYTES_LIMIT;
}

/** A body that is nested too deep; `sendFault` answers it. */
export class TooDeep extends Error {
  readonly code = "MAILPORT_TOO_DEEP";
}

/** Puts a look at the depth in front of the library's own parser, which refuses `__proto__`. */
export function addJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error") as Parse;
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>(
    "application/json",
    { parseAs: "string" },
    (request, body, done) => {
      if (isJsonTooDeep(body)) done(new TooDeep("nested too deep"), undefined);
      else parse(request, body, done);
    },
  );
}

type Parse = (
  request: FastifyRequest,
  body: string,
  done: (error: Error | null, value?: unknown) => void,
) => void;
