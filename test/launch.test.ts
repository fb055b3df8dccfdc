/**
 * The contract of `bin/mailport.mjs`, on the Node that runs the tests, on an old Node where PATH has
 * one, and on this Node made to say that it is old (by a preloaded module of the test, since the
 * product has no switch for it). The verbs here are small tools in a temporary folder.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

const SHIM = join(ROOT, "bin/mailport.mjs");
const folder = mkdtempSync(join(tmpdir(), "mailport-launch-"));
const toolIn = (name: string) => relative(ROOT, join(folder, name));

beforeAll(() => {
  write(
    "pretend-old.mjs",
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });`,
  );
  write(
    "say.ts",
    `const said: unknown = { major: Number(process.versions.node.split(".")[0]), args: process.argv.slice(2), cwd: process.cwd() };
     console.log(JSON.stringify(said));`,
  );
  write("exit.ts", "process.exit(Number(process.argv[2]));");
  write("die.ts", `process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 1000);`);
  write(
    "wait.ts",
    `for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
       process.on(name, () => { console.log("got " + name); process.exit(7); });
     }
     setInterval(() => {}, 1000);
     console.log("ready " + process.pid);`,
  );
  write(
    "stop-slowly.ts",
    `let count = 0;
     process.on("SIGINT", () => {
       count += 1;
       if (count === 1) setTimeout(() => { console.log("ended well"); process.exit(7); }, 400);
     });
     setInterval(() => {}, 1000);
     console.log("ready " + process.pid);`,
  );
  write("echo.ts", "process.stdin.pipe(process.stdout);");
  write(
    "first-on-path.ts",
    `import { execFileSync } from "node:child_process";
     process.stdout.write(execFileSync("node", ["--version"]));`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const nodes = [
  { name: "the Node of the tests", command: [process.execPath] },
  {
    name: "this Node made to say it is old",
    command: [process.execPath, "--import", join(folder, "pretend-old.mjs")],
  },
  ...oldNodes().map((path) => ({ name: `the old Node at ${path}`, command: [path] })),
];

describe.each(nodes)("started by $name", ({ command }) => {
  const run = (args: readonly string[], options: { cwd?: string; input?: string } = {}) =>
    spawnSync(command[0] ?? "", [...command.slice(1), SHIM, ...args], {
      encoding: "utf8",
      ...options,
    });

  test("the tool runs on Node 24 or newer, with its arguments, in the root of the repository", () => {
    const said = JSON.parse(
      run(["--tool", toolIn("say.ts"), "a b", "--json"], { cwd: "/" }).stdout,
    );
    expect(said.major).toBeGreaterThanOrEqual(24);
    expect(said).toMatchObject({ args: ["a b", "--json"], cwd: ROOT });
  });

  test("nothing but the tool's own output is on stdout, and nothing on stderr", () => {
    const { stdout, stderr } = run(["--tool", toolIn("echo.ts")], { input: "bytes in\n" });
    expect({ stdout, stderr }).toEqual({ stdout: "bytes in\n", stderr: "" });
  });

  test.each([0, 1, 2, 77])("exit code %i is passed on", (code) => {
    expect(run(["--tool", toolIn("exit.ts"), String(code)]).status).toBe(code);
  });

  test("a death by signal is passed on as that signal", () => {
    expect(run(["--tool", toolIn("die.ts")])).toMatchObject({ status: null, signal: "SIGKILL" });
  });

  test("a tool of an installed package is found before a file of the repository", () => {
    const { stdout, status } = run(["--tool", "vitest/vitest.mjs", "--version"]);
    expect(stdout).toMatch(/^vitest\/\d/);
    expect(status).toBe(0);
  });

  test("an unknown tool is refused in one sentence on stderr", () => {
    const { stdout, stderr, status } = run(["--tool", "no-such/tool.mjs"]);
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/^mailport: .*no-such\/tool\.mjs.*\.\n$/);
  });

  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s reaches the tool", async (signal) => {
    const { child, output } = await startWaiting(command);
    child.kill(signal);
    expect(await once(child, "exit")).toEqual([7, null]);
    expect(output()).toContain(`got ${signal}`);
  });
});

test.each(nodes)(
  "a second SIGINT right after the first leaves the tool of $name to end as it does",
  async ({ command }) => {
    const { child, output } = await startWaiting(command, "stop-slowly.ts");
    const ended = once(child, "exit");
    child.kill("SIGINT");
    child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGINT");
    expect(await ended).toEqual([7, null]);
    expect(output()).toContain("ended well");
  },
);

describe("started by an old Node", () => {
  const pretending = nodes[1]?.command ?? [];

  test("the child stops when its parent is killed", async () => {
    const { child, toolPid } = await startWaiting(pretending);
    expect(toolPid).not.toBe(child.pid);
    child.kill("SIGKILL");
    await expect.poll(() => isRunning(toolPid), { timeout: 10_000 }).toBe(false);
  });

  test.runIf(process.platform !== "win32")(
    "`node` in the child means the Node that runs it",
    () => {
      const { stdout } = spawnSync(
        pretending[0] ?? "",
        [...pretending.slice(1), SHIM, "--tool", toolIn("first-on-path.ts")],
        { encoding: "utf8", env: { PATH: "/nowhere" } },
      );
      expect(Number(/^v(\d+)/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(24);
    },
  );

  test("without the package that carries Node it says so in one sentence and exits with 1", () => {
    const bare = join(folder, "bare");
    mkdirSync(join(bare, "bin"), { recursive: true });
    writeFileSync(join(bare, "bin/mailport.mjs"), readShim());
    const { stdout, stderr, status } = spawnSync(
      pretending[0] ?? "",
      [...pretending.slice(1), join(bare, "bin/mailport.mjs"), "find-items"],
      { encoding: "utf8" },
    );
    expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
    expect(stderr).toMatch(/^mailport: Node 24 or newer is needed; this is Node 20\.20\.2.*\.\n$/);
  });
});

test("law: every package that carries Node is pinned to a version that is new enough", () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const carriers = Array.from(readShim().matchAll(/^ {2}"\S+": \["([\w-]+)", "bin\/node/gm));
  expect(carriers).toHaveLength(5);
  const pinned = carriers.map(([, name]) => manifest.optionalDependencies[name ?? ""] ?? "absent");
  expect(pinned.filter((version) => !/^(2[4-9]|[3-9]\d)\.\d+\.\d+$/.test(version))).toEqual([]);
});

describe("as a command", () => {
  /** A project like ours in which npm has linked the command; its only verb prints one line. */
  test("a link in node_modules/.bin runs the verb with its arguments, where the caller stands", () => {
    const project = join(folder, "project");
    for (const part of ["bin", "src/cli", "node_modules/.bin", "elsewhere"]) {
      mkdirSync(join(project, part), { recursive: true });
    }
    writeFileSync(join(project, "package.json"), '{ "type": "module" }');
    writeFileSync(join(project, "bin/mailport.mjs"), readShim());
    writeFileSync(
      join(project, "src/cli/main.ts"),
      "const args: string[] = process.argv.slice(2);\nconsole.log(args.join('|') + ' in ' + process.cwd());",
    );
    const link = join(project, "node_modules/.bin/mailport");
    symlinkSync(join(project, "bin/mailport.mjs"), link);
    const { stdout, stderr, status } = spawnSync(process.execPath, [link, "read", "a.csv"], {
      encoding: "utf8",
      cwd: join(project, "elsewhere"),
    });
    expect({ stdout, stderr, status }).toEqual({
      stdout: `read|a.csv in ${join(project, "elsewhere")}\n`,
      stderr: "",
      status: 0,
    });
  });
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function readShim(): string {
  return readFileSync(SHIM, "utf8");
}

/** Starts the tool that waits for a signal, and answers when it says that it is ready. */
async function startWaiting(
  command: readonly string[],
  tool = "wait.ts",
): Promise<{ child: ChildProcess; toolPid: number; output: () => string }> {
  const child = spawn(command[0] ?? "", [...command.slice(1), SHIM, "--tool", toolIn(tool)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await expect.poll(() => text, { timeout: 20_000 }).toMatch(/ready \d+\n/);
  return { child, toolPid: Number(/ready (\d+)/.exec(text)?.[1]), output: () => text };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The Nodes on PATH that are older than the project needs; often there are none. */
function oldNodes(): readonly string[] {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const found = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((place) => join(place, name))
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
  return [...new Set(found)].filter((path) => {
    const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
    return Number(/^v(\d+)/.exec(stdout)?.[1] ?? 24) < 24;
  });
}
