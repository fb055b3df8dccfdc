/**
 * Serves the built screens under a strict content security policy: the page with a nonce of its own
 * each time, assets for ever. Says plainly when no build is there; never a half page.
 */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import helmet from "@fastify/helmet";
import files from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/** What the build puts where a nonce belongs. */
const NONCE_PLACE = "__NONCE__";
/** Assets carry the hash of their bytes in their names. */
const FOR_EVER = { immutable: true, maxAge: "365d", cacheControl: true };
const PAGE = "index.html";

export type PagesOptions = {
  /** The folder of the build, once it is there. */
  readonly folder: () => string | undefined;
  /** Whether browsers reach this server by TLS only. */
  readonly secure: boolean;
};

const nonces = new WeakMap<IncomingMessage, string>();

/** Adds the headers of every answer; call it before any route is added. */
export async function addSecurityHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  app.addHook("onRequest", async (request, reply) => {
    // Answers are one caller's: nothing on the way may keep them.
    if (request.url.startsWith("/api/")) reply.header("cache-control", "no-store");
    nonces.set(request.raw, randomBytes(16).toString("base64url"));
  });
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: [
          "'self'",
          (request) => `'nonce-${nonces.get(request as IncomingMessage) ?? ""}'`,
        ],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: "deny" },
    referrerPolicy: { policy: "no-referrer" },
    // Subdomains are not ours to decide on.
    hsts: secure && { maxAge: 31_536_000, includeSubDomains: false },
  });
}

/** Adds the page, its assets, and the page again for every address of a screen. */
export async function addPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  await app.register(files, { root: import.meta.dirname, serve: false });
  app.get<{ Params: { "*": string } }>("/assets/*", (request, reply) => {
    const folder = options.folder();
    if (folder === undefined) return notReady(reply);
    return reply.sendFile(request.params["*"], join(folder, "assets"), FOR_EVER);
  });
  app.get("/", (request, reply) => page(options, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = request.method === "GET" && !/^\/(api|assets)\//.test(request.url);
    if (wantsPage) return page(options, request, reply);
    const refusal = { code: "server/address-not-found" };
    return reply.code(404).send({ refusal });
  });
}

async function page(
  options: PagesOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const folder = options.folder();
  const html = folder === undefined ? undefined : await pageOf(folder);
  if (html === undefined) return notReady(reply);
  const nonce = nonces.get(request.raw) ?? "";
  reply.type("text/html; charset=utf-8").header("cache-control", "no-store");
  return reply.send(html.replaceAll(NONCE_PLACE, nonce));
}

async function pageOf(folder: string): Promise<string | undefined> {
  return readFile(join(folder, PAGE), "utf8").catch(() => undefined);
}

function notReady(reply: FastifyReply): FastifyReply {
  reply.code(503).header("retry-after", "2").type("text/plain; charset=utf-8");
  return reply.send("The screens are not built.\n");
}
