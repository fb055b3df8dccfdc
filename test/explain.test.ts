/**
 * The find of pieces as a reader, over enough rows that reading a table whole would be chosen if it
 * had to be. The million is measured by the soak of the same name.
 */
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPool } from "#store/pool.ts";
import { type FreshDatabase, freshDatabase } from "./cluster.ts";
import { type Explained, explainFinds } from "./explain-finds.ts";
import { fillItems, type ManyItems } from "./many-items.ts";

const ITEMS = 20_000;

let database: FreshDatabase;
let pool: pg.Pool;
let parties: ManyItems;
let explained: readonly Explained[];
beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 2);
  parties = await fillItems(pool, ITEMS);
  explained = await explainFinds(pool, parties, ITEMS);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test("law: no find and no count of a reader reads a table from end to end", () => {
  expect(explained).toHaveLength(18);
  for (const { name, plan, scanned } of explained) {
    expect(scanned, `${name}\n${plan}`).toEqual([]);
    expect(plan, name).toMatch(/Index Scan|Index Only Scan|Bitmap/);
  }
});

test("law: a find by waybill looks its shipment up by an index", async () => {
  const prefix = `WB${String(ITEMS / 2).padStart(9, "0")}`;
  const filters = { "one waybill": { prefix, limit: 51 } };
  const plans = await explainFinds(pool, parties, ITEMS, { filters });
  expect(plans).toHaveLength(6);
  for (const { name, plan, scanned } of plans) expect(scanned, `${name}\n${plan}`).toEqual([]);
});

test("canary: without the indexes of identifiers a find reads them from end to end", async () => {
  await pool.query("drop index mailport.identifier_live, mailport.identifier_past");
  await pool.query("alter table mailport.identifier drop constraint identifier_pkey");
  const plans = await explainFinds(pool, parties, ITEMS);
  expect(plans.some(({ scanned }) => scanned.includes("identifier"))).toBe(true);
});
