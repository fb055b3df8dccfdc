/** Runs the npm that started this process, else the one on PATH, with this same Node. */
import { run } from "./run.ts";

/** Its standard output. Throws what it said where it failed. */
export function npm(args: readonly string[], folder: string): string {
  const own = process.env["npm_execpath"];
  if (own !== undefined && /npm-cli\.[cm]?js$/.test(own)) {
    return run(process.execPath, [own, ...args], folder);
  }
  const isWindows = process.platform === "win32";
  return isWindows ? run("cmd", ["/c", "npm", ...args], folder) : run("npm", args, folder);
}
