/**
 * Stored inputs make the record again: every call of a run is sent once more, from its stored input,
 * to a copy of the centre as it was. And every statement the run sent can be PREPAREd.
 */
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call, fits } from "#operations/call.ts";
import type { Actor } from "#operations/define.ts";
import { operationNamed, operations } from "#operations/index.ts";
import type { Ports, Tx } from "#operations/ports.ts";
import { PUBLIC_ACTOR } from "#operations/sessions.ts";
import { makePorts } from "#server/ports.ts";
import type { BlobKeys } from "#store/blobs/keys.ts";
import { purgeAnswers } from "#store/calls.ts";
import { openStore } from "#store/open.ts";
import { openPool } from "#store/pool.ts";
import { sealOnce } from "#store/seal.ts";
import { type Centre, openCentre } from "./centre.ts";
import { type FreshDatabase, freshDatabase } from "./cluster.ts";
import { NOBODY, samples, type World } from "./command-samples.ts";
import { copyRecord, FOLDED, recordHash } from "./record-hash.ts";
import { tappedPool } from "./tapped-pool.ts";

/** Inputs of these need what is never stored, so their calls cannot be sent again. */
const SECRET_INPUTS = [
  "abandon-item",
  "ask-return",
  "declare-as-addressee",
  "open-as-addressee",
  "pay-as-addressee",
  "set-password",
  "sign-in",
];
/** What such a call has done by one of its own, whose input is whole. */
const OWN_CALL = "/addressee";
/** Statements that PostgreSQL cannot prepare: they have no plan. */
const NOT_PLANNED = /^\s*(begin|commit|rollback|set local|copy)\b/i;

let centre: Centre;
let database: FreshDatabase;
let copy: pg.Pool;
let tapped: pg.Pool;
/** Every statement that was sent, and the store functions of a transaction that were called. */
const statements = new Set<string>();
const called = new Set<string>();

beforeAll(async () => {
  centre = await openCentre();
  database = await freshDatabase();
  copy = openPool(database.connection, 4);
  await copyRecord(centre.pool, copy);
  tapped = tappedPool(centre.pool, 6, (text) => {
    statements.add(text);
    return text;
  });
});
afterAll(async () => {
  await tapped.end();
  await copy.end();
  await database.drop();
  await centre.close();
});

type WholePorts = Ports & { readonly blobKeys: BlobKeys };

/** All ports on a database with the clock at one time and ids that follow from a seed. */
function seeded(pool: pg.Pool, seed: string, now: number): WholePorts {
  const masterKey = Buffer.alloc(32, 7);
  const { site } = centre.ports;
  const ports = makePorts({ pool, dataFolder: centre.folder, masterKey, site, now: () => now });
  const derived: Ports["ids"]["derived"] = (...words) => ports.ids.derived(...words);
  let given = 0;
  const next = (): string => {
    given += 1;
    return derived("seeded", seed, given);
  };
  return { ...ports, ids: { next, derived }, secret: () => derived("secret", seed, ++given) };
}

/** Notes every function of a transaction that a command calls. */
function noting(ports: WholePorts): WholePorts {
  const note = (tx: Tx): Tx =>
    new Proxy(tx, {
      get(target, name) {
        called.add(String(name));
        return Reflect.get(target, name);
      },
    });
  const { store } = ports;
  const transaction: typeof store.transaction = (work) => store.transaction((tx) => work(note(tx)));
  return { ...ports, store: { ...store, transaction } };
}

const START = 1_790_000_000_000;
let calls = 0;

async function actSeeded<T>(who: string | Actor, name: string, input: unknown) {
  calls += 1;
  const key = `law/${String(calls).padStart(4, "0")}`;
  const operation = operationNamed(name);
  const named = typeof who === "string" ? centre.actors[who] : who;
  const actor = who === "public" ? PUBLIC_ACTOR : named;
  if (operation === undefined || actor === undefined) throw new Error(name);
  const ports = noting(seeded(tapped, key, START + calls));
  const answer = await call(ports, operation, actor, input, key);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.refusal)}`);
  return answer.value as T;
}

function seededWorld(): World {
  const { blobKeys, blobs, ids } = centre.ports as WholePorts;
  return {
    act: actSeeded,
    put: async (who, bytes) => {
      const partyId = centre.actors[who]?.partyId ?? "";
      const keyId = await blobKeys.keyOf(partyId, ids.next());
      const put = await blobs.put(keyId, [bytes], 1e6);
      if (!put.ok) throw new Error(put.refusal.code);
      return { blobHash: put.value.hash, blobKeyId: keyId, sizeBytes: put.value.sizeBytes };
    },
  };
}

type Stored = {
  readonly operation: string;
  readonly key: string;
  readonly at: string;
  readonly actor: string;
  readonly salt: Buffer;
  readonly body: Buffer;
};

async function storedCalls(): Promise<readonly Stored[]> {
  const found = await centre.pool.query<Stored>(
    `select c.operation, c.idempotency_key as key, c.called_at as at, c.actor, i.salt, i.body
       from mailport.call c join mailport.call_input i using (call_id)
      where c.idempotency_key ~ '^law/[0-9]{4}(/addressee)?$' and c.refusal is null
      order by c.idempotency_key`,
  );
  return found.rows;
}

/** Sends a stored call again to the copy, as the same caller at the same time. */
async function sendAgain(stored: Stored): Promise<string | undefined> {
  const operation = operationNamed(stored.operation);
  const people = [PUBLIC_ACTOR, ...Object.values(centre.actors)];
  const actor = people.find(
    (one) =>
      one.userId === stored.actor && operation?.roles.some((role) => one.roles.includes(role)),
  );
  if (operation === undefined || actor === undefined) throw new Error(stored.operation);
  const input: unknown = JSON.parse(await centre.ports.vault.unpack(stored));
  if (!fits(operation.input, input)) return stored.operation;
  const ports = seeded(copy, stored.key.replace(OWN_CALL, ""), Number(stored.at));
  // The call around it took the first id to see whether its key was answered before.
  if (stored.key.endsWith(OWN_CALL)) ports.ids.next();
  const answer = await call(ports, operation, actor, input, stored.key);
  expect(answer, stored.operation).toMatchObject({ ok: true });
  return undefined;
}

test("law: the stored inputs of a run of every command make the same record again", async () => {
  const world = seededWorld();
  // An erasure destroys inputs on purpose: it comes last, and they are read before it.
  const { "erase-persons": erasure, ...others } = samples;
  let before: readonly Stored[] = [];
  for (const [name, sample] of Object.entries({ ...others, "erase-persons": erasure })) {
    if (sample === undefined) throw new Error(name);
    const input = await sample.input(world, `run${name.replaceAll("-", "")}`);
    before = await storedCalls();
    await actSeeded(sample.who, name, input);
  }
  const after = await storedCalls();
  const stored = after.map((one) => before.find(({ key }) => key === one.key) ?? one);
  expect(stored.filter(({ key }) => !key.endsWith(OWN_CALL))).toHaveLength(calls);
  await copyBlobRows();
  const skipped = new Set<string>();
  for (const one of stored) {
    const name = await sendAgain(one);
    if (name !== undefined) skipped.add(name);
  }
  expect([...skipped].sort()).toEqual(SECRET_INPUTS);
  expect(await recordHash(copy, FOLDED)).toEqual(await recordHash(centre.pool, FOLDED));
}, 60_000);

/** Bytes are taken in before any call names them, so their rows are no call's. */
async function copyBlobRows(): Promise<void> {
  for (const name of ["blob", "blob_key"]) {
    const found = await centre.pool.query(`select to_jsonb(t) as row from mailport.${name} t`);
    for (const { row } of found.rows as { row: unknown }[]) {
      await copy.query(
        `insert into mailport.${name} select * from jsonb_populate_record(null::mailport.${name}, $1)
         on conflict do nothing`,
        [JSON.stringify(row)],
      );
    }
  }
}

test("canary: a run with one stored input changed makes another record", async () => {
  const changed = await copy.query(
    "update mailport.item set weight_grams = 422 where weight_grams = 421",
  );
  expect(changed.rowCount).toBe(1);
  expect(await recordHash(copy, FOLDED)).not.toEqual(await recordHash(centre.pool, FOLDED));
});

test("law: every function of a transaction is reached, and every statement can be prepared", async () => {
  await views();
  await sealOnce(tapped, centre.ports.site.site, START);
  await purgeAnswers(tapped, START);
  const reached = new Set(called);
  const missing = await openStore(tapped).transaction(async (tx) => {
    const names = Object.keys(tx).filter((name) => !reached.has(name));
    for (const name of names) await REST[name]?.(tx);
    return names.filter((name) => REST[name] === undefined);
  });
  expect(missing).toEqual([]);
  const planned = [...statements].filter((text) => !NOT_PLANNED.test(text));
  expect(planned.length).toBeGreaterThan(90);
  expect(await unprepared(planned)).toEqual([]);
});

test("canary: a statement with a misspelt column cannot be prepared", async () => {
  const [text] = [...statements].filter((one) => one.includes("item_id"));
  expect(await unprepared([text?.replaceAll("item_id", "itm_id") ?? ""])).toHaveLength(1);
});

/** Statements PostgreSQL refuses to plan, with its reason. */
async function unprepared(texts: readonly string[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const client = await copy.connect();
  for (const text of texts) {
    try {
      await client.query(`prepare law as ${text}`);
      await client.query("deallocate law");
    } catch (error) {
      faults.push(`${text.slice(0, 100)}: ${String(error)}`);
    }
  }
  client.release();
  return faults;
}

/** Views that officers alone may call. */
const BY_OFFICERS = new Set([
  "list-papers",
  "list-stuck",
  "read-paper",
  "list-risk-rules",
  "list-selected",
]);

/** Every view once, with every part of its input. */
async function views(): Promise<void> {
  const after = { identifier: "A", itemId: NOBODY, lastAt: 0, shipmentId: NOBODY };
  const inputs: Record<string, object> = {
    "find-items": { text: "L", stream: "express", status: "present", place: "LANE-1", after },
    "show-floor": {},
    "show-shift": { from: START, to: START + 1 },
    "show-item": { code: "LXRUNMOVEITEMS" },
    "show-shipment": { code: "LXRUNMOVEITEMS" },
    "list-undetermined": { after },
    "list-suspense": {},
    "describe-message": { id: NOBODY },
    "show-message": { id: NOBODY },
    "show-messages": { waiting: true, silent: true, partner: "A", state: "sent" },
    "fetch-messages": {},
    "list-profiles": {},
    "show-profile": { message: "predes" },
    "list-code-lists": {},
    "list-duty": { state: "due", party: "HX", after: { assessedAt: 0, shipmentId: NOBODY } },
    "list-matches": { after: { proposedAt: 0, oneId: NOBODY, otherId: NOBODY } },
    "list-papers": { shipmentId: NOBODY },
    "list-places": {},
    "list-risk-rules": {},
    "list-stuck": { after: NOBODY, thing: "pay" },
    "read-paper": { paperId: NOBODY },
    "list-selected": { settled: true, noted: true, after: { since: 0, shipmentId: NOBODY } },
    "show-codes": { list: "impc", on: "2026-09-21", after: "A", limit: 2 },
    track: { code: "LXRUNMOVEITEMS" },
    "who-am-i": {},
  };
  const listed = operations.filter((one) => one.kind === "view").map((one) => one.name);
  expect(Object.keys(inputs).sort()).toEqual([...listed].sort());
  for (const name of listed) {
    const operation = operationNamed(name);
    const actor =
      name === "track"
        ? PUBLIC_ACTOR
        : centre.actors[BY_OFFICERS.has(name) ? "officer" : "manager"];
    if (operation === undefined || actor === undefined) throw new Error(name);
    const answer = await call(seeded(tapped, name, START), operation, actor, inputs[name]);
    if (!/^(?:show|describe)-message$|^read-paper$/.test(name))
      expect(answer, name).toMatchObject({ ok: true });
  }
}

/** Functions no sample reaches: the server's, the transports', and those of rarer turns. */
const REST: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  identifiersOf: (tx) => tx.identifiersOf([NOBODY]),
  freeIdentifiers: (tx) => tx.freeIdentifiers([NOBODY], START),
  eventsOf: (tx) => tx.eventsOf([NOBODY]),
  itemsOfShipments: (tx) => tx.itemsOfShipments([NOBODY]),
  sealedPersons: (tx) => tx.sealedPersons([NOBODY]),
  proposeMatches: (tx) =>
    tx.proposeMatches([
      { itemId: NOBODY, otherItemId: NOBODY, normalised: "A", reason: "same", at: START },
    ]),
  giveIdentifiersBack: (tx) =>
    tx.giveIdentifiersBack({ from: NOBODY, to: NOBODY, normalised: [], movedAt: START, at: START }),
  reopenMatch: (tx) => tx.reopenMatch({ itemId: NOBODY, otherItemId: NOBODY }),
  matchedContainers: (tx) => tx.matchedContainers(["A"], NOBODY),
  documentPersons: (tx) => tx.documentPersons([{ kind: "order", issuer: "A", number: "1" }]),
  leaveToFetch: (tx) => tx.leaveToFetch(NOBODY),
  messageSent: (tx) => tx.messageSent({ interchange: "1", sender: "A", recipient: "B" }),
  messagesReferenced: (tx) =>
    tx.messagesReferenced(NOBODY, [{ reference: "1", interchange: "1", sender: "A" }]),
  storedProfiles: (tx) => tx.storedProfiles("predes"),
  officeZone: (tx) => tx.officeZone("NO-SITE", "NO-OFFICE"),
  touchToken: (tx) => tx.touchToken(NOBODY, START),
  codeEntries: (tx) => tx.codeEntries("impc", ["CNCKGA"]),
  isCodeListImported: (tx) => tx.isCodeListImported("impc"),
  setClockOffset: (tx) => tx.setClockOffset("NO-SITE", "NO-DEVICE", 1, START),
  userById: (tx) => tx.userById(NOBODY),
  sessionByHash: (tx) => tx.sessionByHash("none"),
  touchSession: (tx) => tx.touchSession("none", START),
  tokenByHash: (tx) => tx.tokenByHash("none"),
  dialoguesById: (tx) => tx.dialoguesById([NOBODY]),
  dialoguesReferenced: (tx) => tx.dialoguesReferenced(NOBODY, "1"),
  dialoguesInvt: (tx) => tx.dialoguesInvt(NOBODY, ["1"]),
  dialoguesOf: (tx) => tx.dialoguesOf([NOBODY]),
  documentsOfLists: (tx) =>
    tx.documentsOfLists([
      {
        platform: "NO-PLATFORM",
        orderNumber: "1",
        carrier: null,
        waybillNumber: null,
        paymentNumber: null,
      },
    ]),
  shipmentsOfOrders: (tx) => tx.shipmentsOfOrders(["1"]),
  lodgedBy: (tx) => tx.lodgedBy([NOBODY]),
  hashesOf: (tx) => tx.hashesOf([NOBODY]),
  cebKindsWaiting: (tx) => tx.cebKindsWaiting(NOBODY, START),
  countMessage: (tx) => tx.countMessage(NOBODY, "in"),
  queue: (tx) => tx.queue([]),
  claimOutbox: (tx) => tx.claimOutbox(NOBODY, "none", START, START, 1),
  unwrittenLines: (tx) => tx.unwrittenLines(NOBODY, "none", START, 1),
  writeLines: (tx) => tx.writeLines([NOBODY], NOBODY, START),
  claimWritten: (tx) => tx.claimWritten(NOBODY, START, START, "edifact"),
  setMessageState: (tx) => tx.setMessageState(NOBODY, "sent", 1),
  countParcels: (tx) => tx.countParcels([{ hash: NOBODY, itemId: NOBODY }], START, 0),
  addHits: (tx) => tx.addHits([]),
  hitsOf: (tx) => tx.hitsOf([NOBODY]),
  restrictHolds: (tx) => tx.restrictHolds([]),
  declaredWeights: (tx) => tx.declaredWeights([NOBODY]),
  pendingScreenings: (tx) => tx.pendingScreenings(1),
  shipmentsToRescreen: (tx) => tx.shipmentsToRescreen(NOBODY),
  clearedPairs: (tx) => tx.clearedPairs([NOBODY]),
  addScreeningHits: (tx) =>
    tx.addScreeningHits([
      {
        shipmentId: NOBODY,
        role: "party",
        nameHash: NOBODY,
        code: "1",
        version: 1,
        how: "same",
        country: "unknown",
        foundAt: START,
      },
    ]),
  receptaclesOf: (tx) => tx.receptaclesOf("CNCKGACNCKGAAUN60001"),
  outboxSent: (tx) => tx.outboxSent([NOBODY], NOBODY, START),
  outboxFailed: (tx) => tx.outboxFailed([NOBODY], "no", START, true),
};
