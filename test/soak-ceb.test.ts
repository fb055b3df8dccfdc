/** The CEB soak with few inputs, so that it never rots, and with a silent reader. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

function soak(...args: string[]): { readonly status: number | null; readonly line: unknown } {
  const all = ["soak/run.ts", "ceb", "--json", "--damaged", "600", ...args];
  const run = spawnSync(process.execPath, all, { cwd: ROOT, encoding: "utf8" });
  return { status: run.status, line: JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "") };
}

test("property: CEB damage never throws, is never silent in a tag, and has its place", () => {
  expect(soak()).toMatchObject({ status: 0, line: { soak: "ceb", ok: true } });
});

test("canary: a reader of CEB that says nothing is found out", () => {
  expect(soak("--canary")).toMatchObject({ status: 0, line: { ok: true } });
});
