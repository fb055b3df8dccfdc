/** The processes of a kill trial: the real server and its database, started and killed by number. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ServedCentre, startServed } from "#test/load/served-centre.ts";

export const TARGETS = ["server", "database", "both"] as const;
export type Target = (typeof TARGETS)[number];

/** Between a kill of both, and before a start, there is a moment as in life. */
const MOMENT_MS = 50;

export class Victims {
  readonly #folder: string;
  readonly #script: string;
  #server: ServedCentre;

  private constructor(folder: string, script: string, server: ServedCentre) {
    this.#folder = folder;
    this.#script = script;
    this.#server = server;
  }

  static async start(folder: string, script: string): Promise<Victims> {
    return new Victims(folder, script, await startServed(folder, { script }));
  }

  /** The same after every start. */
  get address(): string {
    return this.#server.address;
  }

  /** Kills with SIGKILL; starts the server again where it was killed (it restarts its database). */
  async kill(target: Target): Promise<void> {
    const database = target === "server" ? undefined : this.#postmaster();
    if (target !== "database") {
      const ended = once(this.#server.child, "exit");
      this.#server.child.kill("SIGKILL");
      if (database !== undefined) process.kill(database, "SIGKILL");
      await ended;
      await sleep(MOMENT_MS);
      const port = Number(new URL(this.#server.address).port);
      this.#server = await startServed(this.#folder, { script: this.#script, port });
    } else if (database !== undefined) process.kill(database, "SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  /** The database server of this trial's own folder, by the number it wrote there. */
  #postmaster(): number | undefined {
    const { clusterFolder } = this.#server;
    try {
      const pid = Number(
        readFileSync(join(clusterFolder, "postmaster.pid"), "utf8").split("\n")[0],
      );
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      return command.includes(clusterFolder) ? pid : undefined;
    } catch {
      return undefined;
    }
  }
}
