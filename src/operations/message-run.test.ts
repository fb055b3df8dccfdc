import { Buffer } from "node:buffer";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Result } from "#base/result.ts";
import { SLICE_BYTES } from "#standards/messages/limits.ts";
import { type AccessBench, accessBench, OPERATOR } from "#test/access-bench.ts";
import { call } from "./call.ts";
import type { Actor } from "./define.ts";
import type { MessageAnswer } from "./message-answer.ts";
import { PART_ROWS } from "./message-rows.ts";
import type { Ports } from "./ports.ts";
import { takeInMessage } from "./take-in-message.ts";

/** A small file in the test run; a million by `MAILPORT_BULK_ROWS=1000000`. */
const BULK_ROWS = Number(process.env["MAILPORT_BULK_ROWS"] ?? 20_000);
const MIB = 1024 * 1024;

let bench: AccessBench;
let clerk: Actor;

beforeAll(async () => {
  bench = await accessBench();
  clerk = await bench.user("clerk", ["clerk", "floor"]);
});
afterAll(() => bench.close());

type Source = Parameters<Ports["blobs"]["put"]>[1];

async function kept(bytes: Source) {
  const keyId = await bench.ports.blobKeys.keyOf(OPERATOR, bench.ports.ids.next());
  const put = await bench.ports.blobs.put(keyId, bytes, 1e9);
  if (!put.ok) throw new Error(put.refusal.code);
  return { blobHash: put.value.hash, blobKeyId: keyId, sizeBytes: put.value.sizeBytes };
}

function answerOf(result: Result<unknown>): MessageAnswer {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value as MessageAnswer;
}

const LINE_BYTES = "SEEN00000000,2026-11-22T00:15:30Z\n".length;

function* scansFile(rows: number): Generator<Uint8Array> {
  yield Buffer.from("identifier,scanned_at\n");
  for (let row = 0; row < rows; row += PART_ROWS) {
    const lines = Array.from({ length: Math.min(PART_ROWS, rows - row) }, (_, at) => row + at);
    const text = lines.map((line) => `SEEN${String(line).padStart(8, "0")},2026-11-22T00:15:30Z\n`);
    yield Buffer.from(text.join(""));
  }
}

/** Ports that tell how far reading is ahead of doing, bytes, and how large the process grows. */
function watched(): { ports: Ports; most: { aheadBytes: number; rssBytes: number } } {
  const { blobs, store } = bench.ports;
  const most = { aheadBytes: 0, rssBytes: 0 };
  let read = 0;
  let done = 0;
  async function* get(keyId: string, hash: string): AsyncGenerator<Uint8Array> {
    read = 0;
    for await (const bytes of blobs.get(keyId, hash)) {
      read += bytes.length;
      most.aheadBytes = Math.max(most.aheadBytes, read - done);
      most.rssBytes = Math.max(most.rssBytes, process.memoryUsage.rss());
      yield bytes;
    }
  }
  const transaction: Ports["store"]["transaction"] = (work) =>
    store.transaction((tx) =>
      work({
        ...tx,
        saveMessagePart: (part) => {
          done += part.rowsRead * LINE_BYTES;
          return tx.saveMessagePart(part);
        },
      }),
    );
  return {
    ports: { ...bench.ports, blobs: { ...blobs, get }, store: { ...store, transaction } },
    most,
  };
}

test("a large file is read as it is done: what waits in memory does not grow with the file", {
  timeout: 1_200_000,
}, async () => {
  const input = { name: "bulk.csv", ...(await kept(scansFile(BULK_ROWS))) };
  const { ports, most } = watched();
  const before = process.memoryUsage.rss();
  const started = performance.now();
  const answer = answerOf(await call(ports, takeInMessage, clerk, input));
  const seconds = (performance.now() - started) / 1_000;
  expect(answer).toMatchObject({ state: "taken-in", rowsTotal: BULK_ROWS, rowsDone: BULK_ROWS });
  const calls = await bench.pool.query(
    "select count(*)::int as n, max(rows_given) as most from mailport.call where operation = 'record-scans'",
  );
  expect(calls.rows).toEqual([{ n: Math.ceil(BULK_ROWS / PART_ROWS), most: PART_ROWS }]);
  expect(most.aheadBytes).toBeLessThan(3 * SLICE_BYTES);
  expect(most.rssBytes - before).toBeLessThan(384 * MIB);
  if (process.env["MAILPORT_BULK_ROWS"] === undefined) return;
  const grownMib = Math.round((most.rssBytes - before) / MIB);
  console.log({ rows: BULK_ROWS, sizeBytes: input.sizeBytes, seconds, grownMib, ...most });
});

test("a file that two callers send at once is one message, done once", async () => {
  const input = { name: "both.csv", ...(await kept(scansFile(2 * PART_ROWS + 7))) };
  const before = await calls();
  const answers = await Promise.all(
    [null, "one", "two"].map(async (key) =>
      answerOf(await call(bench.ports, takeInMessage, clerk, input, key)),
    ),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(answers[0]).toMatchObject({ state: "taken-in", rowsDone: 2 * PART_ROWS + 7 });
  expect(await calls()).toBe(before + 3);
});

async function calls(): Promise<number> {
  const found = await bench.pool.query(
    "select count(*)::int as n from mailport.call where operation = 'record-scans'",
  );
  return found.rows[0].n;
}

const HEADS = [
  "",
  "identifier,scanned_at\n",
  '{"declarations":[',
  "<a>",
  "UNB+UNOA:1",
  '{"identifier":"',
  "container,kind\n",
  "item_id,stream,direction,gross_weight_kg,currency\n",
];

/** NUL in a found text, in a reference and in a tag. */
const NULS = ["\0", "+A+B+261122:1200+1'UNH+1+X:3\0'", "+A+B+261122:1200+1'UNH+1+X:3'\0'"];

test("property: any bytes are answered: done, or kept in suspense with a finding", async () => {
  const bytes = fc.tuple(
    fc.constantFrom(...HEADS),
    fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: "grapheme", maxLength: 200 })),
  );
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(bytes, async ([head, tail]) => {
      seen += 1;
      const all = Buffer.concat([Buffer.from(head), Buffer.from(tail as string)]);
      const input = { name: `any-${seen}`, ...(await kept([all])) };
      const answer = answerOf(await call(bench.ports, takeInMessage, clerk, input));
      expect(["taken-in", "part", "suspense"]).toContain(answer.state);
      if (answer.state !== "taken-in") expect(answer.findingsTotal).toBeGreaterThan(0);
      expect(answer.rowsDone + answer.rowsRefused).toBe(answer.rowsTotal);
    }),
    {
      numRuns: 60,
      examples: NULS.map((tail): [[string, string]] => [["UNB+UNOA:1", tail]]),
    },
  );
});
