/** The EDIFACT soak with few inputs, so that it never rots, and with a silent reader. */
import { spawnSync } from "node:child_process";
import { expect, test, vi } from "vitest";
import { ROOT } from "./house/sources.ts";

// A whole soak in a process of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 180_000 });

/** The silent reader leaves every input to the independent check, which is slower. */
const DAMAGED = 6_000;
const DAMAGED_FOR_CANARY = 2_000;

function soak(
  damaged: number,
  ...args: string[]
): { readonly status: number | null; readonly line: unknown } {
  const all = ["soak/run.ts", "edifact", "--json", "--damaged", `${damaged}`, ...args];
  const run = spawnSync(process.execPath, all, { cwd: ROOT, encoding: "utf8" });
  return { status: run.status, line: JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") };
}

test("property: EDIFACT damage is found at its segment or trailer, or shown to be valid", () => {
  expect(soak(DAMAGED, "--gigabytes", "0")).toMatchObject({
    status: 0,
    line: { soak: "edifact", ok: true, figures: { damaged: DAMAGED, missed: 0 } },
  });
});

test("canary: a reader that says nothing of counts is found out", () => {
  expect(soak(DAMAGED_FOR_CANARY, "--gigabytes", "0", "--canary")).toMatchObject({
    status: 0,
    line: { ok: true, figures: { missed: expect.any(Number) } },
  });
});
