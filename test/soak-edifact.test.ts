/** The EDIFACT soak with few inputs, so that it never rots, and with a silent reader. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

function soak(...args: string[]): { readonly status: number | null; readonly line: unknown } {
  const all = ["soak/run.ts", "edifact", "--json", "--damaged", "6000", ...args];
  const run = spawnSync(process.execPath, all, { cwd: ROOT, encoding: "utf8" });
  return { status: run.status, line: JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") };
}

test("property: EDIFACT damage is found at its segment or trailer, or shown to be valid", () => {
  expect(soak("--gigabytes", "0")).toMatchObject({
    status: 0,
    line: { soak: "edifact", ok: true, figures: { damaged: 6_000, missed: 0 } },
  });
});

test("canary: a reader that says nothing of counts is found out", () => {
  expect(soak("--gigabytes", "0", "--canary")).toMatchObject({
    status: 0,
    line: { ok: true, figures: { missed: expect.any(Number) } },
  });
});
