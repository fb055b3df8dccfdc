/**
 * A running server on a database of its own, with screens of one line, and a small client that keeps
 * a session as a browser does. Real sockets, real files.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { operations } from "#operations/index.ts";
import { makeLog } from "#server/logs.ts";
import { startServer } from "#server/main.ts";
import type { RunningServer, StartOptions } from "#server/start-options.ts";
import { type AccessBench, accessBench } from "./access-bench.ts";
import { PASSWORD } from "./mailport.ts";

export const LOCAL_TOKEN = "local-token-of-the-test";
export const PAGE =
  '<html><style nonce="__NONCE__"></style><script nonce="__NONCE__"></script></html>';

export type ServerBench = AccessBench & {
  readonly server: RunningServer;
  /** All log lines so far. */
  readonly lines: () => string;
  /** What the disk has left; a test may take it away. */
  readonly disk: { freeBytes: number };
  readonly pages: { folder: string | undefined };
};

/** Call in `beforeAll`; what is given stands in place of the bench's own. */
export async function serverBench(
  given: Pick<StartOptions, "publicOrigin" | "trustProxy"> = {},
): Promise<ServerBench> {
  const bench = await accessBench();
  const log: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const folder = join(bench.folder, "pages");
  mkdirSync(join(folder, "assets"), { recursive: true });
  writeFileSync(join(folder, "index.html"), PAGE);
  writeFileSync(join(folder, "assets", "a-1234.js"), "1;");
  const disk = { freeBytes: 1e12 };
  const pages: { folder: string | undefined } = { folder };
  const server = await startServer({
    pool: bench.pool,
    dataFolder: bench.folder,
    masterKey: Buffer.alloc(32, 3),
    site: bench.ports.site,
    operations,
    version: "0.0.0",
    host: "127.0.0.1",
    port: 0,
    pagesFolder: () => pages.folder,
    localToken: LOCAL_TOKEN,
    log: makeLog(stream),
    now: () => bench.clock.at,
    freeBytes: async () => disk.freeBytes,
    ...given,
  });
  return {
    ...bench,
    server,
    disk,
    pages,
    lines: () => log.join(""),
    async close() {
      await server.stop();
      await bench.close();
    },
  };
}

export type Client = {
  readonly cookie: string;
  readonly csrf: string;
  readonly setCookie: string;
};

/** Signs in over HTTP as a browser does. */
export async function signedIn(
  address: string,
  login: string,
  password = PASSWORD,
): Promise<Client> {
  const response = await post(address, "sign-in", { login, password });
  const setCookie = response.headers.get("set-cookie") ?? "";
  const { csrf } = (await response.json()) as { csrf: string };
  return { cookie: setCookie.split(";")[0] ?? "", csrf, setCookie };
}

export function post(
  address: string,
  name: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${address}/api/v1/${name}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** The status and the code of a refusal. */
export async function refused(response: Response): Promise<string> {
  const body = (await response.json()) as { refusal?: { code: string } };
  return `${response.status} ${body.refusal?.code}`;
}
