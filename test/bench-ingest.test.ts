/**
 * The ingest benchmark with little data and little time, so that it never rots: every answer and row
 * count is held as in the long run, no rate is.
 */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

test("the ingest benchmark gives right results over little data", { timeout: 120_000 }, () => {
  const args = ["bench/run.ts", "ingest", "--json", "--items", "2000", "--seconds", "0.25"];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  const line = JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(run.stderr).not.toContain("wrong:");
  expect(line).toMatchObject({ bench: "ingest", ok: true });
  expect(line["ratios"]).toHaveProperty("scansToCopy");
  expect(run.status).toBe(0);
});
