/**
 * Builds the HTTP server from a registry of operations: routes, OpenAPI page, screens, health, logs.
 * Opens no database and starts no job; `main.ts` wires it.
 */
import { randomUUID } from "node:crypto";
import cookies from "@fastify/cookie";
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import { answerClientFault, watchConnections } from "./client-faults.ts";
import { sendFault } from "./faults.ts";
import { hangUpSoon } from "./hang-up.ts";
import { addHealth, type HealthOptions } from "./health.ts";
import { addJsonBodies } from "./json-body.ts";
import {
  HEADERS_ARRIVE_MS,
  HEADERS_BYTES_LIMIT,
  JSON_BYTES_LIMIT,
  KEEP_ALIVE_MS,
  REQUEST_ARRIVES_MS,
} from "./limits.ts";
import type { Log } from "./logs.ts";
import { openApi } from "./open-api.ts";
import { API, addOperations, type RoutesOptions } from "./operation-routes.ts";
import { addPages, addSecurityHeaders } from "./pages.ts";

/** A login that a demo offers on its sign-in page; a real centre has none. */
export type OfferedLogin = {
  readonly login: string;
  readonly password: string;
  readonly name?: string;
  readonly roles?: readonly string[];
};

export type ServerOptions = RoutesOptions & {
  readonly log: Log;
  readonly version: string;
  readonly health: HealthOptions;
  /** The folder of the built screens, once it is there. */
  readonly pagesFolder: () => string | undefined;
  /** Addresses of proxies whose word about the caller's address is taken. */
  readonly trustProxy?: string | undefined;
  readonly offeredLogins: readonly OfferedLogin[];
};

/** The server, not yet listening. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // Lines about requests are our own: theirs would carry addresses.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: JSON_BYTES_LIMIT,
    requestTimeout: REQUEST_ARRIVES_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { maxHeaderSize: HEADERS_BYTES_LIMIT, headersTimeout: HEADERS_ARRIVE_MS },
    trustProxy: options.trustProxy ?? false,
    return503OnClosing: true,
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    onProtoPoisoning: "error",
    onConstructorPoisoning: "error",
    clientErrorHandler: answerClientFault,
  });
  app.decorateRequest("caller", undefined);
  app.decorateRequest("refusalCode", undefined);
  app.removeContentTypeParser("text/plain");
  addJsonBodies(app);
  app.setErrorHandler(sendFault);
  watchConnections(app);
  addRequestLog(app);
  const secure = options.publicOrigin?.startsWith("https:") ?? false;
  await addSecurityHeaders(app, secure);
  await app.register(cookies);
  addHealth(app, options.health);
  addDocuments(app, options);
  addOperations(app, options);
  await addPages(app, { folder: options.pagesFolder, secure });
  return app;
}

/** One line a request: what was asked, by whom, how it ended; and the end of what was not read. */
function addRequestLog(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    if (!request.raw.complete) hangUpSoon(request);
    const { routeOptions, caller, refusalCode } = request;
    const line = {
      method: request.method,
      route: routeOptions.url ?? "(page)",
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      ...(caller === undefined ? {} : { actor: caller.actor.userId, by: caller.by }),
      ...(refusalCode === undefined ? {} : { refusal: refusalCode }),
    };
    if (reply.statusCode === 401 || reply.statusCode === 403) request.log.warn(line, "not allowed");
    else request.log.info(line, "request");
  });
}

function addDocuments(app: FastifyInstance, options: ServerOptions): void {
  const page = JSON.stringify(openApi(options.operations, API, options.version));
  app.get("/api/openapi.json", (_request, reply) => reply.type("application/json").send(page));
  app.get(`${API}/demo-logins`, async () => ({ logins: options.offeredLogins }));
}
