import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Finding, Result } from "#base/result.ts";
import { type AccessBench, accessBench, OPERATOR } from "#test/access-bench.ts";
import { importRates } from "#test/rates.ts";
import { call } from "./call.ts";
import { correctMessage } from "./correct-message.ts";
import type { Actor, Operation } from "./define.ts";
import { listSuspense } from "./list-suspense.ts";
import type { MessageAnswer } from "./message-answer.ts";
import { SUSPENSE_MESSAGES_LIMIT } from "./message-course.ts";
import { PART_ROWS } from "./message-rows.ts";
import { replayMessage } from "./replay-message.ts";
import { showMessage } from "./show-message.ts";
import { showMessages } from "./show-messages.ts";
import { takeInMessage } from "./take-in-message.ts";

let bench: AccessBench;
let clerk: Actor;

beforeAll(async () => {
  bench = await accessBench();
  clerk = await bench.user("clerk", ["clerk", "floor"]);
  await importRates(bench.ports, await bench.user("manager", ["administrator"]));
});
afterAll(() => bench.close());

const example = (name: string): Buffer => readFileSync(`examples/${name}`);
const bad = (name: string): Buffer => readFileSync(`test/fixtures/bad/${name}`);

async function kept(bytes: Uint8Array, partyId: string) {
  const keyId = await bench.ports.blobKeys.keyOf(partyId, bench.ports.ids.next());
  const put = await bench.ports.blobs.put(keyId, [bytes], 1e9);
  if (!put.ok) throw new Error(put.refusal.code);
  return { blobHash: put.value.hash, blobKeyId: keyId, sizeBytes: put.value.sizeBytes };
}

function answerOf(result: Result<unknown>): MessageAnswer {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value as MessageAnswer;
}

async function takeIn(name: string, bytes: Uint8Array, more: object = {}, actor = clerk) {
  const input = { name, ...(await kept(bytes, actor.partyId)), ...more };
  return answerOf(await bench.run(takeInMessage, actor, input));
}

const run = async (operation: Operation, input: object): Promise<MessageAnswer> =>
  answerOf(await bench.run(operation, clerk, input));

/** Code, row and weight of each finding that is not mere information. */
const told = (answer: MessageAnswer) =>
  (answer.findings as unknown as readonly Finding[])
    .filter((finding) => finding.severity !== "info")
    .map((finding) => `${finding.severity} ${finding.code} row ${finding.at.row ?? "-"}`);

async function party(code: string): Promise<void> {
  const id = bench.ports.ids.next();
  await bench.pool.query(
    `insert into mailport.party (party_id, version, site, code, kind, name, holds, readers,
       sensitivity) values ($1, 1, 'CANHUB', $2, 'express', $2, 0, array[$1]::uuid[], 1)`,
    [id, code],
  );
}

const count = async (table: string): Promise<number> =>
  (await bench.pool.query(`select count(*)::int as n from mailport.${table}`)).rows[0].n;

test("a file of declarations is taken in whole, and again gives the first answer and nothing twice", async () => {
  const answer = await takeIn("postal.csv", example("postal-import.csv"));
  expect(told(answer)).toEqual([]);
  expect(answer).toMatchObject({
    format: "declarations-csv",
    state: "taken-in",
    rowsTotal: 4,
    rowsDone: 4,
  });
  const before = await count("event");
  expect(await takeIn("postal.csv", example("postal-import.csv"))).toEqual(answer);
  expect(await count("event")).toBe(before);
});

test("rows of an unknown party wait beside nothing lost, and a replay does them once it is known", async () => {
  const answer = await takeIn("manifest.csv", example("express-manifest.csv"));
  expect(answer).toMatchObject({ state: "suspense", rowsTotal: 3, rowsDone: 0, rowsRefused: 3 });
  expect(told(answer)).toEqual([
    "error party/unknown row 1",
    "error party/unknown row 4",
    "error party/unknown row 5",
  ]);
  await party("HX");
  const again = await run(replayMessage, { messageId: answer.messageId });
  expect(again).toMatchObject({
    messageId: answer.messageId,
    state: "taken-in",
    rowsDone: 3,
    attempts: 2,
    findings: [],
  });
  const refused = await bench.run(replayMessage, clerk, { messageId: answer.messageId });
  expect(refused).toMatchObject({ ok: false, refusal: { code: "message/not-in-suspense" } });
});

test("scans as CSV and NDJSON and declarations as JSON are taken in by content, whatever their name", async () => {
  const scans = await takeIn("one.txt", example("scans.csv"));
  expect(scans).toMatchObject({ format: "scans-csv", state: "taken-in", rowsDone: 6 });
  const lines = await takeIn("two.txt", example("scans.ndjson"));
  expect(lines).toMatchObject({ format: "scans-ndjson", state: "taken-in" });
  const json = await takeIn("three.txt", example("declarations.json"));
  expect(json.format).toBe("declarations-json");
  expect(json.rowsDone + json.rowsRefused).toBe(json.rowsTotal);
});

test("a list may name a container before the one around it", async () => {
  const list = await takeIn("containers.csv", example("containers.csv"));
  expect(list).toMatchObject({ format: "container-list-csv", state: "taken-in", rowsRefused: 0 });
});

const SUSPENDED: readonly (readonly [string, string, string])[] = [
  ["empty.csv", "unknown", "error file/empty row -"],
  ["binary.bin", "unknown", "error file/binary row -"],
  ["utf16.csv", "unknown", "error file/encoding row -"],
  ["unknown-format.txt", "unknown", "error file/unknown-format row -"],
  ["missing-column.csv", "scans-csv", "error csv/missing-column row -"],
  ["entities.xml", "xml-unknown", "error xml/doctype row -"],
  ["too-deep.xml", "xml-unknown", "error xml/too-deep row -"],
];

test.each(SUSPENDED)(
  "%s waits in suspense with its fault, its bytes to be shown",
  async (name, format, fault) => {
    const answer = await takeIn(name, bad(name));
    expect(answer).toMatchObject({ state: "suspense", rowsDone: 0, format });
    expect(told(answer)).toContain(fault);
    const shown = await bench.run(showMessage, clerk, { id: answer.messageId, raw: true });
    if (!shown.ok) throw new Error(shown.refusal.code);
    expect(shown.value).toMatchObject({
      message: answer,
      raw: { text: new TextDecoder().decode(bad(name)), more: false },
    });
  },
);

test.each(["unknown.xml", "unknown.edi"])("%s is recognised, kept and waits", async (name) => {
  const answer = await takeIn(name, bad(name));
  expect(answer).toMatchObject({ state: "suspense", rowsDone: 0 });
  expect(answer.findings.map((finding) => finding.code)).toContain("message/unknown-type");
});

test.each([
  ["ragged-row.csv", "error csv/ragged-row row 2", 2, 1],
  ["not-utf8.csv", "error text/not-utf8 row 2", undefined, 1],
  ["cut-line.ndjson", "error json/malformed row", undefined, 1],
  ["duplicate.csv", "error declaration/duplicate row", undefined, 1],
])("the valid rows of %s are done beside the damage", async (name, fault, done, refused) => {
  const answer = await takeIn(name, renumbered(bad(name), String(name.length % 10)));
  expect(told(answer).some((one) => one.startsWith(fault))).toBe(true);
  expect(answer.state).toBe("part");
  if (done !== undefined) expect(answer.rowsDone).toBe(done);
  expect(answer.rowsDone).toBeGreaterThan(0);
  expect(answer.rowsRefused).toBe(refused);
});

test("of a body cut off in the middle the declarations before the cut are done", async () => {
  const { declarations } = JSON.parse(example("declarations.json").toString());
  const [first] = declarations;
  const whole = JSON.stringify({
    declarations: [{ ...first, reference: "CUT-1", pieces: ["CUT0000001"] }, first],
  });
  const answer = await takeIn("cut.json", Buffer.from(whole.slice(0, -100)));
  expect(told(answer)).toEqual(["error json/truncated row 2"]);
  expect(answer).toMatchObject({ state: "part", rowsTotal: 1, rowsDone: 1, rowsRefused: 0 });
});

/** Other pieces in the same file: a digit put in front of each number, check digits left to fail. */
function renumbered(bytes: Buffer, digit: string): Buffer {
  const text = bytes.toString("latin1");
  const other = text.replace(/\b([A-Z]{2})\d(\d{8}[A-Z]{2})\b/g, `$1${digit}$2`);
  return Buffer.from(other.replace(/\b(EC-|SO-|LJ|ORD)(\d)/g, `$1${digit}$2`), "latin1");
}

test("a failing check digit and unknown codes are warnings: the rows are done", async () => {
  const digit = await takeIn("check-digit.csv", bad("check-digit.csv"));
  expect(digit).toMatchObject({ state: "taken-in", rowsDone: 1 });
  expect(told(digit).join()).toMatch(/warning .*check-digit row 1/);
  const codes = await takeIn("unknown-codes.csv", renumbered(bad("unknown-codes.csv"), "0"));
  expect(codes.state).toBe("taken-in");
  expect(told(codes).join()).toMatch(/warning code\/unknown-currency row 1/);
});

test("a corrected copy replaces the message, and rows done before are not done twice", async () => {
  const wrong = Buffer.from(
    example("postal-import.csv")
      .toString()
      .replaceAll(/\b(RR|EE|CP|LX)(\d)/g, "$17")
      .replace("2.400", "2,400 kg")
      .replace("2,400 kg", "heavy"),
  );
  const answer = await takeIn("again.csv", wrong);
  expect(answer).toMatchObject({ state: "part", rowsDone: 3, rowsRefused: 1 });
  const mended = Buffer.from(wrong.toString().replace("heavy", "2.400"));
  const before = await count("declaration");
  const input = { messageId: answer.messageId, ...(await kept(mended, OPERATOR)) };
  const corrected = await run(correctMessage, input);
  expect(corrected).toMatchObject({
    state: "taken-in",
    rowsDone: 4,
    corrects: answer.messageId,
    name: "again.csv",
  });
  expect(told(corrected).filter((one) => one.includes("declaration/duplicate"))).toHaveLength(3);
  expect(await count("declaration")).toBe(before + 1);
  expect(await run(correctMessage, input)).toEqual(corrected);
  const old = await bench.run(showMessage, clerk, { id: answer.messageId });
  expect(old).toMatchObject({ ok: true, value: { message: { state: "replaced" } } });
});

const CARRIED = "postal,import,0.5,EUR,Ada Muster,DE,Lin Qing,CN,Paper,1,1.00,NL";

function declarationsFile(rows: number, prefix: string): Buffer {
  const head =
    "reference,stream,direction,gross_weight_kg,currency,sender_name,sender_country,recipient_name,recipient_country,description,quantity,unit_value,origin,piece_id";
  const lines = Array.from(
    { length: rows },
    (_, row) => `${prefix}${row},${CARRIED},${prefix}${String(row).padStart(8, "0")}`,
  );
  return Buffer.from(`${[head, ...lines].join("\n")}\n`);
}

function scansFile(rows: number): Buffer {
  const lines = Array.from({ length: rows }, (_, row) => `SEEN${row},2026-11-22T00:15:30Z`);
  return Buffer.from(`${["identifier,scanned_at", ...lines].join("\n")}\n`);
}

type Ports = AccessBench["ports"];
type Transaction = Ports["store"]["transaction"];
type Work = Parameters<Transaction>[0];

/** The same ports with every transaction changed. */
function changed(change: (tx: Parameters<Work>[0]) => Partial<Parameters<Work>[0]>): Ports {
  const { store } = bench.ports;
  const transaction = ((work: Work) =>
    store.transaction((tx) => work({ ...tx, ...change(tx) }))) as Transaction;
  return { ...bench.ports, store: { ...store, transaction } };
}

/** A database that goes away when the second part's rows are recorded and before that is noted. */
function breaking(): Ports {
  let parts = 0;
  return changed((tx) => ({
    saveMessagePart: (part) => {
      parts += 1;
      if (parts === 2) throw new Error("the connection is gone");
      return tx.saveMessagePart(part);
    },
  }));
}

async function breakOff(prefix: string) {
  const input = {
    name: `${prefix}.csv`,
    ...(await kept(declarationsFile(BULK_ROWS, prefix), OPERATOR)),
  };
  const before = await count("declaration");
  const broken = call(breaking(), takeInMessage, clerk, input, prefix);
  await expect(broken).rejects.toThrow("connection is gone");
  expect(await count("declaration")).toBe(before + 2 * PART_ROWS);
  return input;
}

const BULK_ROWS = 2 * PART_ROWS + 500;

test("a file of several parts that breaks in the middle goes on where it stopped and doubles nothing", async () => {
  const input = await breakOff("BULK");
  const answer = answerOf(await call(bench.ports, takeInMessage, clerk, input, "BULK"));
  const done = { rowsTotal: BULK_ROWS, rowsDone: BULK_ROWS, attempts: 1, findings: [] };
  expect(answer).toMatchObject({ state: "taken-in", ...done });
  const made = await bench.pool.query(
    "select count(*)::int as n, count(distinct normalised)::int as codes from mailport.identifier where normalised like 'BULK%'",
  );
  expect(made.rows[0]).toEqual({ n: BULK_ROWS, codes: BULK_ROWS });
  expect(answerOf(await call(bench.ports, takeInMessage, clerk, input, "BULK"))).toEqual(answer);
  const other = { ...input, name: "other.csv" };
  expect(await call(bench.ports, takeInMessage, clerk, other, "BULK")).toMatchObject({
    ok: false,
    refusal: { code: "call/key-reused" },
  });
});

/** Names of what the messages screen shows as waiting for a person. */
async function toMend(member: "name" | "messageId" = "name"): Promise<readonly string[]> {
  const page = await bench.run(showMessages, clerk, { toMend: true, limit: 200 });
  if (!page.ok) throw new Error(page.refusal.code);
  return (page.value as { messages: MessageAnswer[] }).messages.map((one) => one[member]);
}

test("a message that broke off is listed after a while, and a replay goes on with it", async () => {
  const { name } = await breakOff("BROKE");
  const listed = async (): Promise<MessageAnswer | undefined> => {
    const page = await bench.run(listSuspense, clerk, { limit: 200 });
    if (!page.ok) throw new Error(page.refusal.code);
    return (page.value as { messages: MessageAnswer[] }).messages.find((one) => one.name === name);
  };
  expect(await listed()).toBeUndefined();
  expect(await toMend()).not.toContain(name);
  bench.clock.at += 600_001;
  const broken = await listed();
  expect(await toMend()).toContain(name);
  expect(broken?.state).toBe("received");
  const done = await run(replayMessage, { messageId: broken?.messageId });
  expect(done).toMatchObject({ state: "taken-in", rowsDone: BULK_ROWS, attempts: 1 });
});

test("canary: where keys of parts are forgotten, going on does the broken part twice", async () => {
  const input = await breakOff("CANARY");
  const forgetting = changed(() => ({ claimKey: async () => ({ fresh: true }) }));
  const answer = answerOf(await call(forgetting, takeInMessage, clerk, input, "CANARY"));
  expect(answer).toMatchObject({ state: "part", rowsRefused: PART_ROWS });
});

test("rows of a file that was cut are told by their numbers in the whole file", async () => {
  const chunk = { of: "a".repeat(64), part: 3, firstRow: 3_001 };
  const answer = await takeIn("cut.csv", bad("ragged-row.csv"), { chunk });
  expect(told(answer)).toContain("error csv/ragged-row row 3002");
});

test("a party whose suspense is full sends nothing new, but corrects and replays what waits", async () => {
  await party("FULL");
  const { rows } = await bench.pool.query(
    "select party_id from mailport.party where code = 'FULL'",
  );
  const actor: Actor = { ...clerk, partyId: rows[0].party_id };
  const first = await takeIn("x.bin", bad("binary.bin"), {}, actor);
  await bench.pool.query(
    `insert into mailport.message select gen_random_uuid(), site, party_id, partner_id, direction, format,
       name, blob_hash, blob_key_id, size_bytes, state, rows_total, rows_done, rows_refused, findings,
       findings_total, attempts, corrects, answer_to, profile, first_row, received_at, readers, sensitivity
     from mailport.message, generate_series(2, $2) where message_id = $1`,
    [first.messageId, SUSPENSE_MESSAGES_LIMIT],
  );
  const input = { name: "y.csv", ...(await kept(scansFile(1), actor.partyId)) };
  const refused = await bench.run(takeInMessage, actor, input);
  expect(refused).toMatchObject({ ok: false, refusal: { code: "suspense/quota" } });
  const { name: _name, ...blob } = input;
  const corrected = await bench.run(correctMessage, actor, { messageId: first.messageId, ...blob });
  expect(corrected).toMatchObject({ ok: true, value: { state: "taken-in" } });
  expect(await bench.run(takeInMessage, actor, input)).toMatchObject({ ok: true });
});

test("suspense is listed newest first in pages, a party's own only", async () => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await bench.run(listSuspense, clerk, {
      limit: 3,
      ...(after === undefined ? {} : { after }),
    });
    if (!page.ok) throw new Error(page.refusal.code);
    const { messages, next } = page.value as { messages: MessageAnswer[]; next?: string };
    seen.push(...messages.map((message) => message.messageId));
    after = next;
  } while (after !== undefined && seen.length < 60);
  expect(new Set(seen).size).toBe(seen.length);
  expect((await toMend("messageId")).slice(0, seen.length)).toEqual(seen);
  const stranger = { ...clerk, partyId: bench.ports.ids.next() };
  const none = await bench.run(listSuspense, stranger, {});
  expect(none).toMatchObject({ ok: true, value: { messages: [], more: false } });
  const [messageId = ""] = seen;
  const foreign = await bench.run(replayMessage, stranger, { messageId });
  expect(foreign).toMatchObject({ ok: false, refusal: { code: "message/not-found" } });
});

test("the operator corrects a message in the name of the party that sent it", async () => {
  await party("OTHER");
  const { rows } = await bench.pool.query(
    "select party_id from mailport.party where code = 'OTHER'",
  );
  const partyId: string = rows[0].party_id;
  const file = declarationsFile(1, "OTHER");
  const broken = Buffer.from(file.toString().replace("0.5", "heavy"));
  const { messageId } = await takeIn("theirs.csv", broken, {}, { ...clerk, partyId });
  const corrected = await run(correctMessage, { messageId, ...(await kept(file, OPERATOR)) });
  expect(corrected).toMatchObject({ state: "taken-in", rowsDone: 1 });
  const lodged = await bench.pool.query(
    "select declarant_id from mailport.declaration where source_message = $1",
    [corrected.messageId],
  );
  expect(lodged.rows).toEqual([{ declarant_id: partyId }]);
});

test("whoever may not record scans takes in no file of scans", async () => {
  const declarant: Actor = { ...clerk, roles: ["declarant"] };
  const input = { name: "scans.csv", ...(await kept(example("scans.csv"), OPERATOR)) };
  expect(await bench.run(takeInMessage, declarant, input)).toMatchObject({
    ok: false,
    refusal: { code: "access/not-allowed", facts: { operation: "record-scans" } },
  });
});
