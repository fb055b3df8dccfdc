/**
 * Who may do what over HTTP, against a running server: sessions, forged requests, tokens, the local
 * operator, the public.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#operations/define.ts";
import { issueToken } from "#operations/index.ts";
import { PUBLIC_ACTOR } from "#operations/sessions.ts";
import { PASSWORD } from "#test/mailport.ts";
import {
  type Client,
  LOCAL_TOKEN,
  post,
  refused,
  type ServerBench,
  serverBench,
  signedIn,
} from "#test/server-bench.ts";

let bench: ServerBench;
let address: string;
let ada: Actor;

beforeAll(async () => {
  bench = await serverBench();
  address = bench.server.address;
  ada = await bench.user("ada", ["administrator"]);
  await bench.user("local", ["administrator"]);
  await bench.user("flo", ["floor"]);
});
afterAll(() => bench.close());

const withSession = ({ cookie, csrf }: Client) => ({ cookie, "x-csrf-token": csrf });
const look = (name: string, headers: Record<string, string> = {}) =>
  fetch(`${address}/api/v1/${name}`, { headers });

test("no answer of an operation is kept on the way", async () => {
  for (const name of ["who-am-i", "track?code=RR123456785CN", "demo-logins", "nothing"]) {
    expect((await look(name)).headers.get("cache-control"), name).toBe("no-store");
  }
});

describe("sessions over HTTP", () => {
  test("a sign-in gives a cookie that no script reads and no other site sends, never in the body", async () => {
    const response = await post(address, "sign-in", { login: "ada", password: PASSWORD });
    const body = await response.text();
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(response.status).toBe(200);
    expect(cookie).toMatch(/^mailport=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(body).not.toContain(/=([\w-]+);/.exec(cookie)?.[1] ?? "-");
    expect(Object.keys(JSON.parse(body) as object).sort()).toEqual(["csrf", "signedIn", "user"]);
  });

  test("behind TLS the cookie is secure and bound to the host", async () => {
    const response = await post(address, "sign-in", { login: "ada", password: PASSWORD }, {});
    expect(response.headers.get("set-cookie")).not.toContain("Secure");
    const other = await import("node:http").then(
      ({ request }) =>
        new Promise<string>((resolve) => {
          const headers = { host: "mail.example.org", "content-type": "application/json" };
          const sent = request(
            `${address}/api/v1/sign-in`,
            { method: "POST", headers },
            (answer) => {
              answer.resume();
              resolve(String(answer.headers["set-cookie"]));
            },
          );
          sent.end(JSON.stringify({ login: "ada", password: PASSWORD }));
        }),
    );
    expect(other).toMatch(
      /^__Host-mailport=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test("a wrong password is 401 with a sentence in the caller's language", async () => {
    const input = { login: "nobody", password: "wrong wrong" };
    const response = await post(address, "sign-in", input, { "accept-language": "fr-CA,en" });
    expect(response.status).toBe(401);
    const body = (await response.json()) as { refusal: { code: string }; sentence: string };
    expect(body.refusal.code).toBe("access/sign-in-refused");
    expect(body.sentence).toMatch(/[a-zé]/);
  });

  test("an act without the session's token, with another's, or of another origin is refused", async () => {
    const mine = await signedIn(address, "ada");
    const other = await signedIn(address, "flo");
    const send = (headers: Record<string, string>) => post(address, "list-users", {}, headers);
    const { cookie } = mine;
    expect(await refused(await send({ cookie }))).toBe("403 access/forged");
    expect(await refused(await send({ cookie, "x-csrf-token": other.csrf }))).toBe(
      "403 access/forged",
    );
    const good = withSession(mine);
    expect(await refused(await send({ ...good, origin: "https://evil.example" }))).toBe(
      "403 access/forged",
    );
    expect(await refused(await send({ ...good, "sec-fetch-site": "cross-site" }))).toBe(
      "403 access/forged",
    );
    expect((await send({ ...good, origin: address })).status).toBe(200);
    const foreign = { origin: "https://evil.example" };
    const signIn = await post(address, "sign-in", { login: "ada", password: PASSWORD }, foreign);
    expect(await refused(signIn)).toBe("403 access/forged");
  });

  test("a new tab learns the token of its session, and nobody else does", async () => {
    const mine = await signedIn(address, "ada");
    const told = (await (await look("who-am-i", { cookie: mine.cookie })).json()) as {
      csrf: string;
    };
    expect(told.csrf).toBe(mine.csrf);
    expect(await refused(await look("who-am-i"))).toBe("401 access/not-signed-in");
  });

  test("signing out ends the session; an idle one ends by itself", async () => {
    const first = await signedIn(address, "flo");
    const out = await post(address, "sign-out", {}, withSession(first));
    expect(await out.json()).toEqual({ ended: 1 });
    expect((await look("who-am-i", { cookie: first.cookie })).status).toBe(401);
    const input = { login: "flo", password: PASSWORD, device: "BENCH-1" };
    const bench1 = await post(address, "sign-in", input);
    const cookie = (bench1.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    bench.clock.at += 9 * 60_000;
    expect((await look("who-am-i", { cookie })).status).toBe(200);
    bench.clock.at += 9 * 60_000;
    expect((await look("who-am-i", { cookie })).status).toBe(200);
    bench.clock.at += 10 * 60_000;
    expect((await look("who-am-i", { cookie })).status).toBe(401);
  });
});

describe("a sign-in where somebody still is signed in", () => {
  const status = async (cookie: string) => (await look("who-am-i", { cookie })).status;
  const enter = async (login: string, more: object, headers: Record<string, string> = {}) => {
    const input = { login, password: PASSWORD, ...more };
    const response = await post(address, "sign-in", input, headers);
    expect(response.status).toBe(200);
    return (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  };

  test("at the same browser ends the session before it, whoever's and wherever it was", async () => {
    const { cookie } = await signedIn(address, "ada");
    const elsewhere = await signedIn(address, "ada");
    const after = await enter("flo", {}, { cookie });
    expect([await status(cookie), await status(elsewhere.cookie)]).toEqual([401, 200]);
    expect(await status(after)).toBe(200);
    // In the trail it is nobody's act until the password is right.
    const text = "select distinct actor from mailport.call where operation = 'sign-in'";
    expect((await bench.pool.query(text)).rows).toEqual([{ actor: PUBLIC_ACTOR.userId }]);
  });

  test("with a wrong password leaves the session before it", async () => {
    const { cookie } = await signedIn(address, "ada");
    const wrong = { login: "flo", password: "wrong wrong wrong" };
    expect((await post(address, "sign-in", wrong, { cookie })).status).toBe(401);
    expect(await status(cookie)).toBe(200);
  });

  test("at the same bench ends what another browser there left", async () => {
    const left = await enter("ada", { device: "BENCH-7" });
    const beside = await enter("ada", { device: "BENCH-8" });
    const after = await enter("flo", { device: "BENCH-7" });
    expect([await status(left), await status(beside), await status(after)]).toEqual([
      401, 200, 200,
    ]);
  });
});

describe("tokens over HTTP", () => {
  test("a token does what its scopes name and nothing else, and the refusal is logged and kept", async () => {
    const issued = await bench.run(issueToken, ada, {
      login: "flo",
      name: "s",
      scopes: ["find-items"],
    });
    const { token, tokenId } = (issued.ok ? issued.value : {}) as {
      token: string;
      tokenId: string;
    };
    const authorization = `Bearer ${token}`;
    expect((await look("find-items", { authorization })).status).toBe(200);
    const usedAt = async (): Promise<number> => {
      const text = "select used_at from mailport.token where token_id = $1";
      return Number((await bench.pool.query(text, [tokenId])).rows[0]?.used_at);
    };
    const first = bench.clock.at;
    expect(await usedAt()).toBe(first);
    for (const [laterMs, written] of [
      [59_000, first],
      [1_000, first + 60_000],
    ] as const) {
      bench.clock.at += laterMs;
      await look("find-items", { authorization });
      expect(await usedAt()).toBe(written);
    }
    const scan = await post(address, "record-scans", { scans: [{ code: "X" }] }, { authorization });
    expect(await refused(scan)).toBe("403 access/not-allowed");
    expect(bench.lines()).toMatch(
      /"route":"\/api\/v1\/record-scans","status":403.*"refusal":"access\/not-allowed".*"not allowed"/,
    );
    const kept = await bench.pool.query(
      "select refusal from mailport.call where operation = 'record-scans' and refusal is not null",
    );
    expect(kept.rows).toEqual([{ refusal: "access/not-allowed" }]);
    const headers = withSession(await signedIn(address, "ada"));
    expect((await post(address, "revoke-token", { tokenId }, headers)).status).toBe(200);
    expect(await refused(await look("find-items", { authorization }))).toBe(
      "401 access/not-signed-in",
    );
    expect(await refused(await look("find-items", { authorization: "Bearer x" }))).toBe(
      "401 access/not-signed-in",
    );
  });

  test("the local token acts as the user named, and as the local operator where none is", async () => {
    const authorization = `Bearer ${LOCAL_TOKEN}`;
    const who = async (as?: string) => {
      const headers = as === undefined ? { authorization } : { authorization, "x-mailport-as": as };
      const response = await look("who-am-i", headers);
      return response.ok ? ((await response.json()) as { login: string }).login : refused(response);
    };
    expect(await who("flo")).toBe("flo");
    expect(await who()).toBe("local");
    expect(await who("ghost")).toBe("403 access/login-unknown");
  });

  test("a role that may not is 403, and a repeated key gives the first answer", async () => {
    const flo = withSession(await signedIn(address, "flo"));
    expect(await refused(await post(address, "list-users", {}, flo))).toBe(
      "403 access/not-allowed",
    );
    const headers = { ...withSession(await signedIn(address, "ada")), "idempotency-key": "k-1" };
    const input = { login: "new", name: "New", party: "OPS", roles: ["clerk"] };
    const first = await (await post(address, "create-user", input, headers)).text();
    expect(await (await post(address, "create-user", input, headers)).text()).toBe(first);
    const other = await post(address, "create-user", { ...input, name: "Other" }, headers);
    expect(await refused(other)).toBe("409 call/key-reused");
  });

  test("no secret and no person is in the log", async () => {
    const headers = withSession(await signedIn(address, "ada"));
    await post(
      address,
      "create-user",
      {
        login: "lin",
        name: "Lin Mei",
        password: "a secret of Lin",
        party: "OPS",
        roles: ["clerk"],
      },
      headers,
    );
    await look("find-items?text=Lin%20Mei", headers);
    const lines = bench.lines();
    expect(lines.split("\n").length).toBeGreaterThan(20);
    for (const secret of [
      PASSWORD,
      "a secret",
      "Lin",
      headers.cookie.split("=")[1],
      headers["x-csrf-token"],
      LOCAL_TOKEN,
    ]) {
      expect(lines).not.toContain(secret);
    }
  });
});

test("public tracking needs no sign-in and is limited per address", async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 70; count += 1) {
    statuses.push((await look("track?code=RR123456785CN")).status);
  }
  expect(statuses[0]).not.toBe(401);
  expect(statuses.at(-1)).toBe(429);
  const limited = await look("track?code=RR123456785CN");
  expect(Number(limited.headers.get("retry-after"))).toBe(1);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(8);
  bench.clock.at += 60_000;
  expect((await look("track?code=RR123456785CN")).status).not.toBe(429);
});
