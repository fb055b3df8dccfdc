/** The questions of `init` on a pseudo-terminal, answered as a person does: each when it is asked. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { PASSWORD } from "#test/mailport.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const SHIM = join(ROOT, "bin/mailport.mjs");
const folder = mkdtempSync(join(tmpdir(), "mailport-questions-"));
const env = { ...process.env, LANG: "en", LC_ALL: "en", DATABASE_URL: "", SHELL: "/bin/sh" };
/** util-linux's program of this name gives a command a pseudo-terminal; others take other flags. */
const PSEUDO_TERMINAL = "script";
const hasScript = spawnSync(PSEUDO_TERMINAL, ["--version"], { encoding: "utf8" }).stdout?.includes(
  "linux",
);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.runIf(hasScript)(
  "init asks on a terminal; the password is typed unseen and twice, then it signs in",
  async () => {
    const data = join(folder, "centre");
    const screen = await onTerminal(
      ["init", "--data", data],
      [
        ["Code of the centre", "CANHUB"],
        ["Name of the centre", "Canton hub"],
        ["Legal zone", "Asia/Shanghai"],
        ["Code of the operator", ""],
        ["Code of customs", ""],
        ["Code of quarantine", ""],
        ["Login of the first", "ada"],
        ["Name of the first", "Ada Typed-Seen"],
        ["Password, empty", PASSWORD],
        ["password again", "correct horse batter"],
        ["two differ[^]*Password, empty", PASSWORD],
        ["password again[^]*password again", PASSWORD],
      ],
    );
    expect(screen.text).toContain("CANHUB is set up");
    expect(screen.text).not.toContain("horse");
    // Canary: what is no secret is seen when it is typed.
    expect(screen.text).toContain("Ada Typed-Seen");
    expect(screen.status).toBe(0);
    const given = ["--login", "ada", "--password", PASSWORD, "--data", data];
    const signedIn = spawnSync(process.execPath, [SHIM, "sign-in", ...given], {
      encoding: "utf8",
      env,
    });
    expect(signedIn.stdout).toContain("signedIn: true");
  },
  120_000,
);

/** Runs a verb and types each answer, with Enter, when its question stands on the screen. */
async function onTerminal(
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<{ readonly text: string; readonly status: number | null }> {
  const command = [process.execPath, SHIM, ...args].map((one) => `'${one}'`).join(" ");
  const child = spawn(PSEUDO_TERMINAL, ["-qefc", command, "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    env,
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  const ended = once(child, "exit");
  for (const [question, answer] of answers) {
    await expect.poll(() => text, { timeout: 20_000 }).toMatch(new RegExp(`${question}[^\\n]*: `));
    child.stdin.write(`${answer}\r`);
  }
  await ended;
  child.stdin.end();
  return { text, status: child.exitCode };
}
