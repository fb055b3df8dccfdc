/**
 * The figures of the floor and of a shift over enough rows that reading a table whole would be chosen
 * if it were let. The million is measured by `soak explain`.
 */
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openPool } from "#store/pool.ts";
import { type FreshDatabase, freshDatabase } from "./cluster.ts";
import { type FiguresRead, fillFigures, readFigures } from "./explain-figures.ts";
import { fillItems, type ManyItems, OPERATOR } from "./many-items.ts";

const ITEMS = 8_000;
const ZONES = 4;
const LIMITS = { most: 300, few: 1_000 };
/** Rows of all tables that one counted piece may cost. */
const ROWS_A_PIECE = 12;

let database: FreshDatabase;
let pool: pg.Pool;
let parties: ManyItems;
let found: readonly FiguresRead[];
beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.connection, 2);
  parties = await fillItems(pool, ITEMS);
  await fillFigures(pool);
  found = await readFigures(pool, { operator: OPERATOR, ...parties }, ITEMS, LIMITS);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const named = (name: string): FiguresRead => {
  const one = found.find((read) => read.name === name);
  if (one === undefined) throw new Error(name);
  return one;
};

test("law: no figures read a large table from end to end, whoever reads", () => {
  expect(found).toHaveLength(8);
  for (const { name, scanned } of found) expect(scanned, name).toEqual([]);
});

test("law: a zone is counted to its limit, and costs no more rows than it counts pieces", () => {
  expect(named("floor of operator").counted).toBe(ZONES * LIMITS.most);
  expect(named("floor of few").counted).toBe(ITEMS / 100);
  expect(named("floor of none").counted).toBe(0);
  for (const whose of ["operator", "few", "none"]) {
    const { counted, fetched } = named(`floor of ${whose}`);
    expect(fetched, whose).toBeLessThan((counted + LIMITS.few + 1) * ROWS_A_PIECE);
  }
});

test("law: a shift reads what happened in it, not what the record has", () => {
  const tenth = ITEMS / 10;
  // Arrivals, releases and every fiftieth's hold.
  expect(named("shift of operator").counted).toBe(2 * tenth + tenth / 50);
  for (const whose of ["operator", "half", "few", "none"]) {
    expect(named(`shift of ${whose}`).fetched, whose).toBeLessThan(tenth * ROWS_A_PIECE);
  }
});

test("canary: let to choose, the figures read tables from end to end", async () => {
  await pool.query("alter function mailport.shift_figures(bigint, bigint) reset enable_seqscan");
  await pool.query("drop index mailport.decision_by_time");
  const loose = await readFigures(pool, { operator: OPERATOR, ...parties }, ITEMS, LIMITS);
  expect(loose.some(({ scanned }) => scanned.length > 0)).toBe(true);
});
