/**
 * Roles and the database, made once by a user who may make them; run again it changes nothing.
 * Tables and grants on them are the migrations' business.
 */
import type pg from "pg";
import { type Connection, withClient } from "./connection.ts";
import { StoreFault } from "./store-fault.ts";

/** Owns and writes every table; the only role that a process of Mailport connects as. */
export const OWNER = "mailport_owner";
/** What a signed-in person's reading runs as, under row-level security. */
export const READER = "mailport_reader";
/** What public tracking runs as. */
export const PUBLIC_READER = "mailport_public";
/** Both are taken by the owner inside a transaction with `set local role`. */
const READING_ROLES = [READER, PUBLIC_READER];

/** The builtin locale provider came with this version. */
const OLDEST_SERVER = 170_000;
/** Keeps two bootstraps of one server apart (an arbitrary number, used for nothing else). */
const BOOTSTRAP_LOCK = 7_305_001;

export type BootstrapOptions = {
  /**
   * The embedded server: the owner signs in itself, with the superuser's password if there is
   * one. Elsewhere the given user signs in and acts as the owner.
   */
  readonly ownerSignsIn: boolean;
};

/**
 * Makes what is missing and answers the connection that acts as the owner on the database.
 * Throws `store/server-too-old`, `store/roles-missing`, `store/database-of-another-owner`,
 * `store/database-other-encoding`.
 */
export async function bootstrap(
  maintenance: Connection,
  databaseName: string,
  options: BootstrapOptions,
): Promise<Connection> {
  const owner = ownerConnection(maintenance, databaseName, options);
  await withClient(maintenance, async (client) => {
    await refuseOldServer(client);
    await client.query("select pg_advisory_lock($1)", [BOOTSTRAP_LOCK]);
    await ensureRoles(client, maintenance, options);
    await ensureDatabase(client, databaseName);
    // Under the lock still: two that change the same grants at once fail.
    await withClient(owner, (its) => closePublicDoors(its, databaseName));
  });
  return owner;
}

/** The connection that acts as the owner, for a server that is bootstrapped already. */
export function ownerConnection(
  given: Connection,
  databaseName: string,
  options: BootstrapOptions,
): Connection {
  const database = { ...given, database: databaseName };
  if (options.ownerSignsIn) return { ...database, user: OWNER };
  return { ...database, options: `-c role=${OWNER}` };
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const found = await client.query<{ number: number; text: string }>(
    `select current_setting('server_version_num')::int as number,
            current_setting('server_version') as text`,
  );
  const [version] = found.rows;
  if (version !== undefined && version.number >= OLDEST_SERVER) return;
  const sentence = `The server is PostgreSQL ${version?.text}; Mailport needs 17 or later.`;
  throw new StoreFault("store/server-too-old", sentence, { found: version?.text });
}

async function ensureRoles(
  client: pg.Client,
  maintenance: Connection,
  options: BootstrapOptions,
): Promise<void> {
  try {
    await ensureRole(client, OWNER, options.ownerSignsIn ? "login" : "nologin");
    for (const role of READING_ROLES) {
      await ensureRole(client, role, "nologin");
      await ensureMember(client, role, OWNER);
    }
    if (options.ownerSignsIn) await setPassword(client, maintenance.password);
    else await ensureMember(client, OWNER, maintenance.user);
  } catch (error) {
    throw rolesMissing(error, maintenance.user);
  }
}

async function ensureRole(client: pg.Client, role: string, kind: string): Promise<void> {
  const found = await client.query("select 1 from pg_roles where rolname = $1", [role]);
  if (found.rowCount === 0) await client.query(`create role ${role} ${kind}`);
}

/** A superuser and the role itself count as members and need no grant. */
async function ensureMember(client: pg.Client, role: string, member: string): Promise<void> {
  const found = await client.query<{ may: boolean }>("select pg_has_role($1, $2, 'SET') as may", [
    member,
    role,
  ]);
  if (found.rows[0]?.may === true) return;
  await client.query(`grant ${role} to ${client.escapeIdentifier(member)}`);
}

async function setPassword(client: pg.Client, password: string | undefined): Promise<void> {
  if (password === undefined) return;
  await client.query(`alter role ${OWNER} password ${client.escapeLiteral(password)}`);
}

function rolesMissing(cause: unknown, user: string): StoreFault {
  const sentence = `User ${user} may not make the roles of Mailport; as an administrator of the
    server run: create role ${OWNER}; create role ${READER}; create role ${PUBLIC_READER};
    grant ${READER}, ${PUBLIC_READER} to ${OWNER}; grant ${OWNER} to ${user}.`;
  const facts = { user, cause: cause instanceof Error ? cause.message : String(cause) };
  return new StoreFault("store/roles-missing", sentence.replace(/\s+/g, " "), facts);
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const found = await client.query<{ owner: string; encoding: string }>(
    `select pg_get_userbyid(datdba) as owner, pg_encoding_to_char(encoding) as encoding
       from pg_database where datname = $1`,
    [name],
  );
  const [database] = found.rows;
  if (database === undefined) {
    await createDatabase(client, name);
  } else if (database.owner !== OWNER) {
    const sentence = `Database ${name} belongs to ${database.owner}, not to ${OWNER}.`;
    throw new StoreFault("store/database-of-another-owner", sentence, { name, ...database });
  } else if (database.encoding !== "UTF8") {
    const sentence = `Database ${name} is encoded in ${database.encoding}; Mailport needs UTF8.`;
    throw new StoreFault("store/database-other-encoding", sentence, { name, ...database });
  }
}

/** Sorting by code point, the same on every machine. */
async function createDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(
    `create database ${client.escapeIdentifier(name)} owner ${OWNER} template template0
       encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' locale 'C'`,
  );
}

/** What PostgreSQL grants to everyone by default and no reader of ours may have. */
async function closePublicDoors(client: pg.Client, name: string): Promise<void> {
  await client.query(`revoke temporary on database ${client.escapeIdentifier(name)} from public`);
  await client.query("revoke all on schema public from public");
}
