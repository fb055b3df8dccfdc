/**
 * Kept histories: records written by earlier versions, with the states they folded to on their day.
 * Each must still fold to the same state, in memory and in a database that `verify` reads.
 */
import { globSync, readFileSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Event, SubjectKind } from "#domain/events/event.ts";
import { schemaOf, upcast } from "#domain/events/upcast.ts";
import type { States } from "#operations/ports.ts";
import { FOLDS } from "#operations/unit.ts";
import { appendEvents } from "#store/events.ts";
import { openPool } from "#store/pool.ts";
import { saveStates } from "#store/states.ts";
import { verifyRecord } from "#store/verify.ts";
import { type FreshDatabase, freshDatabase } from "./cluster.ts";

type State = States[SubjectKind];
type Kept = {
  readonly kind: SubjectKind;
  readonly state: State;
  readonly events: readonly Event[];
};

const files = globSync("test/histories/*.jsonl");

/** What migrations give to the rows of older versions, by kind of subject. */
const MIGRATED: Readonly<Partial<Record<SubjectKind, object>>> = {
  shipment: {
    duty: null,
    screening: "none",
    customs: null,
    unfit: false,
    balance: null,
    documents: null,
  },
};

/** JSON has no undefined and no bigint: fields left out are absent, amounts are text. */
function read(file: string): readonly Kept[] {
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  const kept = lines.map((line) =>
    JSON.parse(line, (name, value: unknown) =>
      name === "valueMinor" && typeof value === "string" ? BigInt(value) : value,
    ),
  ) as readonly Kept[];
  return kept.map((one) => ({ ...one, state: { ...MIGRATED[one.kind], ...one.state } }));
}

/** What the events of a subject fold to; made events carry amounts as text, as they were written. */
function folded({ kind, events }: Kept, through: (event: Event) => Event): State | undefined {
  const fold = FOLDS[kind] as (state: State | undefined, event: Event) => State;
  let state: State | undefined;
  for (const event of events) state = fold(state, through(asWritten(event)));
  return state;
}

function asWritten(event: Event): Event {
  const amount = event.data?.["valueMinor"];
  if (typeof amount !== "bigint") return event;
  return { ...event, data: { ...event.data, valueMinor: String(amount) } };
}

test("law: at least one history is kept, and one holds an event of an older schema", () => {
  const events = files.flatMap(read).flatMap((kept) => kept.events);
  expect(events.length).toBeGreaterThan(30);
  expect(events.some((event) => event.schema < schemaOf(event.type))).toBe(true);
});

describe.each(files)("%s", (file) => {
  test("law: every subject folds to the state it had", () => {
    for (const kept of read(file)) expect(folded(kept, upcast)).toEqual(kept.state);
  });

  test("canary: without reading older shapes some subject folds to another state", () => {
    const changed = read(file).filter((kept) => {
      const state = folded(kept, (event) => event);
      return JSON.stringify(state, asText) !== JSON.stringify(kept.state, asText);
    });
    expect(changed.length).toBeGreaterThan(0);
  });
});

const asText = (_name: string, value: unknown): unknown =>
  typeof value === "bigint" ? String(value) : value;

/** Dated links as the events state them, and a code for each piece: kept histories have neither. */
const ROWS_OF_ITEMS = [
  `insert into mailport.item_shipment (item_id, shipment_id, valid_from, valid_to, reason)
   select subject_id, (data ->> 'from')::uuid, 0, recorded_at, 'kept' from mailport.event
   where type = 'item-shipment-changed' on conflict do nothing`,
  `insert into mailport.item_shipment (item_id, shipment_id, valid_from, reason)
   select i.item_id, i.shipment_id, coalesce(e.recorded_at, i.last_at),
     case when e.recorded_at is null then 'kept' else 'claimed' end
   from mailport.item i left join mailport.event e
     on e.subject_id = i.item_id and e.type = 'item-shipment-changed' on conflict do nothing`,
  `insert into mailport.identifier (subject_id, subject_kind, scheme, issuer, normalised, scanned,
     valid_from, contested)
   select item_id, 'item', 'other', '', item_id::text, item_id::text, 0, false
   from mailport.item on conflict do nothing`,
];

describe("a database written by an earlier version", () => {
  let database: FreshDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await freshDatabase();
    pool = openPool(database.connection, 2);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const verify = () => verifyRecord(pool, { folds: FOLDS, blobs: { get: () => [] as never } });

  test.each(files)("law: %s verifies as it stands", async (file) => {
    const client = await pool.connect();
    await client.query("begin");
    for (const { kind, state, events } of read(file)) {
      await appendEvents(client, events.map(asWritten));
      await saveStates(client, kind, [{ before: undefined, after: state }] as never);
    }
    for (const rows of ROWS_OF_ITEMS) await client.query(rows);
    await client.query("commit");
    client.release();
    expect(await verify()).toMatchObject({ differencesTotal: 0 });
  });

  test.each(["item-arrived", "piece-returned"])(
    "canary: with every %s taken for one of today's shape some state differs",
    async (type) => {
      const { differencesTotal: before } = await verify();
      await pool.query("update mailport.event set schema = $1 where type = $2", [
        schemaOf(type),
        type,
      ]);
      expect((await verify()).differencesTotal).toBeGreaterThan(before);
    },
  );
});
