/**
 * A pool whose statements pass through a tap before PostgreSQL sees them: to collect them, or to
 * patch one so that a law can be shown to fail. It has connections of its own; product code knows
 * nothing of it.
 */
import pg from "pg";

/** Sees every statement, with its name where it is prepared; gives the text that is really sent. */
export type Tap = (text: string, name: string | undefined) => string;

/** A pool on the same database as another, behind a tap. End it before the other. */
export function tappedPool(pool: pg.Pool, max: number, tap: Tap): pg.Pool {
  const own = new pg.Pool({ ...pool.options, max });
  own.on("error", () => undefined);
  // One cut off while it ends has no other listener left.
  own.on("connect", (client) => client.on("error", () => undefined));
  return new Proxy(own, {
    get(target, name) {
      if (name === "connect") return async () => tapped(await target.connect(), tap);
      return bound(target, name, tap);
    },
  });
}

function tapped(client: pg.PoolClient, tap: Tap): pg.PoolClient {
  return new Proxy(client, { get: (target, name) => bound(target, name, tap) });
}

function bound(target: object, name: string | symbol, tap: Tap): unknown {
  const value: unknown = Reflect.get(target, name, target);
  if (typeof value !== "function") return value;
  if (name !== "query") return value.bind(target);
  return (query: unknown, ...rest: unknown[]) => value.call(target, through(query, tap), ...rest);
}

type Query = { readonly text: string; readonly name?: string; readonly submit?: unknown };

/** COPY streams go through as they are, and are shown to the tap all the same. */
function through(query: unknown, tap: Tap): unknown {
  if (typeof query === "string") return tap(query, undefined);
  const { text, name, submit } = query as Query;
  const sent = tap(text ?? "", name);
  return submit === undefined ? { ...(query as Query), text: sent } : query;
}
