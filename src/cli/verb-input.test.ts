/** What a verb calls with where its flags name no row. */
import { expect, test } from "vitest";
import type { Operation } from "#operations/define.ts";
import { operations } from "#operations/index.ts";
import { flagsOf } from "./flags.ts";
import { verbInputs } from "./verb-input.ts";

const inputs = (operation: Operation, given: object = {}) =>
  verbInputs(operation, flagsOf(operation), { ...given });
const batches = operations.flatMap((one) =>
  one.kind === "command" && one.batch !== undefined ? [{ one, field: one.batch.field }] : [],
);
const isNeeded = ({ input }: Operation, field: string): boolean =>
  (input as { readonly required?: readonly string[] }).required?.includes(field) === true;

test("law: without a row a verb leaves rows out where they may be, and has none where they must", async () => {
  expect(batches.length).toBeGreaterThan(20);
  for (const { one, field } of batches) {
    const expected = isNeeded(one, field) ? [{ [field]: [] }] : [{}];
    expect(await inputs(one), one.name).toEqual(expected);
  }
});

test("screen-shipments without a shipment is asked for all that wait, so many at most", async () => {
  const screen = batches.find(({ one }) => one.name === "screen-shipments")?.one;
  if (screen === undefined) throw new Error("no such verb");
  expect(await inputs(screen)).toEqual([{}]);
  expect(await inputs(screen, { limit: "10" })).toEqual([{ limit: 10 }]);
  expect(await inputs(screen, { code: "A1" })).toEqual([{ shipments: [{ code: "A1" }] }]);
});
