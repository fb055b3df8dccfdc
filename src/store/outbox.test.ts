import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutboxRow } from "#operations/ports-messages.ts";
import { type FreshDatabase, freshDatabase } from "#test/cluster.ts";
import { messagesTx } from "./messages.ts";
import { purgeOutbox, SENT_KEPT_MS } from "./outbox.ts";
import { openPool } from "./pool.ts";

let database: FreshDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 10);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const LEASE = 1_000;

/** Runs in a transaction of its own. */
async function tx<T>(work: (tx: ReturnType<typeof messagesTx>) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const value = await work(messagesTx(client));
    await client.query("commit");
    return value;
  } finally {
    client.release();
  }
}

function line(partnerId: string, subjectId: string, ordinal: number): OutboxRow {
  const body = { eventKey: randomUUID(), text: 'tab\tback\\slash "quoted"\nline' };
  return {
    id: randomUUID(),
    partnerId,
    subjectId,
    kind: "event-report",
    body,
    queuedAt: 1,
    ordinal,
    attempts: 0,
  };
}

const claim = (partnerId: string, now: number, limit = 100) =>
  tx((own) => own.claimOutbox(partnerId, "event-report", now, now + LEASE, limit));

test("only the oldest line of a subject goes, and the next when it is sent", async () => {
  const [partner, one, two] = [randomUUID(), randomUUID(), randomUUID()];
  const rows = [
    line(partner, one, 2),
    line(partner, one, 1),
    line(partner, two, 7),
    line(partner, one, 3),
  ];
  await tx((own) => own.queue(rows));
  const first = await claim(partner, 10);
  expect(new Map(first.map((row) => [row.subjectId, row.ordinal]))).toEqual(
    new Map([
      [one, 1],
      [two, 7],
    ]),
  );
  expect(first.find((row) => row.ordinal === 7)?.body).toEqual(rows[2]?.body);
  expect(await claim(partner, 20)).toEqual([]);
  await tx((own) =>
    own.outboxSent(
      first.map((row) => row.id),
      randomUUID(),
      30,
    ),
  );
  expect((await claim(partner, 40)).map((row) => row.ordinal)).toEqual([2]);
});

test("a line under a lease that ran out goes again: nothing is lost when a sender dies", async () => {
  const [partner, subject] = [randomUUID(), randomUUID()];
  await tx((own) => own.queue([line(partner, subject, 1)]));
  expect(await claim(partner, 10)).toHaveLength(1);
  expect(await claim(partner, 10 + LEASE - 1)).toHaveLength(0);
  expect(await claim(partner, 10 + LEASE)).toHaveLength(1);
});

test("a dead line holds back its own subject and no other, until it is revived", async () => {
  const [partner, stuck, free] = [randomUUID(), randomUUID(), randomUUID()];
  const dying = line(partner, stuck, 1);
  await tx((own) =>
    own.queue([dying, line(partner, stuck, 2), line(partner, free, 1), line(partner, free, 2)]),
  );
  await claim(partner, 10, 100);
  await tx((own) => own.outboxFailed([dying.id], "the folder is gone", 10, true));
  const later = await claim(partner, 10 + LEASE);
  expect(later.map((row) => row.subjectId)).toEqual([free]);
  await tx((own) =>
    own.outboxSent(
      later.map((row) => row.id),
      randomUUID(),
      20,
    ),
  );
  expect((await claim(partner, 20 + LEASE)).map((row) => [row.subjectId, row.ordinal])).toEqual([
    [free, 2],
  ]);
  expect(await tx((own) => own.reviveOutbox(partner, 30))).toBe(1);
  const revived = await claim(partner, 30);
  expect(revived.map((row) => [row.id, row.attempts])).toEqual([[dying.id, 0]]);
});

test("a failed line waits for its next time and counts its attempts", async () => {
  const [partner, subject] = [randomUUID(), randomUUID()];
  const row = line(partner, subject, 1);
  await tx((own) => own.queue([row, line(partner, subject, 2)]));
  await claim(partner, 10);
  await tx((own) => own.outboxFailed([row.id], "e".repeat(10_000), 500, false));
  expect(await claim(partner, 499)).toEqual([]);
  expect((await claim(partner, 500)).map((again) => [again.id, again.attempts])).toEqual([
    [row.id, 1],
  ]);
});

test("law: senders at the same time never claim a line twice nor two lines of one subject", async () => {
  const partner = randomUUID();
  const subjects = Array.from({ length: 40 }, () => randomUUID());
  await tx((own) =>
    own.queue([3, 1, 2].flatMap((ordinal) => subjects.map((id) => line(partner, id, ordinal)))),
  );
  const sent = new Map<string, number[]>();
  for (let round = 0; round < 60; round += 1) {
    const claims = await Promise.all([1, 2, 3, 4].map(() => claim(partner, 10 + round, 7)));
    const rows = claims.flat();
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.subjectId)).size).toBe(rows.length);
    for (const row of rows)
      sent.set(row.subjectId, [...(sent.get(row.subjectId) ?? []), row.ordinal]);
    await tx((own) =>
      own.outboxSent(
        rows.map((row) => row.id),
        randomUUID(),
        10,
      ),
    );
    if (rows.length === 0) break;
  }
  expect(subjects.map((id) => sent.get(id))).toEqual(subjects.map(() => [1, 2, 3]));
});

test("sent lines go after their time, in slices; what waits or is dead stays", async () => {
  await pool.query("delete from mailport.outbox");
  const partner = randomUUID();
  const rows = Array.from({ length: 9 }, () => line(partner, randomUUID(), 1));
  await tx((own) => own.queue(rows));
  const [waiting = "", dead = "", late = "", ...old] = rows.map((row) => row.id);
  await tx((own) => own.outboxFailed([dead], "the folder is gone", 10, true));
  await tx((own) => own.outboxSent(old, randomUUID(), 1_000));
  await tx((own) => own.outboxSent([late], randomUUID(), 1_001));
  expect(await purgeOutbox(pool, 1_000 + SENT_KEPT_MS)).toBe(0);
  expect(await purgeOutbox(pool, 1_001 + SENT_KEPT_MS, 2)).toBe(old.length);
  const left = await pool.query<{ outbox_id: string }>("select outbox_id from mailport.outbox");
  expect(left.rows.map((row) => row.outbox_id).sort()).toEqual([waiting, dead, late].sort());
});

test("canary: without the look at older lines two lines of one subject are claimed at once", async () => {
  const [partner, subject] = [randomUUID(), randomUUID()];
  await tx((own) => own.queue([line(partner, subject, 1), line(partner, subject, 2)]));
  const client = await pool.connect();
  const query = ({ text, values }: { text: string; values: unknown[] }) =>
    client.query(
      text.replace(/and not exists \([^]*?\(line\.ordinal, line\.outbox_id\)\)/, ""),
      values,
    );
  const patched = { query } as unknown as pg.PoolClient;
  expect(await messagesTx(patched).claimOutbox(partner, "event-report", 10, 20, 10)).toHaveLength(
    2,
  );
  client.release();
});
