/**
 * `npm run check`: format, lint, types, unused code. Runs the tools that are installed, one after the
 * other, and needs no network. `npm run check -- oxlint knip` runs only the parts named.
 * It runs no test; `npm test` does.
 */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

type Part = {
  readonly name: string;
  /** The tool's program inside node_modules. */
  readonly tool: string;
  readonly args: readonly string[];
  /** Finds in the output how many files the tool read; a tool that reads nothing must not pass. */
  readonly filesRead?: RegExp;
};

const ROOT = dirname(import.meta.dirname);
const LEAST_FILES_READ = 10;
const TSC = "typescript/bin/tsc";

const PARTS: readonly Part[] = [
  {
    name: "biome",
    tool: "@biomejs/biome/bin/biome",
    args: ["check"],
    filesRead: /Checked (\d+) files/,
  },
  {
    name: "oxlint",
    tool: "oxlint/bin/oxlint",
    args: ["--type-aware"],
    filesRead: /on (\d+) files/,
  },
  { name: "tsc", tool: TSC, args: ["--project", "tsconfig.json"] },
  { name: "tsc-web", tool: TSC, args: ["--project", "tsconfig.web.json"] },
  { name: "knip", tool: "knip/bin/knip.js", args: ["--no-progress"] },
];

process.exitCode = check(process.argv.slice(2));

/** Runs the parts named, or all; gives the exit code: 0 all well, 1 a part failed or is unknown. */
function check(names: readonly string[]): number {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(`check: no part ${unknown.join(", ")}; parts are ${partNames(PARTS)}`);
    return 1;
  }
  const chosen = PARTS.filter((part) => names.length === 0 || names.includes(part.name));
  const failed = chosen.filter((part) => !run(part));
  console.log(failed.length === 0 ? "check: all well" : `check: failed in ${partNames(failed)}`);
  return failed.length === 0 ? 0 : 1;
}

/** Runs one part and prints its line; its output is shown only when it failed. */
function run(part: Part): boolean {
  const startedAt = performance.now();
  const { passed, output, files } = outcome(part);
  if (!passed) process.stdout.write(output);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const seen = files === undefined ? "" : `, ${files} files read`;
  console.log(`${passed ? "ok    " : "FAILED"} ${part.name.padEnd(8)} ${seconds} s${seen}`);
  return passed;
}

/** Passed only when the tool ended with 0 and, where it says what it read, read enough. */
function outcome(part: Part): { passed: boolean; output: string; files: number | undefined } {
  const args = [join(ROOT, "node_modules", part.tool), ...part.args];
  const tool = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (tool.error !== undefined) {
    return { passed: false, output: `${tool.error.message}\n`, files: undefined };
  }
  const output = tool.stdout + tool.stderr;
  if (part.filesRead === undefined) {
    return { passed: tool.status === 0, output, files: undefined };
  }
  const files = Number(part.filesRead.exec(output)?.[1] ?? 0);
  return { passed: tool.status === 0 && files >= LEAST_FILES_READ, output, files };
}

function partNames(parts: readonly Part[]): string {
  return parts.map((part) => part.name).join(", ");
}
