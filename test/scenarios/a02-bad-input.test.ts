/**
 * Bad input at the outer faces of a running centre, each kind once: what it is told, with code and
 * place, and what it changed. Valid rows beside it are stored; what was not understood waits in
 * suspense, is shown, corrected and replayed. The readers' and server's own tests go deeper.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readInstanceNote } from "#cli/data-folder.ts";
import { MESSAGE_BYTES_LIMIT } from "#operations/message-course.ts";
import { JSON_BYTES_LIMIT } from "#server/limits.ts";
import { sendEndless } from "#test/endless-body.ts";
import { KNOWN_PIECE, LARGE_PARTS, LARGE_ROWS, largeFile } from "#test/large-scans.ts";
import {
  type Answer,
  type HttpPerson,
  mailport,
  mailportCommand,
  PASSWORD,
  printed,
  type Served,
  signIn,
  startMailport,
} from "#test/mailport.ts";
import { prepareCentre } from "#test/prepared-centre.ts";
import { SCENARIO_PEOPLE } from "#test/scenario-people.ts";
import { type BatchRow, rowsOf } from "#test/two-faces.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 240_000 });

const ROOT = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "mailport-a02-"));
const data = join(folder, "centre");
const persons = new Map<string, HttpPerson>();
let served: Served;
let database: pg.Client;

type Finding = { code: string; severity: string; at: Readonly<Record<string, string | number>> };
type Sum = {
  file: string;
  format: string;
  state: string;
  done: number;
  refused: number;
  messages: readonly string[];
  findings: readonly Finding[];
};

beforeAll(async () => {
  await prepareCentre(data);
  served = await startMailport(data);
  const admin = await signIn(served.address, "admin");
  for (const user of SCENARIO_PEOPLE) {
    await admin.post("create-user", { ...user, password: PASSWORD });
    persons.set(user.login, await signIn(served.address, user.login));
  }
  database = new pg.Client(readInstanceNote(data)?.database?.owner);
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});

function as(login: string): HttpPerson {
  const person = persons.get(login);
  if (person === undefined) throw new Error(login);
  return person;
}

async function takeIn(...files: readonly string[]) {
  const ran = await mailport(["take-in", ...files, "--json", "--data", data]);
  return { status: ran.status, files: printed<{ files: readonly Sum[] }>(ran).files };
}

async function counted(sql: string, values: unknown[] = []): Promise<number> {
  const found = await database.query<{ count: string }>(sql, values);
  return Number(found.rows[0]?.count);
}

/** Everything that a request which was refused whole must leave as it was. */
function stored(): Promise<number> {
  return counted(
    `select (select count(*) from mailport.event) + (select count(*) from mailport.message)
          + (select count(*) from mailport.item) as count`,
  );
}

/** Kind, file, rows done and refused, code of a finding, its row and line. */
const BAD: readonly (readonly [string, string, number, number, string, string])[] = [
  ["a damaged file", "unclosed-quote.csv", 1, 0, "csv/unclosed-quote", "row 2 line 3"],
  ["a file that is no text", "binary.bin", 0, 0, "file/binary", "file"],
  ["a file in another encoding", "utf16.csv", 0, 0, "file/encoding", "file"],
  ["an empty file", "empty.csv", 0, 0, "file/empty", "file"],
  ["a wrong column", "missing-column.csv", 0, 0, "csv/missing-column", "line 1"],
  ["a row of another length", "ragged-row.csv", 2, 1, "csv/ragged-row", "row 2 line 3"],
  ["no number where one stands", "bad-numbers.csv", 3, 1, "field/not-a-number", "row 1 line 2"],
  [
    "an unknown code, a warning",
    "unknown-codes.csv",
    1,
    3,
    "code/unknown-currency",
    "row 1 line 2",
  ],
  ["a failing check digit, a warning", "check-digit.csv", 1, 0, "s10/check-digit", "row 1 line 2"],
  ["a duplicate", "duplicate.csv", 0, 5, "declaration/duplicate", "row 6 line 7"],
  ["bytes that are not UTF-8", "not-utf8.csv", 2, 1, "text/not-utf8", "row 2 line 3"],
  ["a file cut off in the middle", "cut-line.ndjson", 1, 1, "json/malformed", "row 2 line 2"],
  ["an unknown type", "unknown.xml", 0, 1, "message/unknown-type", "row 1 line 1"],
  ["an unknown interchange", "unknown.edi", 0, 1, "message/unknown-type", "row 1 line 3"],
  ["an interchange cut off", "truncated.edi", 0, 1, "edifact/truncated", "row 1 line 3"],
  ["expanding XML", "entities.xml", 0, 0, "xml/doctype", "line 2"],
  ["nested XML", "too-deep.xml", 0, 0, "xml/too-deep", "line 1"],
  ["a letter", "unknown-format.txt", 0, 0, "file/unknown-format", "line 1"],
];

test("scenario A02: every bad file is told with code and place; good rows beside are stored, exit 2", async () => {
  const files = BAD.map(([, name]) => join(ROOT, "test/fixtures/bad", name));
  const taken = await takeIn(...files);
  expect(taken.status).toBe(2);
  const told = BAD.map(([kind, name, , , code, place]) => {
    const sum = taken.files.find(({ file }) => basename(file) === name);
    const finding = sum?.findings.find((one) => one.code === code && placeOf(one) === place);
    return [kind, name, sum?.done, sum?.refused, finding?.code, placeOf(finding)];
  });
  expect(told).toEqual(BAD);
});

function placeOf(finding: Finding | undefined): string {
  const { row, line } = finding?.at ?? {};
  const place = [row && `row ${row}`, line && `line ${line}`].filter(Boolean).join(" ");
  return place === "" ? "file" : place;
}

describe("what waits in suspense", () => {
  const rows = readFileSync(join(ROOT, "examples/postal-import.csv"), "utf8");

  test("scenario A02: a damaged row waits, is shown with its place, and done once by a corrected file", async () => {
    const post = as("post");
    const damaged = rows.replace("EE102345673DE,postal", "EE102345673DE,pigeon");
    const sent = await post.send("take-in-message", { name: "december.csv" }, damaged, "december");
    expect(sent.body).toMatchObject({ state: "part", rowsTotal: 4, rowsDone: 3, rowsRefused: 1 });
    const messageId = String(sent.body["messageId"]);
    const listed = await post.get("list-suspense");
    expect(JSON.stringify(listed.body)).toContain(messageId);
    const shown = await post.get("show-message", { id: messageId });
    expect(JSON.stringify(shown.body)).toMatch(/"found":"pigeon"/);
    const foreign = await as("express").get("show-message", { id: messageId });
    expect(foreign.status).toBe(404);
    const corrected = await post.send("correct-message", { messageId }, rows);
    expect(corrected.body).toMatchObject({ state: "taken-in", corrects: messageId, rowsDone: 4 });
    expect(JSON.stringify((await post.get("list-suspense")).body)).not.toContain(messageId);
    const declared = `select count(*) from mailport.declaration
      where number = any($1) and declarant_id = (select party_id from mailport.party where code = 'CNA')`;
    expect(await counted(declared, [["RR473124829GB", "EE102345673DE"]])).toBe(2);
  });

  test("scenario A02: a row that lacked something is done by a replay once it is there", async () => {
    const list = "container,kind,parent\nPAL-A02-1,pallet,AKE55555HX\nPAL-A02-2,pallet,\n";
    const file = join(folder, "pallets.csv");
    writeFileSync(file, list);
    const taken = await takeIn(file);
    expect(taken).toMatchObject({ status: 2, files: [{ state: "part", done: 1, refused: 1 }] });
    expect(taken.files[0]?.findings).toMatchObject([
      { code: "container/parent-unknown", at: { row: 1, line: 2 } },
    ]);
    const uld = { containers: [{ code: "AKE55555HX", kind: "uld" }] };
    const verb = (...args: string[]) =>
      mailport([...args, "--json", "--data", data], JSON.stringify(uld));
    expect((await verb("announce-containers", "--input", "-")).status).toBe(0);
    const [id = ""] = taken.files[0]?.messages ?? [];
    const replayed = await verb("replay-message", "--message-id", id);
    expect(printed<object>(replayed)).toMatchObject({
      state: "taken-in",
      rowsDone: 2,
      attempts: 2,
    });
  });

  test("scenario A02: the file that was taken in, sent again, gives the first answer and does nothing", async () => {
    const before = await stored();
    const file = join(ROOT, "test/fixtures/bad/ragged-row.csv");
    const again = await takeIn(file);
    expect(again).toMatchObject({ status: 2, files: [{ done: 2, refused: 1 }] });
    expect(await stored()).toBe(before);
  });
});

describe("what a verb cannot do at all", () => {
  test("scenario A02: a file that is refused whole keeps no other back", async () => {
    const whole = join(folder, "whole.bin");
    writeFileSync(whole, "");
    truncateSync(whole, 64 * 1024 * 1024 + 1);
    const scans = join(folder, "beside.csv");
    const head = readFileSync(join(ROOT, "examples/scans.csv"), "utf8").split("\n").slice(0, 2);
    writeFileSync(scans, `${head.join("\n")}\n`);
    const taken = await takeIn(whole, scans);
    expect(taken).toMatchObject({
      status: 2,
      files: [
        { file: whole, state: "refused", refusal: { code: "file/not-cut" } },
        { file: scans, state: "taken-in", done: 1, refused: 0 },
      ],
    });
  });

  test("scenario A02: exit 2 for what is refused, exit 1 for a fault of ours, one sentence each", async () => {
    const absent = await mailport(["take-in", join(folder, "absent.csv"), "--data", data]);
    expect(absent).toMatchObject({ status: 2, stdout: "" });
    expect(absent.stderr).toContain("absent.csv");
    const second = await mailport(["start", "--port", "0", "--data", data]);
    expect(second.status).toBe(2);
    expect(second.stderr).toMatch(/is in use by process \d+; stop it first/);
  });
});

describe("bodies over HTTP", () => {
  test("scenario A02: a body cut off in the middle changes nothing", async () => {
    const before = await stored();
    const { headers } = as("floor");
    const socket = connect(Number(new URL(served.address).port), "127.0.0.1");
    const head = [
      "POST /api/v1/record-scans HTTP/1.1",
      "host: 127.0.0.1",
      "content-type: application/json",
    ];
    const all = [...head, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
    // The answer to the first request tells that the second, sent with it, has arrived.
    const whole = "GET /health HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
    const cut = `${all.join("\r\n")}\r\ncontent-length: 1000\r\n\r\n{"scans":[{"code":"RR47312`;
    socket.write(whole + cut);
    await once(socket, "data");
    socket.destroy();
    // What comes after the cut is answered after it.
    expect((await fetch(`${served.address}/ready`)).status).toBe(200);
    expect(await stored()).toBe(before);
  });

  test.each([
    [
      "a file",
      "take-in-message?name=big.csv",
      "application/octet-stream",
      "blob/too-large",
      MESSAGE_BYTES_LIMIT,
    ],
    ["JSON", "record-scans", "application/json", "input/too-large", JSON_BYTES_LIMIT],
  ])(
    "scenario A02: 2 GB as %s is refused after the limit, with the server below 512 MB",
    async (_kind, path, type, code, limitBytes) => {
      const before = await stored();
      const headers = { ...as("floor").headers, "content-type": type };
      const url = `${served.address}/api/v1/${path}`;
      const sent = await sendEndless(url, headers, 2 * 1024 ** 3, served.pid);
      expect(sent).toMatchObject({ status: 413, code });
      expect(sent.bytes).toBeGreaterThanOrEqual(limitBytes);
      expect(sent.bytes).toBeLessThan(2 * limitBytes + 256 * 1024 ** 2);
      if (sent.mostMib !== undefined) expect(sent.mostMib).toBeLessThan(512);
      expect(await stored()).toBe(before);
      expect((await fetch(`${served.address}/ready`)).status).toBe(200);
    },
  );

  test("scenario A02: more rows than a batch may have are refused whole, and told how many", async () => {
    const scans = Array.from({ length: 10_001 }, () => ({ code: "RR473124829GB" }));
    const before = await stored();
    const refused = await as("floor").post("record-scans", { scans });
    expect(refused).toMatchObject({
      status: 413,
      body: {
        refusal: { code: "input/too-many-rows", facts: { found: 10_001, expected: 10_000 } },
      },
    });
    expect(await stored()).toBe(before);
  });
});

describe("scans that cannot be believed", () => {
  test("scenario A02: a device's wrong clock is corrected, ahead is cut, too old is refused, each told", async () => {
    const code = "LX900112236JP";
    const hour = 3_600_000;
    const now = Date.now();
    const scan = async (at: number, deviceNow?: number) => {
      const input = { scans: [{ code, at }], device: "SCN-07", ...(deviceNow && { deviceNow }) };
      return rowsIn(await as("floor").post("record-scans", input))[0];
    };
    expect(codesOf(await scan(now + hour, now + hour))).toEqual(["clock/corrected"]);
    const event = `select occurred_at as count from mailport.event where type = 'item-arrived'
       order by recorded_at desc limit 1`;
    expect(Math.abs((await counted(event)) - now)).toBeLessThan(60_000);
    expect(codesOf(await scan(now, now))).toEqual([]);
    expect(codesOf(await scan(now + hour, now))).toEqual(["clock/ahead"]);
    expect(await scan(now - 500 * 24 * hour, now)).toMatchObject({
      refusal: { code: "clock/too-old" },
    });
  });

  test("scenario A02: an unknown identifier is answered UNKNOWN and makes nothing", async () => {
    const items = () => counted("select count(*) from mailport.item");
    const before = await items();
    const scans = [{ code: "NEVER-SEEN-1" }];
    const [row] = rowsIn(await as("floor").post("record-scans", { scans }));
    expect(row).toMatchObject({ verdict: "UNKNOWN", findings: [{ code: "scan/unknown" }] });
    expect(await items()).toBe(before);
  });
});

describe("two callers at once", () => {
  test("scenario A02: the same new piece recorded by two at once is one piece, new to one of them", async () => {
    const codes = Array.from({ length: 20 }, (_, at) => `TWICE-AT-ONCE-${at}`);
    const arrivals = codes.map((code) => ({ code }));
    const other = await signIn(served.address, "floor");
    const both = await Promise.all(
      [as("floor"), other].map((person) =>
        person.post("record-arrivals", { arrivals, place: "ARRIVAL-1" }),
      ),
    );
    const [one = [], two = []] = both.map(rowsIn);
    for (const [at] of codes.entries()) {
      const arrived = new Set([one[at]?.["arrived"], two[at]?.["arrived"]]);
      expect(arrived).toEqual(new Set(["already", "unannounced"]));
      expect(one[at]?.["subjectId"]).toBe(two[at]?.["subjectId"]);
    }
    const made =
      "select count(*) from mailport.identifier where normalised like 'TWICEATONCE%' or normalised like 'TWICE-AT-ONCE%'";
    expect(await counted(made)).toBe(codes.length);
  });

  const FORTY = { units: "40", scale: 0 };
  test("scenario A02: two firms that declare the same new piece at once have one item and a match to decide", async () => {
    const declaration = {
      stream: "express",
      direction: "import",
      pieces: [{ code: "RR473124965GB" }],
      sender: { name: "Imogen Harrowgate", countryCode: "GB" },
      recipient: { name: "Guo Pengfei", countryCode: "CN" },
      content: { currency: "CNY", lines: [{ description: "Tea", totalValue: FORTY }] },
    };
    const lodge = (login: string) =>
      as(login).post("lodge-declarations", { declarations: [{ ...declaration, number: login }] });
    const answers = await Promise.all(["post", "express", "broker"].map(lodge));
    const lodged = answers.map((answer) => rowsIn(answer)[0]);
    const told = lodged.map((row) => codesOf(row).join()).sort();
    expect(told).toEqual(["", "", ""]);
    const matches = "select count(*) from mailport.proposed_match where normalised = $1";
    expect(await counted(matches, ["RR473124965GB"])).toBe(2);
    const live =
      "select count(distinct subject_id) from mailport.identifier where normalised = $1 and not contested";
    expect(await counted(live, ["RR473124965GB"])).toBe(1);
  });
});

test("scenario A02: a large file goes in parts; cut off and run again it goes on, and no row is done twice", async () => {
  const file = join(folder, "large.csv");
  writeFileSync(file, largeFile());
  const args = ["take-in", file, "--json", "--data", data];
  const [program, ...before] = mailportCommand(args);
  const first = spawn(program ?? "", before, { stdio: "ignore" });
  const ended = once(first, "exit");
  const parts = `select count(*) from mailport.message where name = 'large.csv' and state <> 'received'`;
  await expect.poll(() => counted(parts), { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
  first.kill("SIGKILL");
  await ended;
  expect(await counted(parts)).toBeLessThan(LARGE_PARTS);
  const again = await takeIn(file);
  expect(again).toMatchObject({
    status: 0,
    files: [{ format: "scans-csv", state: "taken-in", done: LARGE_ROWS, refused: 0 }],
  });
  expect(again.files[0]?.messages).toHaveLength(LARGE_PARTS);
  const done = `select sum(rows_done) as count from mailport.message where name = 'large.csv'`;
  expect(await counted(done)).toBe(LARGE_ROWS);
  const scans = `select count(*) from mailport.event as e join mailport.identifier as i
     on i.subject_id = e.subject_id where i.normalised = $1 and e.place = 'LANE-2'`;
  expect(await counted(scans, [KNOWN_PIECE])).toBe(LARGE_PARTS);
});

test("scenario A02: after all this the record verifies", async () => {
  expect(printed<object>(await mailport(["verify", "--json", "--data", data]))).toMatchObject({
    differencesTotal: 0,
  });
});

function rowsIn({ status, body }: Answer): readonly BatchRow[] {
  return rowsOf({ code: status, body });
}

function codesOf(row: BatchRow | undefined): readonly string[] {
  return ((row?.["findings"] ?? []) as readonly Finding[]).map(({ code }) => code);
}
