/**
 * The peer of the ingest benchmark: the same event objects, encoded and copied into the same table,
 * and nothing else. One transaction a batch, as the product's.
 */
import { performance } from "node:perf_hooks";
import type { Event } from "#domain/events/event.ts";
import { appendEvents } from "#store/events.ts";
import type { Pool } from "#store/pool.ts";
import { ID, idOf } from "#test/load/pieces.ts";

/** Batches made before the clock runs, used one after the other, for other pieces each time. */
const BATCHES = 40;

type OpenEvent = { -readonly [K in keyof Event]: Event[K] };

export type CopyRun = {
  readonly items: number;
  readonly batch: number;
  readonly concurrency: number;
  readonly seconds: number;
  readonly site: string;
  readonly actor: string;
  /** A number in [0, 1). */
  readonly chance: () => number;
};

export type Copied = { readonly rows: number; readonly rowsPerSecond: number };

/** Copies for so many seconds. */
export async function bareCopy(pool: Pool, run: CopyRun): Promise<Copied> {
  const now = Date.now();
  const batches = Array.from({ length: BATCHES }, (_, at) =>
    Array.from({ length: run.batch }, (_one, row) => eventOf(run, now, at * run.batch + row)),
  );
  const pieces = Array.from({ length: run.items }, (_, number) => idOf(ID.item, number));
  const began = performance.now();
  const until = began + run.seconds * 1000;
  let next = 0;
  const lane = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      while (performance.now() < until) {
        const batch = batches[next % BATCHES] ?? [];
        next += 1;
        for (const event of batch) {
          event.subjectId = pieces[Math.floor(run.chance() * run.items)] ?? "";
        }
        await client.query("begin");
        await appendEvents(client, batch);
        await client.query("commit");
      }
    } finally {
      client.release();
    }
  };
  await Promise.all(Array.from({ length: run.concurrency }, lane));
  const rows = next * run.batch;
  return { rows, rowsPerSecond: rows / ((performance.now() - began) / 1000) };
}

/** What a scan of a piece records. */
function eventOf(run: CopyRun, now: number, number: number): OpenEvent {
  return {
    key: idOf(ID.event, Math.floor(run.chance() * 2 ** 40)),
    subject: "item",
    subjectId: "",
    type: "item-scanned",
    schema: 1,
    occurredAt: now,
    zone: undefined,
    localText: undefined,
    device: "SCN-07",
    place: "LANE-1",
    sensitivity: 1,
    data: number % 4 === 0 ? { weightGrams: 400 } : null,
    version: 3,
    site: run.site,
    recordedAt: now,
    callId: idOf(ID.call, 1),
    actor: run.actor,
  };
}
