/**
 * The load of the declarations benchmark, in a process of its own: keeps documents or lodges declarations
 * over loopback, so many requests at a time, and ends with one line of JSON on stdout.
 */

import { type LaneReport, Lanes } from "#test/load/lanes.ts";
import { openSender } from "#test/load/sender.ts";
import { declarationsFrom, documentsFrom } from "./streams.ts";

export type LodgeOrder = {
  readonly operation: "keep-documents" | "lodge-declarations";
  readonly address: string;
  readonly token: string;
  readonly declarations: number;
  /** Declarations of a request, or those whose documents stand in one. */
  readonly batch: number;
  readonly concurrency: number;
};

export type LodgeReport = LaneReport & { readonly rows: number };

type Answer = { readonly rows: readonly { readonly refusal?: object }[] };

const SENT = { "keep-documents": documentsFrom, "lodge-declarations": declarationsFrom } as const;

async function lodge(order: LodgeOrder): Promise<LodgeReport> {
  const { operation, address, token, declarations, batch, concurrency } = order;
  const sender = openSender(address, token, concurrency);
  const lanes = new Lanes();
  let next = 0;
  let rows = 0;
  const report = await lanes.run(concurrency, async () => {
    while (next < declarations) {
      const from = next;
      next += batch;
      const input = SENT[operation](from, Math.min(batch, declarations - from));
      const sent = Object.values(input)[0]?.length ?? 0;
      if (sent === 0) continue;
      const { status, body } = await lanes.timed(() =>
        sender.send(operation, input, `${operation}-${from}`),
      );
      rows += sent;
      if (status !== 200) lanes.faults.push(`status ${status}: ${body.slice(0, 300)}`);
      else lanes.faults.push(...refused(JSON.parse(body) as Answer, sent));
    }
  });
  sender.close();
  return { ...report, rows };
}

function refused({ rows }: Answer, sent: number): readonly string[] {
  const wrong = rows.filter(({ refusal }) => refusal !== undefined);
  const counted = rows.length === sent ? [] : [`${rows.length} rows, not ${sent}`];
  return [...counted, ...wrong.map((row) => JSON.stringify(row).slice(0, 400))];
}

if (import.meta.main) {
  console.log(JSON.stringify(await lodge(JSON.parse(process.argv[2] ?? "") as LodgeOrder)));
}
