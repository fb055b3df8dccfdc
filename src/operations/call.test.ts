/** What of refused calls stands in the audit trail. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Centre, openCentre } from "#test/centre.ts";
import { KEY_LENGTH_LIMIT } from "./call.ts";
import { INPUT_DEPTH_LIMIT } from "./input-text.ts";

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.close());

/** The refusal of a call, and those that the trail holds since the one before. */
async function refusalOf(...given: Parameters<Centre["run"]>): Promise<readonly string[]> {
  const rows = async (): Promise<number> =>
    (await centre.pool.query("select from mailport.call where refusal is not null")).rowCount ?? 0;
  const before = await rows();
  const answer = await centre.run(...given);
  const refusal = answer.ok ? "done" : answer.refusal.code;
  return [refusal, `${(await rows()) - before}`];
}

test("what cannot be an act leaves no audit row: malformed, too deep, a key of a wrong length", async () => {
  let deep: unknown = [];
  for (let at = 0; at <= INPUT_DEPTH_LIMIT; at += 1) deep = [deep];
  expect(await refusalOf("floor", "record-scans", { noSuchField: 1 })).toEqual([
    "input/invalid",
    "0",
  ]);
  expect(await refusalOf("floor", "record-scans", { scans: deep })).toEqual([
    "input/too-deep",
    "0",
  ]);
  const key = "k".repeat(KEY_LENGTH_LIMIT + 1);
  const partner = { code: "P-1", party: "CNA" };
  expect(await refusalOf("manager", "create-partner", partner, key)).toEqual([
    "call/key-length",
    "0",
  ]);
});

test("what a handler refuses leaves one, and what is not the caller's, whatever its input", async () => {
  const partner = { code: "P-2", party: "NOBODY" };
  expect(await refusalOf("manager", "create-partner", partner)).toEqual(["party/not-found", "1"]);
  for (const input of [partner, { noSuchField: 1 }, null]) {
    const told = await refusalOf("floor", "create-partner", input);
    expect(told).toEqual(["access/not-allowed", "1"]);
  }
});

test("a view that is not the caller's leaves one, and what a view refuses none", async () => {
  expect(await refusalOf("floor", "list-risk-rules", {})).toEqual(["access/not-allowed", "1"]);
  const code = "NOTHING-HERE";
  expect(await refusalOf("floor", "show-item", { code })).toEqual(["item/not-found", "0"]);
});
