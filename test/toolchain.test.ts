/**
 * Shows that each tool of `npm run check` sees the faults it is there for, with the repository's own
 * settings, on the small project in `canaries/`. What the repository itself contains is `check`'s part.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "./house/sources.ts";

const SETTINGS = [
  ".oxlintrc.json",
  "biome.json",
  "knip.json",
  "tsconfig.json",
  "tsconfig.web.json",
];
const project = mkdtempSync(join(tmpdir(), "mailport-canaries-"));

beforeAll(() => {
  cpSync(join(ROOT, "test/canaries"), project, { recursive: true });
  for (const name of SETTINGS) cpSync(join(ROOT, name), join(project, name));
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"), "junction");
  mkdirSync(join(project, "src/web"), { recursive: true });
  put(
    "src/base/too-long.ts",
    functionOf("tooLong", 60, (n) => `  sum += ${n};`),
  );
  put(
    "src/base/too-complex.ts",
    functionOf("branches", 13, (n) => `  if (sum === ${n}) sum += 2;`),
  );
  put(
    "src/base/too-big.ts",
    lines(401, (n) => `export const x${n} = ${n};`),
  );
  put("src/web/screen.tsx", `${component("TooLong", 100)}\n${component("LongEnough", 70)}`);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

describe("canary: the linter", () => {
  /** Each line is `file:line:column: sentence [Error/rule]`. */
  let found: readonly string[] = [];
  beforeAll(() => {
    const { status, output } = runTool("oxlint/bin/oxlint", "--type-aware", "--format=unix");
    found = output.split("\n").filter((line) => line.includes("[Error/"));
    expect(status).toBe(1);
  });

  test("law: every rule that the settings name is seen to fire", () => {
    const settings = JSON.parse(readFileSync(join(ROOT, ".oxlintrc.json"), "utf8"));
    const overridden = settings.overrides.flatMap((one: { rules: object }) =>
      Object.keys(one.rules),
    );
    const named = new Set<string>([...Object.keys(settings.rules), ...overridden]);
    const fired = new Set(found.map((line) => /\[Error\/([\w-]+)\(([\w-]+)\)/.exec(line)));
    const names = Array.from(fired, (rule) =>
      rule?.[1] === "eslint" ? rule[2] : `${rule?.[1]}/${rule?.[2]}`,
    );
    expect(named.size).toBeGreaterThanOrEqual(14);
    expect([...named].filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each([
    ["Date", 2],
    ["crypto", 1],
    ["performance", 1],
    ["process", 1],
    ["fetch", 1],
    ["setTimeout", 1],
    ["setInterval", 1],
    ["Math.random", 1],
    ["globalThis.Date", 1],
    ["randomUUID", 1],
  ])("a pure area may not use %s", (name, times) => {
    const lint = found.filter(
      (line) => line.startsWith("src/domain/not-pure.ts") && line.includes(`'${name}'`),
    );
    expect(lint).toHaveLength(times);
  });

  test("a forgotten await on a query, an async callback and a promise as a condition are found", () => {
    const places = found
      .filter((line) => line.startsWith("src/store/forgotten-await.ts"))
      .map((line) => line.split(":")[1]);
    expect(places).toEqual(["5", "6", "9"]);
  });

  test("a component may have 100 lines, another function 60", () => {
    const long = found.filter((line) => line.includes("max-lines-per-function"));
    const names = new Set(long.map((line) => /`(\w+)`/.exec(line)?.[1]));
    expect(names).toEqual(new Set(["TooLong", "tooLong"]));
  });
});

describe("canary: the compiler", () => {
  let output = "";
  beforeAll(() => {
    output = runTool("typescript/bin/tsc", "--project", "tsconfig.json").output;
  });

  test.each([
    ["syntax that leaves code behind", "(2,6): error TS1294"],
    ["a parameter that is a property", "(9,15): error TS1294"],
    ["an override that does not say so", "error TS4114"],
    ["an element that may be missing", "(22,9): error TS2322"],
    ["undefined where a property may be absent", "error TS2375"],
    ["a variable nobody uses", "error TS6133"],
    ["a key that is not declared", "error TS4111"],
    ["a path without a value", "error TS7030"],
    ["the browser outside the screens", "error TS2584"],
    ["a case that falls through", "error TS7029"],
  ])("%s is refused", (_kind, fault) => {
    expect(output).toContain(fault);
  });

  test("the screens are compiled with the browser's types", () => {
    put(
      "src/web/title.ts",
      "export const title: string = document.title;\nexport const n: string = 1;",
    );
    const web = runTool("typescript/bin/tsc", "--project", "tsconfig.web.json").output;
    expect(web).toContain("src/web/title.ts(2,14): error TS2322");
    expect(web).not.toContain("src/web/title.ts(1,");
    expect(web).not.toContain("src/web/screen.tsx");
  });
});

test("canary: the formatter refuses quotes, semicolons and the order of imports", () => {
  const { status, output } = runTool("@biomejs/biome/bin/biome", "check", "--reporter=github");
  expect(status).toBe(1);
  expect(output).toMatch(/title=format[^\n]*NotKebab\.ts/);
  expect(output).toMatch(/title=assist\/source\/organizeImports[^\n]*NotKebab\.ts/);
});

test("canary: a file that nobody imports is found", () => {
  const { status, output } = runTool("knip/bin/knip.js", "--no-progress");
  expect(status).toBe(1);
  expect(output).toMatch(/^src\/base\/nobody-needs-me\.ts\s*$/m);
});

describe("the lock file", () => {
  test("law: it names every optional package of every platform, which npm 11 insists on", () => {
    const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
    expect(Object.keys(lock.packages).length).toBeGreaterThan(200);
    expect(unlocked(lock.packages)).toEqual([]);
  });

  test("canary: an optional package that is left out is found", () => {
    const packages = {
      "": { optionalDependencies: { a: "1.0.0" } },
      "node_modules/a": { optionalDependencies: { b: "1.0.0", c: "1.0.0" } },
      "node_modules/a/node_modules/c": {},
    };
    expect(unlocked(packages)).toEqual(["b"]);
  });
});

test("the checking command refuses a part that it does not have", () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "bin/mailport.mjs"), "--tool", "scripts/check.ts", "spelling"],
    { encoding: "utf8" },
  );
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "check: no part spelling; parts are biome, oxlint, tsc, tsc-web, knip\n",
  });
});

function runTool(tool: string, ...args: readonly string[]): { status: number; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules", tool), ...args],
    { cwd: project, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } },
  );
  return { status: status ?? 1, output: stdout + stderr };
}

type Locked = Readonly<Record<string, { optionalDependencies?: Readonly<Record<string, string>> }>>;

/** Optional packages that some package asks for and that have no entry where npm would look. */
function unlocked(packages: Locked): readonly string[] {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) => {
    const nested = place === "" ? "" : `${place}/`;
    return Object.keys(optionalDependencies).filter(
      (name) =>
        !(`${nested}node_modules/${name}` in packages || `node_modules/${name}` in packages),
    );
  });
}

function put(path: string, text: string): void {
  writeFileSync(join(project, path), text);
}

function lines(count: number, line: (n: number) => string): string {
  return Array.from({ length: count }, (_, n) => `${line(n)}\n`).join("");
}

function functionOf(name: string, count: number, line: (n: number) => string): string {
  const body = lines(count, line);
  return `export function ${name}(): number {\n  let sum = 0;\n${body}  return sum;\n}\n`;
}

function component(name: string, count: number): string {
  const body = lines(count, (n) => `      <p>${n}</p>`);
  return `export function ${name}() {\n  return (\n    <div>\n${body}    </div>\n  );\n}\n`;
}
