/** Requests that never come whole, of senders that still read, against a server over real sockets. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LOCAL_TOKEN, type ServerBench, serverBench } from "#test/server-bench.ts";

let bench: ServerBench;
beforeAll(async () => {
  bench = await serverBench();
  await bench.user("local", ["administrator", "clerk", "floor"]);
});
afterAll(() => bench.close());

/** Sends this, nothing more after the end or the first answer, and reads until the server ends it. */
async function said(text: string, until: "at once" | "answered" = "at once"): Promise<string> {
  const port = Number(new URL(bench.server.address).port);
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let answer = "";
  socket.on("data", (data) => {
    answer += String(data);
  });
  socket.on("error", () => undefined);
  socket.on("end", () => socket.destroy());
  const closed = once(socket, "close");
  socket.write(text.replaceAll("\n", "\r\n"));
  if (until === "answered") await once(socket, "data");
  socket.end();
  await closed;
  return answer;
}

const HEAD = `authorization: Bearer ${LOCAL_TOKEN}\nhost: 127.0.0.1\naccept-language: fr`;
const SCANS = `POST /api/v1/record-scans HTTP/1.1\n${HEAD}\ncontent-type: application/json`;
const FILE = `POST /api/v1/take-in-message?name=a.csv HTTP/1.1\n${HEAD}\ncontent-type: text/csv`;

test.each([
  ["JSON cut before its length", `${SCANS}\ncontent-length: 1000\n\n{"scans":[{`, "400 input/cut"],
  ["JSON cut in a chunk", `${SCANS}\ntransfer-encoding: chunked\n\nff\n{"sca`, "400 input/cut"],
  ["a file cut before its length", `${FILE}\ncontent-length: 1000\n\nrefer`, "400 input/cut"],
  ["a head cut", `${SCANS}\ncontent-len`, "400 input/cut"],
  ["no chunk", `${SCANS}\ntransfer-encoding: chunked\n\nzz\n{"sca`, "400 input/malformed"],
  ["a head too long", `${SCANS}\nx: ${"x".repeat(20_000)}\n\n`, "431 input/too-large"],
  ["no HTTP", "NONSENSE\n\n", "400 input/malformed"],
])("%s is answered once, by its code", async (_name, sent, expected) => {
  const answer = await said(sent);
  expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  expect(head).toContain(`content-length: ${Buffer.byteLength(body)}\r\n`);
  const told = JSON.parse(body) as { refusal: { code: string }; sentence: string };
  expect(`${head.slice(9, 12)} ${told.refusal.code}`).toBe(expected);
  // The asker's language is known once the head was read.
  const isRead = head.includes(" 400 ") && /fr\n.*\n\n/s.test(sent);
  expect(told.sentence.startsWith(isRead ? "La demande" : "The request")).toBe(true);
  const found = await bench.pool.query(
    "select 1 from mailport.call where operation in ('record-scans', 'take-in-message')",
  );
  expect(found.rows).toEqual([]);
});

test("what was refused before it ends in the middle is answered no second time", async () => {
  const answer = await said(`${FILE}\ncontent-length: 2147483648\n\nabc`, "answered");
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413"]);
});
