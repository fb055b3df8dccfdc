/**
 * How often commands turn to the database: a batch of many asks no more often than a batch of one.
 * What they answer is shown by the tests beside them.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "#store/open.ts";
import { type DialogueBench, openDialogue } from "./ceb/dialogue-bench.ts";
import { order } from "./ceb/parcel-messages.ts";
import { tappedPool } from "./tapped-pool.ts";

let bench: DialogueBench;
const sent: string[] = [];
beforeAll(async () => {
  bench = await openDialogue();
  const pool = tappedPool(bench.centre.pool, 4, (text) => {
    sent.push(text);
    return text;
  });
  ends.push(() => pool.end());
  Object.assign(bench.ports, { store: openStore(pool) });
}, 60_000);
const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends) await end();
  await bench.close();
});

/** Statements of what is done that name a table, or all. */
async function asked(work: () => Promise<unknown>, table = ""): Promise<number> {
  sent.length = 0;
  await work();
  return sent.filter((text) => text.includes(table)).length;
}

const orders = (from: number, count: number): string =>
  bench.message(
    "CEB311",
    Array.from({ length: count }, (_, at) => order({ at: from + at })),
  );

test("law: a file of many orders writes its answers' rows as often as one of two", async () => {
  const dialogues = (text: string) => asked(() => bench.takeIn(bench.broker, text), "dialogue");
  const few = await dialogues(orders(101, 2));
  // Canary: what is asked is seen.
  expect(few).toBeGreaterThan(0);
  expect(await dialogues(orders(201, 40))).toBe(few);
  const kept = await bench.centre.pool.query(
    "select from mailport.dialogue where message = 'CEB311' and cardinality(readers) > 0",
  );
  expect(kept.rowCount).toBe(42);
});
