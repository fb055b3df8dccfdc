/** Runs a program to its end and gives what it said; one that fails is thrown with its words. */
import { spawnSync } from "node:child_process";

/** The standard output. Throws with both outputs when the exit code is not 0. */
export function run(file: string, args: readonly string[], folder: string): string {
  const ended = spawnSync(file, [...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (ended.status === 0) return ended.stdout;
  const said = ended.error?.message ?? `${ended.stdout}${ended.stderr}`;
  throw new Error(`${[file, ...args].join(" ")}: exit ${ended.status}\n${said}`);
}
