/**
 * The server behind a proxy with TLS: which cookie it gives, whose acts it takes, and whose rate limit
 * a request uses up. The proxy is a small real one; the TLS before it would change nothing here.
 */
import { once } from "node:events";
import { createServer, type Server, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PUBLIC_RATE } from "#server/limits.ts";
import { PASSWORD } from "#test/mailport.ts";
import { post, refused, type ServerBench, serverBench } from "#test/server-bench.ts";

const ORIGIN = "https://mail.example.org";
/** Says for the test which machine the proxy sees. */
const SEEN = "x-test-seen-address";

let trusted: Proxied;
let untrusted: Proxied;

beforeAll(async () => {
  trusted = await behindProxy("loopback");
  untrusted = await behindProxy("10.9.8.7");
});
afterAll(async () => {
  await trusted.close();
  await untrusted.close();
});

describe("behind a proxy with TLS", () => {
  test("the session's cookie is secure and bound to the host, and browsers stay with TLS", async () => {
    const signIn = await post(trusted.address, "sign-in", { login: "ada", password: PASSWORD });
    expect(signIn.status).toBe(200);
    expect(signIn.headers.get("set-cookie")).toMatch(
      /^__Host-mailport=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(signIn.headers.get("strict-transport-security")).toContain("max-age=31536000");
  });

  test("acts are taken from pages of the public origin and from no other", async () => {
    const input = { login: "ada", password: PASSWORD };
    const signIn = await post(trusted.address, "sign-in", input, { origin: ORIGIN });
    const { csrf } = (await signIn.json()) as { csrf: string };
    const cookie = (signIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    const act = (origin: string) =>
      post(trusted.address, "list-users", {}, { cookie, "x-csrf-token": csrf, origin });
    expect((await act(ORIGIN)).status).toBe(200);
    // What the server itself and the proxy are called inside is no public origin.
    const others = [
      trusted.address,
      trusted.server,
      "http://mail.example.org",
      "https://a.example",
    ];
    for (const other of others) expect(await refused(await act(other))).toBe("403 access/forged");
  });

  test("each forwarded address has its own limit where the proxy is trusted", async () => {
    await useUp(trusted, "203.0.113.1");
    expect((await track(trusted, "203.0.113.2")).status).not.toBe(429);
  });

  test("who writes the header before the proxy does gains nothing", async () => {
    await useUp(trusted, "203.0.113.3");
    const forged = await track(trusted, "203.0.113.3", { "x-forwarded-for": "198.51.100.9" });
    expect(await refused(forged)).toBe("429 server/rate-limited");
  });

  test("canary: from a proxy that is not trusted all addresses share the proxy's limit", async () => {
    await useUp(untrusted, "203.0.113.1");
    expect(await refused(await track(untrusted, "203.0.113.2"))).toBe("429 server/rate-limited");
  });
});

type Proxied = {
  /** Of the proxy. */
  readonly address: string;
  readonly server: string;
  readonly close: () => Promise<void>;
};

async function behindProxy(trustProxy: string): Promise<Proxied> {
  const bench: ServerBench = await serverBench({ publicOrigin: ORIGIN, trustProxy });
  await bench.user("ada", ["administrator"]);
  const proxy = makeProxy(bench.server.address);
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  const { port } = proxy.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    server: bench.server.address,
    async close() {
      proxy.closeAllConnections();
      proxy.close();
      await bench.close();
    },
  };
}

/** Passes requests on with the address it saw behind those that were named before it. */
function makeProxy(target: string): Server {
  return createServer((request, response) => {
    const { host: _host, [SEEN]: seen = "203.0.113.77", ...rest } = request.headers;
    const before = [rest["x-forwarded-for"] ?? []].flat();
    const headers = {
      ...rest,
      "x-forwarded-for": [...before, seen].join(", "),
      "x-forwarded-proto": "https",
      "x-forwarded-host": "mail.example.org",
    };
    const passed = send(
      `${target}${request.url}`,
      { method: request.method, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on("error", () => response.destroy());
    request.pipe(passed);
  });
}

function track(at: Proxied, seen: string, headers: Readonly<Record<string, string>> = {}) {
  return fetch(`${at.address}/api/v1/track?code=RR473124829GB`, {
    headers: { ...headers, [SEEN]: seen },
  });
}

/** Time stands still in the bench, so the limit does not fill up again. */
async function useUp(at: Proxied, seen: string): Promise<void> {
  for (let count = 0; count < PUBLIC_RATE.burst; count += 1) {
    const answer = await track(at, seen);
    await answer.arrayBuffer();
    expect(answer.status, `request ${count}`).not.toBe(429);
  }
  expect(await refused(await track(at, seen))).toBe("429 server/rate-limited");
}
