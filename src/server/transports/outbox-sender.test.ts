import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { OutboxRow, Partner } from "#operations/ports-messages.ts";
import { replayOutbox } from "#operations/replay-outbox.ts";
import { systemActor } from "#operations/sessions.ts";
import { type AccessBench, accessBench, OPERATOR } from "#test/access-bench.ts";
import { putWhole } from "./folder-out.ts";
import {
  ATTEMPTS_LIMIT,
  LEASE_MS,
  LONGEST_WAIT_MS,
  type SenderOptions,
  waitMs,
} from "./outbox-retries.ts";
import { flush, LINE_BYTES_LIMIT, sendOutbox } from "./outbox-sender.ts";

let bench: AccessBench;
let folder: string;
let partner: Partner;
let faults: unknown[];

beforeAll(async () => {
  bench = await accessBench();
});
afterAll(() => bench.close());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mailport-out-"));
  faults = [];
  partner = {
    id: randomUUID(),
    code: `P${randomUUID().slice(0, 8)}`,
    partyId: OPERATOR,
    format: "by-content",
    folderIn: null,
    folderOut: folder,
    reports: true,
    sendsMessages: false,
    messagesIn: 0,
    messagesOut: 0,
  };
  await bench.ports.store.transaction((tx) => tx.savePartner(partner));
  return () => rmSync(folder, { recursive: true });
});

function options(deliver: SenderOptions["deliver"] = putWhole): SenderOptions {
  const { ports } = bench;
  const blobKeyOf = (party: string): Promise<string> =>
    ports.blobKeys.keyOf(party, ports.ids.next());
  return { ports, blobKeyOf, deliver, onFault: ({ error }) => faults.push(error) };
}

function row(subjectId: string, ordinal: number, more: object = {}): OutboxRow {
  const body = { eventKey: randomUUID(), subjectId, version: ordinal, ...more };
  const at = bench.clock.at;
  const id = bench.ports.ids.next();
  return {
    id,
    partnerId: partner.id,
    subjectId,
    kind: "event-report",
    body,
    queuedAt: at,
    ordinal,
    attempts: 0,
  };
}

const queue = (rows: readonly OutboxRow[]): Promise<void> =>
  bench.ports.store.transaction((tx) => tx.queue(rows));

type Line = { readonly eventKey: string; readonly subjectId: string; readonly version: number };

/** Lines of every file in the folder, in the order of names. */
function delivered(): Line[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").trimEnd().split("\n"))
    .map((line) => JSON.parse(line) as Line);
}

async function flushUntilEmpty(given: SenderOptions): Promise<void> {
  while ((await flush(given, partner, folder)).sent > 0);
}

test("lines leave as one file a flush, each subject in its order, and the message is kept", async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  await queue([row(one, 2), row(two, 1), row(one, 1)]);
  expect(await flush(options(), partner, folder)).toEqual({ sent: 2, failed: 0 });
  await flushUntilEmpty(options());
  expect(readdirSync(folder)).toHaveLength(2);
  const versions = delivered().filter((line) => line.subjectId === one);
  expect(versions.map((line) => line.version)).toEqual([1, 2]);
  const kept = await bench.pool.query(
    "select state, rows_done, blob_hash, blob_key_id, name from mailport.message where partner_id = $1 order by received_at, message_id",
    [partner.id],
  );
  expect(kept.rows.map((message) => [message.state, message.rows_done])).toEqual([
    ["sent", 2],
    ["sent", 1],
  ]);
  expect(kept.rows.map((message) => message.name)).toEqual(readdirSync(folder).sort());
  const parts: Uint8Array[] = [];
  const [first] = kept.rows;
  for await (const part of bench.ports.blobs.get(first.blob_key_id, first.blob_hash))
    parts.push(part);
  expect(Buffer.concat(parts)).toEqual(readFileSync(join(folder, first.name)));
  const partners = await bench.ports.store.transaction((tx) => tx.partners());
  expect(partners.find((other) => other.id === partner.id)?.messagesOut).toBe(2);
});

test("a sender killed between the file and the mark loses nothing; a repeat has the same event key", async () => {
  const rows = [row(randomUUID(), 1), row(randomUUID(), 1)];
  await queue(rows);
  // The process ends after the rename: what follows never runs, not even setting the lines back.
  const never = new Promise<never>(() => undefined);
  const killed = new Promise<void>((resolve) => {
    void flush(
      options(async (...file) => {
        await putWhole(...file);
        resolve();
        return never;
      }),
      partner,
      folder,
    );
  });
  await killed;
  expect(delivered()).toHaveLength(2);
  expect(await flush(options(), partner, folder)).toEqual({ sent: 0, failed: 0 });
  bench.clock.at += LEASE_MS;
  expect(await flush(options(), partner, folder)).toEqual({ sent: 2, failed: 0 });
  const keys = delivered().map((line) => line.eventKey);
  expect(keys).toHaveLength(4);
  expect(new Set(keys)).toEqual(new Set(rows.map((one) => one.body["eventKey"])));
});

test("a folder that cannot be written is tried again later, and nothing is half there", async () => {
  const down = options(() => Promise.reject(new Error("no space left")));
  await queue([row(randomUUID(), 1)]);
  expect(await flush(down, partner, folder)).toEqual({ sent: 0, failed: 1 });
  expect(readdirSync(folder)).toEqual([]);
  expect(await flush(options(), partner, folder)).toEqual({ sent: 0, failed: 0 });
  bench.clock.at += waitMs(0);
  expect(await flush(options(), partner, folder)).toEqual({ sent: 1, failed: 0 });
});

test("after the last attempt lines are dead letters, and go when a person revives them", async () => {
  const subject = randomUUID();
  const down = options(() => Promise.reject(new Error("gone")));
  await queue([row(subject, 1), row(subject, 2)]);
  for (let attempt = 0; attempt < ATTEMPTS_LIMIT; attempt += 1) {
    expect((await flush(down, partner, folder)).failed).toBe(1);
    bench.clock.at += LONGEST_WAIT_MS;
  }
  expect(await flush(options(), partner, folder)).toEqual({ sent: 0, failed: 0 });
  const actor = systemActor(OPERATOR);
  const revived = await bench.run(replayOutbox, actor, { partner: partner.code });
  expect(revived).toEqual({ ok: true, value: { revived: 1 } });
  await flushUntilEmpty(options());
  expect(delivered().map((line) => line.version)).toEqual([1, 2]);
});

test("a line that cannot go is a dead letter of its own and holds back its subject alone", async () => {
  const [stuck, free] = [randomUUID(), randomUUID()];
  await queue([
    row(stuck, 1, { text: "x".repeat(LINE_BYTES_LIMIT) }),
    row(stuck, 2),
    row(free, 1),
    row(free, 2),
  ]);
  for (let attempt = 0; attempt < ATTEMPTS_LIMIT + 2; attempt += 1) {
    await flush(options(), partner, folder);
    bench.clock.at += LONGEST_WAIT_MS;
  }
  expect(delivered().map((line) => [line.subjectId, line.version])).toEqual([
    [free, 1],
    [free, 2],
  ]);
  const dead = await bench.pool.query(
    "select subject_id, state from mailport.outbox where partner_id = $1 and state <> 'sent' order by ordinal",
    [partner.id],
  );
  expect(dead.rows).toEqual([
    { subject_id: stuck, state: "dead" },
    { subject_id: stuck, state: "waiting" },
  ]);
});

test("the loop sends what is queued while it runs and ends with its signal", async () => {
  const ending = new AbortController();
  const loop = sendOutbox(options(), ending.signal);
  const subject = randomUUID();
  await queue([1, 2, 3].map((version) => row(subject, version)));
  await expect
    .poll(() => delivered().map((line) => line.version), { timeout: 5_000 })
    .toEqual([1, 2, 3]);
  ending.abort();
  await loop;
  expect(faults).toEqual([]);
});
