/**
 * Starts `hold-database.ts` as a process of its own, perhaps as another user, and reads its answer.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Connection } from "#store/connection.ts";

export type Holding = {
  /** The line it printed: where the database is, or the fault's code. */
  readonly said: Record<string, unknown>;
  readonly connection: Connection;
  readonly clusterFolder: string;
  /** Of the database server, not of the process that holds it. */
  readonly pid: number;
  /** Ends the process with SIGKILL; its server goes on. */
  readonly kill: () => Promise<void>;
  /** Ends its input, so that it stops the server and itself. */
  readonly stop: () => Promise<number>;
};

export type HoldAs = { uid?: number; gid?: number; env?: NodeJS.ProcessEnv };

/** Arguments: data folder and, when root must copy, the folder for copies. */
export async function holdDatabase(args: readonly string[], as: HoldAs = {}): Promise<Holding> {
  const script = join(import.meta.dirname, "hold-database.ts");
  const stdio = ["pipe", "pipe", "inherit"] as const;
  const child = spawn(process.execPath, [script, ...args], { ...as, stdio: [...stdio] });
  const said = await firstLine(child);
  const ended = once(child, "exit");
  return {
    said,
    connection: said["connection"] as Connection,
    clusterFolder: String(said["clusterFolder"]),
    pid: Number(said["pid"]),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: async () => {
      child.stdin?.end();
      const [code] = await ended;
      return Number(code);
    },
  };
}

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new Error("its output is not a pipe");
  for await (const line of createInterface({ input: child.stdout })) {
    return JSON.parse(line) as Record<string, unknown>;
  }
  throw new Error("it said nothing");
}
