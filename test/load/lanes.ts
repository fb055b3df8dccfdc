/**
 * What the loads of the benchmarks have in common: a process of its own, lanes that each have one request
 * under way, and what is measured of them. What is sent and checked is each load's affair.
 */
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

/** What lanes measured; the load's own processor time, and faults of which the first are listed. */
export type LaneReport = {
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  readonly faultsTotal: number;
  readonly faults: readonly string[];
};

/** Faults listed; all are counted. */
const LISTED = 10;

/** What a lane tells while it sends. */
export class Lanes {
  readonly faults: string[] = [];
  readonly #took: number[] = [];

  /** Measures one request. */
  async timed<T>(send: () => Promise<T>): Promise<T> {
    const began = performance.now();
    const answer = await send();
    this.#took.push(performance.now() - began);
    return answer;
  }

  /** Runs so many lanes at once, each to its end. */
  async run(lanes: number, lane: (at: number) => Promise<void>): Promise<LaneReport> {
    const cpu = process.cpuUsage();
    const began = performance.now();
    await Promise.all(Array.from({ length: lanes }, (_, at) => lane(at)));
    const seconds = (performance.now() - began) / 1000;
    const used = process.cpuUsage(cpu);
    const sorted = this.#took.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    return {
      seconds,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      cpuMicros: used.user + used.system,
      faultsTotal: this.faults.length,
      faults: this.faults.slice(0, LISTED),
    };
  }
}

/** Runs a load's script with its order as the argument; its report is the JSON it prints. */
export async function runLoad<Report>(script: string, order: object): Promise<Report> {
  const child = spawn(process.execPath, [script, JSON.stringify(order)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const chunk of child.stdout) said += String(chunk);
  return JSON.parse(said) as Report;
}
