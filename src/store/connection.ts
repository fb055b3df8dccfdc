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
  readonly ssl?: boolean | { readonly rejectUnauthorized: boolean };
};

/**
 * Reads a `DATABASE_URL` such as `postgres://user:password@host:5432/database?sslmode=require`;
 * undefined when it is none. A server's certificate is checked unless `sslmode=no-verify`.
 */
export function connectionFromUrl(text: string): Connection | undefined {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(
    decode,
  );
  const host = url.searchParams.get("host") ?? url.hostname;
  if (host === "" || !user || password === undefined || database === undefined) return undefined;
  return {
    host,
    port: Number(url.port === "" ? 5432 : url.port),
    user,
    ...(database === "" ? {} : { database }),
    ...(password === "" ? {} : { password }),
    ...encryption(url.searchParams.get("sslmode")),
  };
}

/** Undefined for a per cent sign that stands for nothing. */
function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function encryption(mode: string | null): Pick<Connection, "ssl"> {
  if (mode === null || ["disable", "allow", "prefer"].includes(mode)) return {};
  return { ssl: mode === "no-verify" ? { rejectUnauthorized: false } : true };
}

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
