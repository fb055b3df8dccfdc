/**
 * The canary of `soak kill`: the real server on a pool whose clients commit after the COPY of events,
 * so that events and state rows are two transactions. A trial on it must be found out.
 */
import type { PoolClient } from "pg";
import type { Pool } from "#store/pool.ts";
import { serveCentre } from "#test/load/served-centre.ts";

const EVENTS = "copy mailport.event ";
const split = new WeakSet<PoolClient>();

const [folder = "", port = "0"] = process.argv.slice(2);
await serveCentre(folder, Number(port), inTwo);

/** Every client that is handed out is patched first. */
function inTwo(pool: Pool): Pool {
  pool.on("acquire", patch);
  return pool;
}

/** Behind a COPY of events, and before whatever comes next, stand a commit and a begin. */
function patch(client: PoolClient): void {
  if (split.has(client)) return;
  split.add(client);
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>;
  const patched = (...given: unknown[]): unknown => {
    const answer = query(...given);
    if ((given[0] as { readonly text?: string }).text?.startsWith(EVENTS)) {
      // A connection that breaks here fails whatever comes next as well.
      query("commit").catch(() => undefined);
      query("begin").catch(() => undefined);
    }
    return answer;
  };
  Object.assign(client, { query: patched });
}
