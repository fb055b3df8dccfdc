/**
 * The load of the declarations benchmark, in a process of its own: lodges so many declarations over
 * loopback, so many requests at a time, and ends with one line of JSON on stdout.
 */
import { performance } from "node:perf_hooks";
import { openSender } from "#test/load/sender.ts";
import { declarationsFrom } from "./streams.ts";

export type LodgeOrder = {
  readonly address: string;
  readonly token: string;
  readonly declarations: number;
  readonly batch: number;
  readonly concurrency: number;
};

export type LodgeReport = {
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicros: number;
  readonly faultsTotal: number;
  readonly faults: readonly string[];
};

type Answer = { readonly rows: readonly { readonly declarationId?: string }[] };

/** Faults listed; all are counted. */
const LISTED = 10;

async function lodge(order: LodgeOrder): Promise<LodgeReport> {
  const { address, token, declarations, batch, concurrency } = order;
  const sender = openSender(address, token, concurrency);
  const faults: string[] = [];
  const took: number[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < declarations) {
      const from = next;
      const rows = Math.min(batch, declarations - from);
      next += rows;
      const began = performance.now();
      const input = declarationsFrom(from, rows);
      const { status, body } = await sender.send("lodge-declarations", input, `B-${from}`);
      took.push(performance.now() - began);
      if (status !== 200) faults.push(`status ${status}: ${body.slice(0, 300)}`);
      else faults.push(...notLodged(JSON.parse(body) as Answer, rows));
    }
  };
  const cpu = process.cpuUsage();
  const began = performance.now();
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - began) / 1000;
  sender.close();
  const used = process.cpuUsage(cpu);
  took.sort((a, b) => a - b);
  const at = (share: number): number => took[Math.floor((took.length - 1) * share)] ?? 0;
  return {
    seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuMicros: used.user + used.system,
    faultsTotal: faults.length,
    faults: faults.slice(0, LISTED),
  };
}

function notLodged({ rows }: Answer, sent: number): readonly string[] {
  const wrong = rows.filter((row) => row.declarationId === undefined);
  const counted = rows.length === sent ? [] : [`${rows.length} rows, not ${sent}`];
  return [...counted, ...wrong.map((row) => JSON.stringify(row).slice(0, 400))];
}

if (import.meta.main) {
  console.log(JSON.stringify(await lodge(JSON.parse(process.argv[2] ?? "") as LodgeOrder)));
}
