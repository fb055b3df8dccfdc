import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createPartner } from "#operations/create-partner.ts";
import { listPartners } from "#operations/list-partners.ts";
import { SUSPENSE_MESSAGES_LIMIT } from "#operations/message-course.ts";
import type { Partner } from "#operations/ports-messages.ts";
import { type AccessBench, accessBench } from "#test/access-bench.ts";
import {
  AGAIN_MS,
  type FolderInOptions,
  FolderWatch,
  STILL_MS,
  watchFolders,
} from "./folder-in.ts";

let bench: AccessBench;
let folder: string;
let partner: Partner;
let watch: FolderWatch;
let faults: unknown[];
let partners = 0;

beforeAll(async () => {
  bench = await accessBench();
});
afterAll(() => bench.close());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "mailport-in-"));
  faults = [];
  partners += 1;
  const administrator = await bench.user(`admin${partners}`, ["administrator"]);
  const input = { code: `POST${partners}`, party: "OPS", folderIn: folder };
  const made = await bench.run(createPartner, administrator, input);
  if (!made.ok) throw new Error(made.refusal.code);
  partner = made.value as Partner;
  watch = new FolderWatch(options(), partner, folder);
  return () => rmSync(folder, { recursive: true });
});

function options(ports: AccessBench["ports"] = bench.ports): FolderInOptions {
  const blobKeyOf = (party: string): Promise<string> =>
    ports.blobKeys.keyOf(party, ports.ids.next());
  return { ports, blobKeyOf, onFault: ({ error }) => faults.push(error) };
}

const SCANS = readFileSync("examples/scans.csv");
const put = (name: string, bytes: Uint8Array = SCANS): void =>
  writeFileSync(join(folder, name), bytes);

/** Looks twice with the time between that makes a file still. */
async function lookUntilStill(one = watch): Promise<number> {
  const first = await one.look();
  bench.clock.at += STILL_MS;
  return first + (await one.look());
}

const answerIn = (sub: string, name: string): { readonly [field: string]: unknown } =>
  JSON.parse(readFileSync(join(folder, sub, `${name}.answer.json`), "utf8"));

/** Messages of the partner. */
async function messages(): Promise<number> {
  const found = await bench.pool.query("select 1 from mailport.message where partner_id = $1", [
    partner.id,
  ]);
  return found.rowCount ?? 0;
}

test("a whole file is taken in, answered and moved to done, and its partner's counter goes on", async () => {
  put("scans.csv");
  expect(await lookUntilStill()).toBe(1);
  expect(readdirSync(folder)).toEqual(["done"]);
  expect(readFileSync(join(folder, "done", "scans.csv"))).toEqual(SCANS);
  expect(answerIn("done", "scans.csv")).toMatchObject({
    file: "scans.csv",
    state: "taken-in",
    rowsDone: 6,
  });
  const auditor = await bench.user(`auditor${partners}`, ["auditor"]);
  const listed = await bench.run(listPartners, auditor, {});
  if (!listed.ok) throw new Error(listed.refusal.code);
  const { partners: all } = listed.value as { partners: Partner[] };
  expect(all.find((one) => one.id === partner.id)?.messagesIn).toBe(1);
});

test("a file that still grows is left alone, and taken when it stands still", async () => {
  put("slow.csv", SCANS.subarray(0, 200));
  for (let size = 250; size < SCANS.length; size += 100) {
    expect(await watch.look()).toBe(0);
    bench.clock.at += STILL_MS;
    put("slow.csv", SCANS.subarray(0, size));
  }
  put("slow.csv");
  expect(await lookUntilStill()).toBe(1);
  expect(answerIn("done", "slow.csv")).toMatchObject({ rowsTotal: 6 });
});

test("files in the making, hidden ones, folders and links are passed by; a rename makes one whole", async () => {
  put(".hidden.csv");
  put("half.csv.tmp");
  put("half.csv.part");
  mkdirSync(join(folder, "later"));
  symlinkSync("/etc/hostname", join(folder, "link.csv"));
  expect(await lookUntilStill()).toBe(0);
  expect(existsSync(join(folder, "done"))).toBe(false);
  renameSync(join(folder, "half.csv.tmp"), join(folder, "half.csv"));
  expect(await watch.look()).toBe(1);
  expect(readdirSync(join(folder, "done"))).toEqual(["half.csv", "half.csv.answer.json"]);
});

test("a file with a fault goes to suspense with its findings, one beyond reading too", async () => {
  put("ragged.csv", readFileSync("test/fixtures/bad/ragged-row.csv"));
  put("picture.csv", readFileSync("test/fixtures/bad/binary.bin"));
  expect(await lookUntilStill()).toBe(2);
  expect(answerIn("suspense", "ragged.csv")).toMatchObject({
    state: "part",
    rowsDone: 2,
    rowsRefused: 1,
  });
  expect(answerIn("suspense", "picture.csv")).toMatchObject({
    state: "suspense",
    format: "unknown",
  });
});

test("a process killed between taking in and moving takes the file once", async () => {
  put("twice.csv");
  await lookUntilStill();
  expect(await messages()).toBe(1);
  const first = answerIn("done", "twice.csv");
  const calls = await bench.pool.query(
    "select count(*)::int as n from mailport.call where operation = 'record-scans'",
  );
  // As the disk stood before the move: the file is there, the answer perhaps too.
  renameSync(join(folder, "done", "twice.csv"), join(folder, "twice.csv"));
  expect(await lookUntilStill(new FolderWatch(options(), partner, folder))).toBe(1);
  expect(await messages()).toBe(1);
  expect(answerIn("done", "twice.csv")).toEqual(first);
  const after = await bench.pool.query(
    "select count(*)::int as n from mailport.call where operation = 'record-scans'",
  );
  expect(after.rows).toEqual(calls.rows);
});

test("another file of a name that was used before is kept beside the first", async () => {
  put("daily.csv");
  await lookUntilStill();
  put("daily.csv", SCANS.subarray(0, SCANS.indexOf("\n", 200) + 1));
  await lookUntilStill();
  const kept = readdirSync(join(folder, "done")).filter((name) => !name.endsWith(".answer.json"));
  expect(kept).toHaveLength(2);
  expect(await messages()).toBe(2);
});

test("a file that cannot be taken now stays and is tried again later", async () => {
  const down = {
    ...bench.ports,
    blobs: { ...bench.ports.blobs, put: () => Promise.reject(new Error("disk full")) },
  };
  put("later.csv");
  const failing = new FolderWatch(options(down), partner, folder);
  expect(await lookUntilStill(failing)).toBe(0);
  expect(faults).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(["later.csv"]);
  expect(await failing.look()).toBe(0);
  expect(faults).toHaveLength(1);
  bench.clock.at += AGAIN_MS;
  await failing.look();
  expect(faults).toHaveLength(2);
  expect(await lookUntilStill()).toBe(1);
});

test("while suspense is full files wait in the folder, and none is lost", async () => {
  put("a.bin", readFileSync("test/fixtures/bad/binary.bin"));
  await lookUntilStill();
  await bench.pool.query(
    `insert into mailport.message select gen_random_uuid(), site, party_id, partner_id, direction, format,
       name, blob_hash, blob_key_id, size_bytes, state, rows_total, rows_done, rows_refused, findings,
       findings_total, attempts, corrects, answer_to, profile, first_row, received_at, readers, sensitivity
     from mailport.message, generate_series(1, $2) where partner_id = $1`,
    [partner.id, SUSPENSE_MESSAGES_LIMIT],
  );
  put("b.csv");
  expect(await lookUntilStill()).toBe(0);
  expect(readdirSync(folder)).toContain("b.csv");
  await bench.pool.query("delete from mailport.message where partner_id = $1", [partner.id]);
  bench.clock.at += AGAIN_MS;
  expect(await watch.look()).toBe(1);
});

test("the loop takes files of all partners, one out of reach or not, and ends with its signal", async () => {
  const notAFolder = `${folder}-away`;
  writeFileSync(notAFolder, "");
  const administrator = await bench.user(`away${partners}`, ["administrator"]);
  const away = { code: "AWAY", party: "OPS", folderIn: join(notAFolder, "in") };
  expect(await bench.run(createPartner, administrator, away)).toMatchObject({ ok: true });
  const ending = new AbortController();
  const loop = watchFolders(options(), ending.signal);
  put("loop.csv");
  const moved = (): boolean => {
    bench.clock.at += STILL_MS;
    return existsSync(join(folder, "done", "loop.csv"));
  };
  await expect.poll(moved, { timeout: 10_000 }).toBe(true);
  ending.abort();
  await loop;
  expect(faults).toContainEqual(expect.objectContaining({ code: "ENOTDIR" }));
  rmSync(notAFolder);
});

test("two partners never share a folder, and a code is given once", async () => {
  const administrator = await bench.user(`other${partners}`, ["administrator"]);
  const input = { code: `X${partners}`, party: "OPS", folderOut: folder };
  expect(await bench.run(createPartner, administrator, input)).toMatchObject({
    refusal: { code: "partner/folder-taken" },
  });
  const again = { code: partner.code, party: "OPS" };
  expect(await bench.run(createPartner, administrator, again)).toMatchObject({
    refusal: { code: "partner/code-taken" },
  });
  const climbing = { code: "Y", party: "OPS", folderIn: "/srv/in/../../etc" };
  expect(await bench.run(createPartner, administrator, climbing)).toMatchObject({
    refusal: { code: "input/invalid" },
  });
});
