/**
 * The EDIFACT benchmark over a small file, so that it never rots: every result is held as in the long
 * run, no rate is.
 */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

test("the EDIFACT benchmark gives right results over a small file", { timeout: 120_000 }, () => {
  const args = ["bench/run.ts", "edifact", "--json", "--items", "2", "--rounds", "1"];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  const line = JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(run.stderr).not.toContain("wrong:");
  expect(line).toMatchObject({ bench: "edifact", ok: true });
  const ratios = ["tokeniseToEdifact", "tokeniseToByteLoop", "typedToEdifactObjects"];
  for (const name of [...ratios, "writeToLatin1Copy"]) expect(line["ratios"]).toHaveProperty(name);
  expect(run.status).toBe(0);
});
