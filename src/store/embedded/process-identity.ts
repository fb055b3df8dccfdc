/**
 * Whether a process is still the one we met: its number alone is used again after a while, so it
 * is kept with its birth. Reads `/proc` on Linux and asks `ps` on macOS.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync, realpathSync } from "node:fs";

/** A mark that two processes with the same number do not share; undefined when none runs. */
export function processBirth(pid: number): string | undefined {
  if (process.platform === "linux") return birthFromProc(pid);
  if (process.platform === "win32") return isAlive(pid) ? "alive" : undefined;
  return psField(pid, "lstart=");
}

/** True when the process is a PostgreSQL server whose data folder is this one. */
export function servesFolder(pid: number, clusterFolder: string): boolean {
  if (process.platform === "linux") return linuxServesFolder(pid, clusterFolder);
  if (process.platform === "win32") return isAlive(pid);
  const line = psField(pid, "command=") ?? "";
  return line.includes("postgres") && line.includes(clusterFolder);
}

/** `/proc/<pid>/stat` counts its fields after the closing bracket of the command's name. */
function birthFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // A dead process that its parent has not collected keeps its number but holds nothing.
    if (fields[0] === "Z") return undefined;
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

function linuxServesFolder(pid: number, clusterFolder: string): boolean {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, "utf8").trim();
    return name === "postgres" && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterFolder);
  } catch {
    return false;
  }
}

function psField(pid: number, field: string): string | undefined {
  try {
    const said = execFileSync("ps", ["-o", field, "-p", String(pid)], { encoding: "utf8" });
    return said.trim() || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
