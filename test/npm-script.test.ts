/**
 * What npm does with our scripts: a signal sent to npm's own process reaches the program, and npm
 * ends after it. Shown on the script of `start`, in a project whose only verb waits for signals.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

const scripts: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
).scripts;
const projects: string[] = [];
afterAll(() => {
  for (const project of projects) rmSync(project, { recursive: true, force: true });
});

/** The verb needs a moment to stop, as a database does; what it leaves says that it could. */
const VERB = `import { writeFileSync } from "node:fs";
for (const name of ["SIGINT", "SIGTERM"]) {
  process.on(name, () => setTimeout(() => {
    writeFileSync("stopped", name);
    process.exit(0);
  }, 300));
}
setInterval(() => {}, 1000);
console.log("ready " + process.pid);`;

describe.runIf(process.platform !== "win32")("npm start", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s sent to npm stops the program, and npm ends after it",
    async (signal) => {
      const { npm, project, pid } = await startedByNpm(scripts["start"] ?? "");
      const ended = once(npm, "exit");
      npm.kill(signal);
      await ended;
      expect(readFileSync(join(project, "stopped"), "utf8")).toBe(signal);
      await expect.poll(() => isRunning(pid)).toBe(false);
    },
  );

  test("canary: with a shell between, SIGTERM ends npm and leaves the program behind", async () => {
    const { npm, project, pid } = await startedByNpm(`${scripts["start"]}; exit`.slice(5));
    const ended = once(npm, "exit");
    npm.kill("SIGTERM");
    await ended;
    expect(() => readFileSync(join(project, "stopped"))).toThrow("ENOENT");
    process.kill(pid, "SIGKILL");
  });
});

test("law: every script replaces its shell and starts by the one program", () => {
  expect(Object.keys(scripts).length).toBeGreaterThanOrEqual(5);
  for (const script of Object.values(scripts)) {
    expect(script).toMatch(/^exec node bin\/mailport\.mjs (start|--tool \S+)( run)?$/);
  }
});

async function startedByNpm(
  start: string,
): Promise<{ npm: ChildProcess; project: string; pid: number }> {
  const project = mkdtempSync(join(tmpdir(), "mailport-npm-"));
  projects.push(project);
  for (const folder of ["bin", "src/cli"]) mkdirSync(join(project, folder), { recursive: true });
  copyFileSync(join(ROOT, "bin/mailport.mjs"), join(project, "bin/mailport.mjs"));
  writeFileSync(join(project, "src/cli/main.ts"), VERB);
  const manifest = { type: "module", scripts: { start } };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest));
  const npm = spawn("npm", ["start", "--loglevel=error"], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  npm.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await expect.poll(() => text, { timeout: 20_000 }).toMatch(/ready \d+\n/);
  return { npm, project, pid: Number(/ready (\d+)/.exec(text)?.[1]) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
