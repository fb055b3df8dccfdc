/**
 * How to reach a database, and one short-lived client on it. Pools are made by those who serve.
 */
import pg from "pg";

/** What `pg` needs to connect; `host` that starts with `/` is the folder of a unix socket. */
export type Connection = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database?: string;
  readonly password?: string;
  /** Start-up options of the session, such as `-c role=mailport_owner`. */
  readonly options?: string;
  readonly ssl?: boolean;
};

/** Runs the work on one client of its own and ends the client, whatever happens. */
export async function withClient<T>(
  connection: Connection,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...connection });
  // A server that goes away fails the running query; without a listener it would end the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
