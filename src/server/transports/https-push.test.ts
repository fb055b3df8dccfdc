/** A push is bounded: TLS or nothing, no redirects, so many bytes of an answer, so long. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ANSWER_BYTES_LIMIT, type Push, pushHttps } from "./https-push.ts";

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    switch (request.url ?? "") {
      case "/moved":
        response.writeHead(307, { location: "/in" }).end();
        break;
      case "/never":
        break;
      case "/long":
        response.end(Buffer.alloc(ANSWER_BYTES_LIMIT * 3, "x"));
        break;
      case "/echo":
        response.writeHead(401).end(`not you: ${request.headers.authorization}`);
        break;
      case "/refused":
        response.writeHead(422).end("<no>\nfit</no>");
        break;
      default:
        response.end("<taken/>");
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const push = (path: string, more: Partial<Push> = {}): Promise<Uint8Array> => {
  const message = { authorisation: null, key: "k", name: "a b.xml", bytes: Buffer.from("<m/>") };
  return pushHttps({ ...message, url: `${url}${path}`, loopbackHttp: true, ...more });
};

test("the answer of a partner is given back", async () => {
  expect(Buffer.from(await push("/in")).toString()).toBe("<taken/>");
});

test("an answer longer than the bound is cut there", async () => {
  expect((await push("/long")).length).toBeLessThanOrEqual(ANSWER_BYTES_LIMIT);
});

test.each([
  ["a redirect", "/moved", {}, /redirect|failed/],
  ["silence", "/never", { timeoutMs: 50 }, /timeout/i],
  ["a refusal, with what it says on one line", "/refused", {}, /^HTTP 422 <no> fit<\/no>$/],
  [
    "a server that says back what it was sent, without the secret,",
    "/echo",
    { authorisation: "Bearer of-nobody-else" },
    /^HTTP 401 not you: …$/,
  ],
  ["no TLS where it was not said so", "/in", { loopbackHttp: false }, /https is asked for/],
  ["another machine without TLS", "", { url: "http://10.0.0.1/in" }, /https is asked for/],
])("%s is a failure", async (_what, path, more, said) => {
  const failed = await push(path, more).then(
    () => "done",
    (error: unknown) => String((error as Error).message),
  );
  expect(failed).toMatch(said);
});
