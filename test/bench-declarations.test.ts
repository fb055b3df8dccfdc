/**
 * The declarations benchmark with few declarations, so that it never rots: sums of duty, balances,
 * matched lists, unfit shipments and risk hits are held against plain arithmetic as in the long run; no rate is.
 */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

test("the declarations benchmark gives right sums over few declarations", {
  timeout: 120_000,
}, () => {
  const args = ["bench/run.ts", "declarations", "--json", "--items", "2000", "--seconds", "0.2"];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  const line = JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(run.stderr).not.toContain("wrong:");
  expect(line).toMatchObject({ bench: "declarations", ok: true, figures: { declarations: 2_000 } });
  // 400 of e-commerce: of each fifty, two lack a document and two differ from one.
  const lists = { listsMatched: 368, listsMissing: 16, listsDiffering: 16, documents: 1_184 };
  expect(line["figures"]).toMatchObject(lists);
  expect(line["ratios"]).toHaveProperty("declarationsToCopy");
  expect(run.status).toBe(0);
});
