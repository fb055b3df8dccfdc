/** The months of events that the database holds ready. What wakes this is elsewhere. */
import { makeMonth } from "#store/events.ts";
import type { Pool } from "#store/pool.ts";

/** Months made ahead, beside the running one. */
export const MONTHS_AHEAD = 2;

/** Makes the event partitions of this month and the next ones. */
export async function makeMonths(pool: Pool, now: number): Promise<void> {
  const client = await pool.connect();
  try {
    for (const { name, fromMs, toMs } of monthsFrom(now)) {
      await makeMonth(client, name, fromMs, toMs);
    }
  } finally {
    client.release();
  }
}

/** This month and those ahead, in UTC. */
function monthsFrom(
  now: number,
): readonly { readonly name: string; readonly fromMs: number; readonly toMs: number }[] {
  const date = new Date(now);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => {
    const fromMs = Date.UTC(year, month + ahead);
    const name = new Date(fromMs).toISOString().slice(0, 7).replace("-", "_");
    return { name, fromMs, toMs: Date.UTC(year, month + ahead + 1) };
  });
}
