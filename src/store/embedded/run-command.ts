/**
 * Runs one program to its end and keeps what it said. Knows nothing of PostgreSQL.
 */
import { spawn } from "node:child_process";

/** A program with the identity it runs under; `uid` and `gid` need root. */
export type Command = {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
};

/** How a program ended: `code` is null when it was killed or could not be started. */
export type Ended = { readonly code: number | null; readonly said: string };

/** Never rejects: a program that cannot be started ends with code null and the reason. */
export function runCommand(command: Command): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command.file, [...command.args], {
      ...identity(command),
      // The caller's folder may be closed to the identity the program runs under.
      cwd: process.platform === "win32" ? process.cwd() : "/",
      env: command.env,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.stderr.on("data", (part: Buffer) => parts.push(part));
    child.on("error", (error) => resolve({ code: null, said: error.message }));
    child.on("close", (code) => resolve({ code, said: Buffer.concat(parts).toString("utf8") }));
  });
}

/** The part of the spawn options that names the identity; absent parts stay absent. */
export function identity(command: Command): { uid?: number; gid?: number } {
  if (command.uid === undefined || command.gid === undefined) return {};
  return { uid: command.uid, gid: command.gid };
}
