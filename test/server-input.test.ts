/**
 * Bodies that are cut, too large or of another kind, against a running server over real sockets; and
 * what the server shows of itself.
 */
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JSON_BYTES_LIMIT } from "#server/limits.ts";
import { requestSeen } from "#test/request-seen.ts";
import { LOCAL_TOKEN, post, refused, type ServerBench, serverBench } from "#test/server-bench.ts";

const MIB = 1024 * 1024;
/** What does not come at once is asked for this often and this long, ms. */
const POLLED = { interval: 20, timeout: 8_000 };
const AS = { authorization: `Bearer ${LOCAL_TOKEN}` };
let bench: ServerBench;
let address: string;

beforeAll(async () => {
  bench = await serverBench();
  address = bench.server.address;
  await bench.user("local", ["administrator", "clerk", "floor"]);
});
afterAll(() => bench.close());

async function counts(): Promise<unknown> {
  const found = await bench.pool.query(
    `select (select count(*) from mailport.call where operation <> 'do-what-is-due') as calls,
            (select count(*) from mailport.message) as messages,
            (select count(*) from mailport.blob) as blobs`,
  );
  return found.rows[0];
}

type Raw = {
  readonly head: string;
  readonly body: (write: (bytes: Buffer) => Promise<boolean>) => Promise<void>;
  /** The line is cut after the body, and no answer waited for. */
  readonly cut?: boolean;
};

/** Speaks HTTP by hand; gives what came back, and how many bytes could be sent. */
async function raw({ head, body, cut = false }: Raw): Promise<{ answer: string; sent: number }> {
  const { port } = new URL(address);
  const socket = connect(Number(port), "127.0.0.1");
  let answer = "";
  let sent = 0;
  let open = true;
  let wake = (): void => undefined;
  socket.on("drain", () => wake());
  socket.on("data", (data) => {
    answer += String(data);
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    open = false;
    wake();
  });
  socket.write(head.replaceAll("\n", "\r\n"));
  await body(async (bytes) => {
    if (!open) return false;
    sent += bytes.length;
    if (!socket.write(bytes)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    return open;
  });
  const isAnswered = (): boolean => cut || !open || answer.includes("\r\n\r\n");
  for (let wait = 0; wait < 100 && !isAnswered(); wait += 1) await sleep(20);
  socket.destroy();
  return { answer, sent };
}

const HEAD = `authorization: Bearer ${LOCAL_TOKEN}\nhost: 127.0.0.1`;
const TAKE_IN = `POST /api/v1/take-in-message?name=a.csv HTTP/1.1\n${HEAD}\ncontent-type: application/octet-stream`;

describe("bodies that are cut or too large", () => {
  test("a JSON body cut in the middle changes nothing", async () => {
    const before = await counts();
    const head = `POST /api/v1/record-scans HTTP/1.1\n${HEAD}\ncontent-type: application/json\ncontent-length: 1000\n\n`;
    const seen = requestSeen();
    await raw({
      head,
      cut: true,
      body: async (write) => {
        await write(Buffer.from('{"scans":[{"code":"RR1234'));
        await seen;
      },
    });
    // What comes after the cut is answered after it.
    expect((await fetch(`${address}/ready`)).status).toBe(200);
    expect(await counts()).toEqual(before);
  });

  test("a file cut in the middle changes nothing and leaves no file", async () => {
    const before = await counts();
    const drafts = (): readonly string[] => readdirSync(join(bench.folder, "blobs", "drafts"));
    for (const length of ["content-length: 900000", "transfer-encoding: chunked"]) {
      const chunk = Buffer.concat([Buffer.from("30d40\r\n"), Buffer.alloc(200_000, 65)]);
      const { answer } = await raw({
        head: `${TAKE_IN}\n${length}\n\n`,
        cut: true,
        body: async (write) => {
          await write(chunk);
          await expect.poll(() => drafts().length, POLLED).toBe(1);
        },
      });
      expect(answer).toBe("");
      await expect.poll(drafts, POLLED).toEqual([]);
    }
    expect(await counts()).toEqual(before);
  });

  test("an announced 2 GB is refused before a byte of it", async () => {
    const { answer } = await raw({
      head: `${TAKE_IN}\ncontent-length: 2147483648\n\n`,
      body: async () => undefined,
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("blob/too-large");
  });

  // Scenario A02 sends 2 GB as a file to a server in a process of its own.
  test("2 GB of JSON without a length are refused after the limit, and memory stays flat", async () => {
    const head = `POST /api/v1/record-scans HTTP/1.1\n${HEAD}\ncontent-type: application/json`;
    const before = await counts();
    const piece = Buffer.alloc(MIB, 32);
    const chunk = Buffer.concat([Buffer.from("100000\r\n"), piece, Buffer.from("\r\n")]);
    let most = 0;
    const start = process.memoryUsage().rss;
    const { answer, sent } = await raw({
      head: `${head}\ntransfer-encoding: chunked\n\n`,
      body: async (write) => {
        for (let count = 0; count < 2048; count += 1) {
          if (!(await write(chunk))) return;
          most = Math.max(most, process.memoryUsage().rss);
          // A sender that goes on although it was answered.
        }
      },
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain("input/too-large");
    expect(sent).toBeGreaterThan(JSON_BYTES_LIMIT);
    expect((most - start) / MIB).toBeLessThan(150);
    expect(await counts()).toEqual(before);
    expect((await fetch(`${address}/health`)).status).toBe(200);
  }, 60_000);
});

describe("bodies that are nested or hold what cannot be kept", () => {
  const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
  const deep = `{"login":${nested(7 * MIB)},"password":"x"}`;

  test("fourteen megabytes of brackets from nobody are refused, and memory stays flat", async () => {
    const before = process.memoryUsage().rss;
    const answers = await Promise.all([deep, deep].map((body) => post(address, "sign-in", body)));
    for (const answer of answers) expect(await refused(answer)).toBe("413 input/too-large");
    expect((process.memoryUsage().rss - before) / MIB).toBeLessThan(150);
  });

  test("an act that is no batch has a small body; depth is bounded before JSON is read", async () => {
    const login = "x".repeat(20_000);
    expect(await refused(await post(address, "create-user", { login }, AS))).toBe(
      "413 input/too-large",
    );
    const sign = `{"login":${nested(100)},"password":"x"}`;
    expect(await refused(await post(address, "sign-in", sign))).toBe("400 input/too-deep");
    for (const levels of [100, 8 * MIB - 100]) {
      const scans = `{"scans":[${nested(levels)}]}`;
      const answer = await post(address, "record-scans", scans, AS);
      expect(await refused(answer)).toBe("400 input/too-deep");
    }
    const quoted = { scans: [{ code: "[[[[{{{{".repeat(30) }] };
    expect((await post(address, "record-scans", quoted, AS)).status).toBe(200);
  });

  test("a NUL or half a pair refuses its row and no other, and a view alike", async () => {
    const arrivals = ["A\u0000", "B\ud800", "LX1234"].map((code) => ({ code }));
    const answer = await post(address, "record-arrivals", { arrivals, place: "DOCK-1" }, AS);
    const { rows } = (await answer.json()) as { rows: { refusal?: { code: string } }[] };
    expect(rows.map((row) => row.refusal?.code).slice(0, 2)).toEqual([
      "input/invalid",
      "input/invalid",
    ]);
    const found = await fetch(`${address}/api/v1/find-items?place=%00`, { headers: AS });
    expect(await refused(found)).toBe("400 input/invalid");
  });

  test("an instant that is none is refused", async () => {
    for (const deviceNow of [1e300, -1e300]) {
      const scans = { scans: [{ code: "LX1234" }], deviceNow };
      expect(await refused(await post(address, "record-scans", scans, AS))).toBe(
        "400 input/invalid",
      );
    }
  });
});

describe("bodies of another kind", () => {
  test("another media type, no JSON, an empty body and a list are refused", async () => {
    const send = async (body: string, type: string) =>
      refused(await post(address, "record-scans", body, { ...AS, "content-type": type }));
    expect(await send("{}", "text/plain")).toBe("415 input/media-type");
    expect(await send("{}", "application/x-www-form-urlencoded")).toBe("415 input/media-type");
    expect(await send('{"scans":', "application/json")).toBe("400 input/malformed");
    expect(await send('{"__proto__":{"a":1}}', "application/json")).toBe("400 input/malformed");
    expect(await send("", "application/json")).toBe("400 input/malformed");
    expect(await send("[]", "application/json")).toBe("400 input/invalid");
    const file = await fetch(`${address}/api/v1/take-in-message?name=a`, {
      method: "POST",
      headers: { ...AS, "content-type": "image/png" },
      body: "x",
    });
    expect(await refused(file)).toBe("415 input/media-type");
  });

  test("more rows than a batch may have are refused whole", async () => {
    const scans = Array.from({ length: 10_001 }, () => ({ code: "X" }));
    expect(await refused(await post(address, "record-scans", { scans }, AS))).toBe(
      "413 input/too-many-rows",
    );
  });

  test("a file with a wrong address is refused before its bytes are kept", async () => {
    const before = readdirSync(join(bench.folder, "blobs"), { recursive: true }).length;
    const wrong = await fetch(`${address}/api/v1/take-in-message?surprise=1`, {
      method: "POST",
      headers: { ...AS, "content-type": "text/csv" },
      body: `code\n${Math.PI}`,
    });
    expect(await refused(wrong)).toBe("400 input/invalid");
    expect(readdirSync(join(bench.folder, "blobs"), { recursive: true }).length).toBe(before);
  });

  test("a paper longer than papers are is left at its own bound, not a message's", async () => {
    const before = readdirSync(join(bench.folder, "blobs"), { recursive: true }).length;
    const query = new URLSearchParams({ kind: "other", shipmentId: bench.ports.ids.next() });
    const send = (size: number) =>
      fetch(`${address}/api/v1/hand-in-paper?${query.toString()}`, {
        method: "POST",
        headers: { ...AS, "content-type": "application/octet-stream" },
        body: Buffer.alloc(size, "x"),
      });
    expect(await refused(await send(10_000_001))).toBe("413 blob/too-large");
    expect(readdirSync(join(bench.folder, "blobs"), { recursive: true }).length).toBe(before);
    expect(await refused(await send(10_000))).toBe("404 shipment/not-found");
  });

  test("nobody names another party's blob in a body: only the bytes themselves are taken", async () => {
    const found = await bench.pool.query("select count(*)::int as count from mailport.message");
    const input = {
      name: "a",
      blobHash: "0".repeat(64),
      blobKeyId: bench.ports.ids.next(),
      sizeBytes: 1,
    };
    const query = new URLSearchParams({ ...input, sizeBytes: "1" });
    await fetch(`${address}/api/v1/take-in-message?${query.toString()}`, {
      method: "POST",
      headers: { ...AS, "content-type": "text/csv" },
      body: "hello",
    });
    const kept = await bench.pool.query("select blob_hash, blob_key_id from mailport.message");
    expect(kept.rows.length).toBeGreaterThanOrEqual(found.rows[0].count);
    for (const row of kept.rows) expect(row.blob_hash).not.toBe("0".repeat(64));
  });
});

describe("what the server shows of itself", () => {
  test("the page has a nonce of its own each time under a strict policy; assets stay for ever", async () => {
    const nonces = new Set<string>();
    for (const path of ["/", "/items/RR123456785CN", "/"]) {
      const response = await fetch(`${address}${path}`);
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /style-src 'self' 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? "";
      expect(response.status).toBe(200);
      expect(await response.text()).toContain(`<style nonce="${nonce}">`);
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain("unsafe");
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
    const asset = await fetch(`${address}/assets/a-1234.js`);
    expect(asset.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(
      (await fetch(`${address}/assets/..%2f..%2fkeys%2fmaster.key`)).status,
    ).toBeGreaterThanOrEqual(400);
    expect((await fetch(`${address}/assets/none.js`)).status).toBe(404);
    expect((await fetch(`${address}/api/v1/none`)).status).toBe(404);
  });

  test("without a build the page is 503 and the server not ready", async () => {
    const { folder } = bench.pages;
    bench.pages.folder = undefined;
    expect((await fetch(`${address}/`)).status).toBe(503);
    const ready = await fetch(`${address}/ready`);
    expect([ready.status, ((await ready.json()) as { screens: string }).screens]).toEqual([
      503,
      "not built",
    ]);
    bench.pages.folder = folder;
    const well = await fetch(`${address}/ready`);
    expect([well.status, await well.json()]).toEqual([
      200,
      { ready: true, database: "ok", migrations: "ok", screens: "ok", disk: "ok" },
    ]);
  });

  test("the OpenAPI page names every operation with its schemas", async () => {
    const page = (await (await fetch(`${address}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { requestBody?: unknown }>>;
    };
    expect(page.openapi).toBe("3.1.0");
    const { operations } = await import("#operations/index.ts");
    expect(Object.keys(page.paths)).toEqual(operations.map((one) => `/api/v1/${one.name}`));
    expect(JSON.stringify(page.paths["/api/v1/record-scans"]?.["post"]?.requestBody)).toContain(
      "scans",
    );
    expect(JSON.stringify(page.paths["/api/v1/take-in-message"])).not.toContain("blobKeyId");
  });

  test("with the disk nearly full nothing is written, reading and signing in go on", async () => {
    const { freeBytes } = bench.disk;
    bench.disk.freeBytes = 1000;
    const ready = async (): Promise<number> => (await fetch(`${address}/ready`)).status;
    await expect.poll(ready, POLLED).toBe(503);
    const scan = await post(address, "record-scans", { scans: [{ code: "X" }] }, AS);
    expect(await refused(scan)).toBe("503 server/disk-nearly-full");
    expect((await fetch(`${address}/api/v1/find-items`, { headers: AS })).status).toBe(200);
    expect((await post(address, "sign-in", { login: "x", password: "y" })).status).toBe(401);
    bench.disk.freeBytes = freeBytes;
  });

  test("calls are in the audit chain within a second", async () => {
    await post(address, "list-users", {}, AS);
    const left = async (): Promise<unknown> =>
      (await bench.pool.query("select call_id from mailport.call_unsealed")).rows;
    await expect.poll(left, { timeout: 1_000, interval: 20 }).toEqual([]);
  });

  test("connections that the database ends are replaced; meanwhile the answer is 503 or right", async () => {
    await bench.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    );
    const statuses = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push((await fetch(`${address}/api/v1/find-items`, { headers: AS })).status);
    }
    for (const status of statuses) expect([200, 503]).toContain(status);
    expect(statuses.at(-1)).toBe(200);
  });
});
