import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "#test/house/sources.ts";

const SHIM = join(ROOT, "bin/mailport.mjs");
/** A uid that no passwd entry names. */
const NOBODY_NAMED = 54_321;

const start = (args: readonly string[], env: NodeJS.ProcessEnv, uid?: number) =>
  spawnSync(process.execPath, [SHIM, "start", "--port", "0", ...args], {
    encoding: "utf8",
    env,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });

/** Whether that uid may read this repository: only root can become it, and root's own folders shut it out. */
function canBecome(uid: number): boolean {
  if (process.getuid?.() !== 0) return false;
  const reading = `require("node:fs").readFileSync(${JSON.stringify(SHIM)})`;
  return spawnSync(process.execPath, ["-e", reading], { uid, gid: uid }).status === 0;
}

test("a data folder that cannot be made is told in one sentence", () => {
  const env = { ...process.env, DATABASE_URL: "", LANG: "en", LC_ALL: "en" };
  const { stderr, status } = start(["--data", join(SHIM, "inside")], env);
  expect(stderr).toMatch(/cannot be made: .*\(store\/data-unreachable\)\n$/);
  expect(stderr).not.toContain("    at ");
  expect(status).toBe(1);
});

test.runIf(canBecome(NOBODY_NAMED))(
  "a uid without a passwd entry and without HOME is no fault",
  () => {
    const env = { PATH: process.env["PATH"], LANG: "en" };
    const { stderr } = start([], env, NOBODY_NAMED);
    expect(stderr).toContain("data in /nonexistent/");
    expect(stderr).toContain("store/data-unreachable");
    expect(stderr).not.toContain("    at ");
  },
);
