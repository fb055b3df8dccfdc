import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { establish } from "#cli/init.ts";
import { readInitFile } from "#cli/init-file.ts";
import { call } from "#operations/call.ts";
import { operationNamed } from "#operations/index.ts";
import { systemActor } from "#operations/sessions.ts";
import { FOLDS } from "#operations/unit.ts";
import { makeMonths } from "#server/event-months.ts";
import { makePorts } from "#server/ports.ts";
import { type FreshDatabase, freshDatabase } from "#test/cluster.ts";
import { parcelOf } from "#world/parcel.ts";
import { openPool } from "./pool.ts";
import { sealOnce } from "./seal.ts";
import { verifyRecord } from "./verify.ts";

const CENTRE = join(import.meta.dirname, "..", "cli", "demo-centre.json");
const folder = mkdtempSync(join(tmpdir(), "mailport-verify-"));
let database: FreshDatabase;
let pool: ReturnType<typeof openPool>;
let ports: ReturnType<typeof makePorts>;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 4);
  await makeMonths(pool, Date.now());
  const { plan } = readInitFile(readFileSync(CENTRE, "utf8"), CENTRE);
  if (plan === undefined) throw new Error("the demo's centre reads");
  const masterKey = randomBytes(32);
  const record = { pool, masterKey, site: undefined } as never;
  const site = await establish(record, folder, plan, "correct horse battery", "init");
  if (!site.ok) throw new Error(site.refusal.code);
  ports = makePorts({ pool, dataFolder: folder, masterKey, site: site.value });
  await fill();
  await sealOnce(pool, site.value.site, Date.now());
});
afterAll(async () => {
  await pool.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Shipments, arrivals, a hold, a release and a blob through the operations. */
async function fill(): Promise<void> {
  const actor = systemActor(ports.site.operatorId);
  const officer = { ...actor, roles: ["officer"] as const, authority: "customs", level: 2 };
  const act = async (name: string, input: unknown, by = actor): Promise<void> => {
    const operation = operationNamed(name);
    if (operation === undefined) throw new Error(`no operation ${name}`);
    const answer = await call(ports, operation, by, input);
    expect(answer.ok ? undefined : answer.refusal).toBeUndefined();
  };
  const parcels = Array.from({ length: 80 }, (_one, at) => parcelOf(42, 100 + at));
  const whole = parcels.filter(
    ({ direction, troubles }) => direction === "import" && !troubles.size,
  );
  const shipments = whole.slice(0, 30);
  const codes = shipments.flatMap((one) => one.codes);
  await act("lodge-declarations", { declarations: shipments.map((one) => one.declaration) });
  await act("record-arrivals", { arrivals: codes.map((code) => ({ code })), place: "ARRIVAL-1" });
  const target = { kind: "item", code: codes[0] };
  await act("place-hold", { holds: [{ target, kind: "hold", publicReason: "to look at" }] });
  await act("release-shipments", { releases: [{ code: codes[1], purpose: "release" }] }, officer);
  const keyId = await ports.blobKeys.keyOf(ports.site.operatorId, ports.ids.next());
  const put = await ports.blobs.put(keyId, [Buffer.from("paper")], 100);
  if (!put.ok) throw new Error(put.refusal.code);
  const kept = { hash: put.value.hash, keyId, sizeBytes: 5, mediaType: "text/plain" };
  await ports.store.transaction((tx) =>
    tx.keepBlob({ ...kept, retentionClass: "message", storedAt: Date.now() }),
  );
  const bytes = { blobHash: kept.hash, blobKeyId: keyId, sizeBytes: 5 };
  await act("hand-in-paper", { code: codes[2], kind: "other", ...bytes });
  await act("issue-addressee-code", { code: codes[2] });
}

function verified() {
  return verifyRecord(pool, { folds: FOLDS, blobs: ports.blobs });
}

describe("the record's check of itself", () => {
  test("a record made by operations is clean, and everything was looked at", async () => {
    const { counts, differences } = await verified();
    expect(differences).toEqual([]);
    expect(counts).toMatchObject({ party: 8, shipment: 30, declaration: 30, hold: 1, blobs: 1 });
    expect(counts["item"]).toBeGreaterThanOrEqual(30);
    expect(counts["itemEvents"]).toBeGreaterThanOrEqual(60);
    expect(counts["calls"]).toBe(7);
  });

  test.each([
    [
      "a status",
      "update mailport.item set status = 'left' where item_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/state-differs",
    ],
    [
      "a place",
      "update mailport.whereabouts set place_ref = 'DOCK-1' where subject_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/state-differs",
    ],
    [
      "a count of pieces",
      "update mailport.shipment set pieces_arrived = pieces_arrived + 1 where shipment_id = (select min(shipment_id::text)::uuid from mailport.shipment)",
      "verify/state-differs",
    ],
    ["a lifted hold", "update mailport.hold set lifted_at = 1", "verify/state-differs"],
    ["a lost row", "delete from mailport.hold", "verify/state-missing"],
    [
      "a lost place",
      "delete from mailport.whereabouts where subject_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/state-differs",
    ],
    [
      "a place of nothing",
      "insert into mailport.whereabouts values (gen_random_uuid(), 'item', 'zone', 'X', 1)",
      "verify/place-of-nothing",
    ],
    [
      "a lost event",
      "delete from mailport.event where subject_kind = 'item' and version = 1",
      "verify/does-not-fold",
    ],
    [
      "a changed event",
      "update mailport.event set data = jsonb_set(data, '{name}', '\"Other\"') where subject_kind = 'party'",
      "verify/state-differs",
    ],
    [
      "a decision",
      "update mailport.decision set authority = 'quarantine'",
      "verify/decision-differs",
    ],
    [
      "a piece's link to its shipment",
      "update mailport.item_shipment set shipment_id = gen_random_uuid() where item_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/link-differs",
    ],
    [
      "a piece without a link",
      "delete from mailport.item_shipment where item_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/link-differs",
    ],
    [
      "a shipment that a piece never had",
      "insert into mailport.item_shipment select item_id, gen_random_uuid(), 1, 2, 'declared' from mailport.item limit 1",
      "verify/link-differs",
    ],
    [
      "a code that is lost",
      "delete from mailport.identifier where subject_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/code-missing",
    ],
    [
      "a piece that left and is not counted",
      "update mailport.item set status = 'left' where item_id = (select min(item_id::text)::uuid from mailport.item)",
      "verify/count-differs",
    ],
    [
      "a hold that its target does not count",
      "insert into mailport.hold select gen_random_uuid(), version, site, target_kind, target_id, authority, level, kind, public_reason, stays_with_item, four_eyes, ends_at, placed_by, placed_at, lift_asked_by, lifted_by, lifted_at, sensitivity from mailport.hold",
      "verify/count-differs",
    ],
    [
      "an audit row",
      "update mailport.call set rows_done = rows_done + 1 where operation = 'place-hold'",
      "audit/row-changed",
    ],
    ["a lost paper", "delete from mailport.paper", "verify/count-differs"],
    [
      "a one-time code that never ends",
      "update mailport.addressee_code set ends_at = ends_at + 1",
      "verify/count-differs",
    ],
    ["a lost passage", "delete from mailport.passage", "verify/count-differs"],
    ["a blob's row", "update mailport.blob set size_bytes = 6", "verify/blob-changed"],
    [
      "a blob that is nowhere",
      "insert into mailport.blob select repeat('0', 64), key_id, 5, media_type, retention_class, false, 1 from mailport.blob",
      "verify/blob-missing",
    ],
  ])("canary: %s is found", async (_what, change, code) => {
    await changedFor(change, async () => {
      const { differences, differencesTotal } = await verified();
      expect(differences.map((one) => one.code)).toContain(code);
      expect(differencesTotal).toBeGreaterThan(0);
    });
    expect((await verified()).differencesTotal).toBe(0);
  });

  test("a centre is set up once only", async () => {
    const { plan } = readInitFile(readFileSync(CENTRE, "utf8"), CENTRE);
    if (plan === undefined) throw new Error("the demo's centre reads");
    const record = { pool, masterKey: randomBytes(32), site: undefined } as never;
    const again = await establish(record, folder, plan, "correct horse battery", "init");
    expect(again).toMatchObject({ ok: false, refusal: { code: "init/already-initialised" } });
  });
});

/** Changes the record, looks, and puts every table that may have changed back. */
async function changedFor(change: string, look: () => Promise<void>): Promise<void> {
  const names = ["item", "item_shipment", "whereabouts", "shipment", "hold", "event", "decision"];
  names.push("call", "blob", "identifier", "passage", "paper", "addressee_code");
  await pool.query("create schema if not exists kept");
  for (const name of names) {
    await pool.query(`create table kept.${name} as table mailport.${name}`);
  }
  await pool.query(change);
  try {
    await look();
  } finally {
    for (const name of names) {
      await pool.query(`delete from mailport.${name}`);
      await pool.query(`insert into mailport.${name} table kept.${name}`);
    }
    await pool.query("drop schema kept cascade");
  }
}
