/**
 * A backup of a centre at work, restored elsewhere: scans, lodgings and files go on while it is
 * made. What was acknowledged before it began is there, event by event as it was; and a copy that
 * somebody altered is found out.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readInstanceNote } from "#cli/data-folder.ts";
import { type OpenRecord, openRecord } from "#cli/open-record.ts";
import { blobsFolder } from "#server/ports.ts";
import { blobPath } from "#store/blobs/files.ts";
import { openPool } from "#store/pool.ts";
import {
  type HttpPerson,
  mailport,
  PASSWORD,
  printed,
  type Ran,
  type Served,
  signIn,
  startMailport,
} from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), "mailport-a03-"));
const SOURCE = join(folder, "centre");
const COPY = join(folder, "copy");
const RESTORED = join(folder, "elsewhere");
const PIECES = 400;
/** The load goes on this long before the backup begins, ms. */
const BEFORE_MS = 1_500;

let served: Served;
let source: pg.Pool;
let restored: OpenRecord;
/** Batches that were answered, in the order of their answers, and how many before the backup. */
const acknowledged: Batch[] = [];
let acknowledgedBefore = 0;
let acknowledgedAfter = 0;

type Batch = {
  readonly who: string;
  readonly verb: string;
  readonly input: unknown;
  readonly key: string;
  readonly answer: unknown;
};

beforeAll(async () => {
  await prepareCentre(SOURCE);
  served = await startMailport(SOURCE);
  const admin = await signIn(served.address, "admin");
  for (const user of SCENARIO_PEOPLE) {
    await admin.post("create-user", { ...user, password: PASSWORD });
  }
  await backUpUnderLoad();
  const owner = readInstanceNote(SOURCE)?.database?.owner;
  if (owner === undefined) throw new Error("it does not run");
  source = openPool(owner, 2);
  expect(await mailport(["restore", COPY, "--data", RESTORED])).toMatchObject({ status: 0 });
  restored = await openRecord(RESTORED);
});
afterAll(async () => {
  await source.end();
  await restored.close();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Two scanners, a clerk and a system that sends files, none waiting for another. */
async function backUpUnderLoad(): Promise<void> {
  const [floor, express, post] = await Promise.all(
    ["floor", "express", "post"].map((login) => signIn(served.address, login)),
  );
  if (floor === undefined || express === undefined || post === undefined) throw new Error("nobody");
  const codes = Array.from({ length: PIECES }, (_, at) => pieceCode(0, at));
  await send(express, "express", "lodge-declarations", declarations(codes), "first");
  await send(floor, "floor", "record-arrivals", arrivals(codes), "arrive");
  let going = true;
  const until = (): boolean => going;
  const load = [
    scanning(floor, codes, "a", until),
    scanning(floor, codes, "b", until),
    lodging(express, until),
    sending(post, until),
  ];
  await sleep(BEFORE_MS);
  acknowledgedBefore = acknowledged.length;
  const made = await mailport(["backup", COPY, "--data", SOURCE, "--json"]);
  acknowledgedAfter = acknowledged.length;
  going = false;
  await Promise.all(load);
  expect(made).toMatchObject({ status: 0 });
}

/** Sends a batch under its key; an answer that is no refusal counts as acknowledged. */
async function send(
  person: HttpPerson,
  who: string,
  verb: string,
  input: unknown,
  key: string,
): Promise<void> {
  const { status, body } = await person.post(verb, input, key);
  if (status !== 200 || body["refused"] !== 0) throw new Error(JSON.stringify(body).slice(0, 500));
  acknowledged.push({ who, verb, input, key, answer: body });
}

async function scanning(
  floor: HttpPerson,
  codes: readonly string[],
  name: string,
  going: () => boolean,
): Promise<void> {
  for (let batch = 0; going(); batch += 1) {
    const scans = codes.filter((_, at) => (at + batch) % 4 === 0).map((code) => ({ code }));
    const input = { scans, place: batch % 2 === 0 ? "LANE-1" : "LANE-2" };
    await send(floor, "floor", "record-scans", input, `scan-${name}-${batch}`);
  }
}

async function lodging(express: HttpPerson, going: () => boolean): Promise<void> {
  for (let batch = 1; going(); batch += 1) {
    const codes = Array.from({ length: 20 }, (_, at) => pieceCode(batch, at));
    await send(express, "express", "lodge-declarations", declarations(codes), `lodge-${batch}`);
  }
}

/** Files, so that blobs come into being while the blobs are copied. */
async function sending(post: HttpPerson, going: () => boolean): Promise<void> {
  for (let file = 0; going(); file += 1) {
    const name = `file-${file}.csv`;
    const rows = Array.from(
      { length: 5 },
      (_, at) => `A03P${file}N${at},postal,import,Tea towel,1`,
    );
    const text = `item_id,stream,direction,description,quantity\n${rows.join("\n")}\n`;
    const sent = await post.send("take-in-message", { name }, text, name);
    const { state } = sent.body;
    if (sent.status !== 200) throw new Error(JSON.stringify(sent.body).slice(0, 500));
    const answer = { state };
    acknowledged.push({ who: "post", verb: "take-in-message", input: name, key: name, answer });
    await sleep(20);
  }
}

function pieceCode(batch: number, at: number): string {
  return `A03X${String(batch).padStart(5, "0")}${String(at).padStart(4, "0")}`;
}

function declarations(codes: readonly string[]): object {
  const content = { currency: "EUR", lines: [{ description: "wool scarf" }] };
  const sender = { name: "Calder Instruments Inc", countryCode: "US" };
  const recipient = { name: "Shen Yutong", countryCode: "CN", phone: "+86 23 5550 0166" };
  const common = {
    stream: "express",
    direction: "import",
    carrier: "HX",
    sender,
    recipient,
    content,
  };
  return {
    declarations: codes.map((code) => ({ ...common, number: code, pieces: [{ code }] })),
  };
}

function arrivals(codes: readonly string[]): object {
  return { arrivals: codes.map((code) => ({ code })), place: "ARRIVAL-1" };
}

async function one<T>(pool: pg.Pool, sql: string, values: unknown[] = []): Promise<T> {
  const found = await pool.query<{ value: T }>(sql, values);
  const [row] = found.rows;
  if (row === undefined) throw new Error(sql);
  return row.value;
}

/** Every event by its key, as a hash of its whole row. */
async function hashes(pool: pg.Pool): Promise<ReadonlyMap<string, string>> {
  const found = await pool.query<{ key: string; hash: string }>(
    `select event_key::text as key, encode(sha256(convert_to(e::text, 'UTF8')), 'hex') as hash
       from mailport.event as e`,
  );
  return new Map(found.rows.map(({ key, hash }) => [key, hash]));
}

test("scenario A03: the backup was made under load", () => {
  expect(acknowledgedBefore).toBeGreaterThan(10);
  expect(acknowledgedAfter).toBeGreaterThan(acknowledgedBefore);
  const verbs = new Set(acknowledged.slice(0, acknowledgedBefore).map(({ verb }) => verb));
  expect([...verbs].sort()).toEqual([
    "lodge-declarations",
    "record-arrivals",
    "record-scans",
    "take-in-message",
  ]);
});

test("scenario A03: every batch that was acknowledged before the backup began is there whole", async () => {
  const keys = acknowledged.slice(0, acknowledgedBefore).map(({ key }) => key);
  const events = `select coalesce(jsonb_object_agg(idempotency_key, events), '{}') as value from (
      select c.idempotency_key, count(e.event_key) as events
        from mailport.call as c left join mailport.event as e using (call_id)
       where c.idempotency_key = any($1) group by c.idempotency_key) as counted`;
  const there = await one<Record<string, number>>(restored.pool, events, [keys]);
  expect(Object.keys(there)).toHaveLength(keys.length);
  expect(there).toEqual(await one(source, events, [keys]));
});

test("scenario A03: every restored event is the source's, by the hash of its row", async () => {
  const [here, there] = await Promise.all([hashes(source), hashes(restored.pool)]);
  expect(there.size).toBeGreaterThan(PIECES * 3);
  expect(here.size).toBeGreaterThanOrEqual(there.size);
  expect([...there].filter(([key, hash]) => here.get(key) !== hash)).toEqual([]);
});

test("scenario A03: every blob that a row names lies there with its bytes", async () => {
  const named = await restored.pool.query<{ hash: string; key_id: string }>(
    "select hash, key_id from mailport.blob",
  );
  expect(named.rows.length).toBeGreaterThan(5);
  for (const { hash, key_id } of named.rows) {
    const [there, here] = [RESTORED, SOURCE].map((data) =>
      readFileSync(blobPath(blobsFolder(data), key_id, hash)),
    );
    expect(there?.equals(here ?? Buffer.alloc(0))).toBe(true);
  }
});

test("scenario A03: refolded it is the restored state, its chain holds, its blobs read: verify is clean", async () => {
  const verified = await verifyElsewhere();
  expect(verified.status).toBe(0);
  const { counts, differencesTotal } = printed<Report>(verified);
  expect(differencesTotal).toBe(0);
  expect(counts).toMatchObject({
    item: await one<number>(restored.pool, "select count(*)::int as value from mailport.item"),
    blobs: await one<number>(restored.pool, "select count(*)::int as value from mailport.blob"),
    calls: await one<number>(
      restored.pool,
      "select count(*)::int as value from mailport.call_position",
    ),
  });
});

test("canary: an event and a blob that were altered in the restored copy are found", async () => {
  const { pool } = restored;
  const key = await one<string>(
    pool,
    "select event_key::text as value from mailport.event where type = 'item-arrived' limit 1",
  );
  await pool.query(
    "update mailport.event set occurred_at = occurred_at + 60000 where event_key = $1",
    [key],
  );
  const [here, there] = await Promise.all([hashes(source), hashes(pool)]);
  const other = [...there].filter(([one, hash]) => here.get(one) !== hash).map(([one]) => one);
  expect(other).toEqual([key]);
  const named = await pool.query<{ hash: string; key_id: string }>(
    "select hash, key_id from mailport.blob limit 1",
  );
  const { hash = "", key_id = "" } = named.rows[0] ?? {};
  const path = blobPath(blobsFolder(RESTORED), key_id, hash);
  const bytes = readFileSync(path);
  const altered = Buffer.from(bytes);
  altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
  writeFileSync(path, altered);
  const verified = await verifyElsewhere();
  expect(verified.status).toBe(2);
  const codes = printed<Report>(verified).differences.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(["verify/state-differs", "verify/blob-changed"]));
  writeFileSync(path, bytes);
  await restored.pool.query(
    "update mailport.event set occurred_at = occurred_at - 60000 where event_key = $1",
    [key],
  );
});

test("canary: a backup of which one file was altered is not restored", async () => {
  const table = join(COPY, "blobs");
  const file = readdirSync(table, { recursive: true })
    .map((name) => join(table, String(name)))
    .find((path) => statSync(path).isFile());
  writeFileSync(file ?? "", "other");
  const refused = await mailport(["restore", COPY, "--data", join(folder, "refused"), "--json"]);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain("store/backup-damaged");
});

test("scenario A03: the restored centre starts, and a batch sent again is answered as the first time", async () => {
  await restored.close();
  const elsewhere = await startMailport(RESTORED);
  try {
    const before = acknowledged.slice(0, acknowledgedBefore);
    const batch = before.findLast(({ verb }) => verb === "record-scans");
    if (batch === undefined) throw new Error("nothing was scanned");
    const person = await signIn(elsewhere.address, batch.who);
    const again = await person.post(batch.verb, batch.input, batch.key);
    expect(again.body).toEqual(batch.answer);
  } finally {
    expect(await elsewhere.stop()).toBe(0);
  }
  expect((await verifyElsewhere()).status).toBe(0);
});

type Report = {
  readonly counts: Readonly<Record<string, number>>;
  readonly differences: readonly { readonly code: string }[];
  readonly differencesTotal: number;
};

/** `verify` opens the database for itself: it is closed here meanwhile. */
async function verifyElsewhere(): Promise<Ran> {
  await restored.close();
  const verified = await mailport(["verify", "--data", RESTORED, "--json"]);
  restored = await openRecord(RESTORED);
  return verified;
}
