/**
 * Users, sessions and tokens as rows. Secrets arrive hashed and leave hashed; what a password, an
 * idle session or a scope means is decided by the operations, never here.
 */
import type pg from "pg";
import type { AccessTx, Session, Token, User } from "#operations/ports-access.ts";

type UserRow = {
  readonly user_id: string;
  readonly login: string;
  readonly name: string;
  readonly party_id: string;
  readonly roles: User["roles"];
  readonly authority: string | null;
  readonly level: number;
  readonly password_hash: string | null;
  readonly failures: number;
  readonly locked_until: string | null;
  readonly disabled_at: string | null;
  readonly made_at: string;
  readonly language: string;
};

type SessionRow = {
  readonly session_hash: string;
  readonly user_id: string;
  readonly device: string | null;
  readonly csrf_hash: string;
  readonly made_at: string;
  readonly seen_at: string;
  readonly ends_at: string;
};

type TokenRow = {
  readonly token_id: string;
  readonly token_hash: string;
  readonly user_id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly made_at: string;
  readonly ends_at: string | null;
  readonly revoked_at: string | null;
  readonly used_at: string | null;
};

const USER = `select user_id, login, name, party_id, roles, authority, level, password_hash,
  failures, locked_until, disabled_at, made_at, language from mailport.user_account`;

const SESSION = `select session_hash, user_id, device, csrf_hash, made_at, seen_at, ends_at
  from mailport.session where session_hash = $1`;

const TOKEN = `select token_id, token_hash, user_id, name, scopes, made_at, ends_at, revoked_at,
  used_at from mailport.token`;

const SAVE_USER = `insert into mailport.user_account (user_id, login, name, party_id, roles,
    authority, level, password_hash, failures, locked_until, disabled_at, made_at, language)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
  on conflict (user_id) do update set login = excluded.login, name = excluded.name,
    party_id = excluded.party_id, roles = excluded.roles, authority = excluded.authority,
    level = excluded.level, password_hash = excluded.password_hash, failures = excluded.failures,
    locked_until = excluded.locked_until, disabled_at = excluded.disabled_at,
    language = excluded.language`;

const SAVE_SESSION = `insert into mailport.session
    (session_hash, user_id, device, csrf_hash, made_at, seen_at, ends_at)
  values ($1, $2, $3, $4, $5, $6, $7)`;

const SAVE_TOKEN = `insert into mailport.token
    (token_id, token_hash, user_id, name, scopes, made_at, ends_at, revoked_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** The access part of a transaction on this client. */
export function accessTx(client: pg.PoolClient): AccessTx {
  return { ...usersTx(client), ...sessionsTx(client), ...tokensTx(client) };
}

type UsersTx = Pick<AccessTx, "lockUser" | "userById" | "listUsers" | "saveUser">;

function usersTx(client: pg.PoolClient): UsersTx {
  return {
    async lockUser(login) {
      const found = await client.query<UserRow>(`${USER} where login = $1 for update`, [login]);
      return found.rows.map(userOf)[0];
    },
    async userById(id) {
      const found = await client.query<UserRow>({
        name: "user-by-id",
        text: `${USER} where user_id = $1`,
        values: [id],
      });
      return found.rows.map(userOf)[0];
    },
    async listUsers() {
      return (await client.query<UserRow>(`${USER} order by login`)).rows.map(userOf);
    },
    async saveUser(user) {
      await client.query(SAVE_USER, valuesOf(user));
    },
  };
}

type SessionsTx = Pick<AccessTx, "saveSession" | "sessionByHash" | "touchSession" | "endSessions">;

function sessionsTx(client: pg.PoolClient): SessionsTx {
  return {
    async saveSession(session) {
      const { hash, userId, device, csrfHash, madeAt, seenAt, endsAt } = session;
      const values = [hash, userId, device, csrfHash, madeAt, seenAt, endsAt];
      await client.query(SAVE_SESSION, values);
    },
    async sessionByHash(hash) {
      const query = { name: "session-by-hash", text: SESSION, values: [hash] };
      return (await client.query<SessionRow>(query)).rows.map(sessionOf)[0];
    },
    async touchSession(hash, seenAt) {
      const text =
        "update mailport.session set seen_at = greatest(seen_at, $2) where session_hash = $1";
      await client.query(text, [hash, seenAt]);
    },
    async endSessions(by) {
      const [column, value] = sessionsMeant(by);
      const ended = await client.query(`delete from mailport.session where ${column} = $1`, [
        value,
      ]);
      return ended.rowCount ?? 0;
    },
  };
}

function sessionsMeant(by: Parameters<AccessTx["endSessions"]>[0]): readonly [string, string] {
  if ("hash" in by) return ["session_hash", by.hash];
  return "userId" in by ? ["user_id", by.userId] : ["device", by.device];
}

type TokensTx = Pick<
  AccessTx,
  "saveToken" | "tokenByHash" | "tokenById" | "touchToken" | "revokeToken"
>;

function tokensTx(client: pg.PoolClient): TokensTx {
  return {
    async saveToken(token) {
      const { id, hash, userId, name, scopes, madeAt, endsAt, revokedAt } = token;
      const values = [id, hash, userId, name, scopes, madeAt, endsAt, revokedAt];
      await client.query(SAVE_TOKEN, values);
    },
    async tokenByHash(hash) {
      const query = {
        name: "token-by-hash",
        text: `${TOKEN} where token_hash = $1`,
        values: [hash],
      };
      return (await client.query<TokenRow>(query)).rows.map(tokenOf)[0];
    },
    async tokenById(id) {
      const found = await client.query<TokenRow>(`${TOKEN} where token_id = $1`, [id]);
      return found.rows.map(tokenOf)[0];
    },
    async touchToken(id, usedAt) {
      await client.query("update mailport.token set used_at = $2 where token_id = $1", [
        id,
        usedAt,
      ]);
    },
    async revokeToken(id, at) {
      const text = `update mailport.token set revoked_at = $2
        where token_id = $1 and revoked_at is null`;
      return (await client.query(text, [id, at])).rowCount === 1;
    },
  };
}

function valuesOf(user: User): unknown[] {
  return [
    user.id,
    user.login,
    user.name,
    user.partyId,
    user.roles,
    user.authority,
    user.level,
    user.passwordHash,
    user.failures,
    user.lockedUntil,
    user.disabledAt,
    user.madeAt,
    user.language,
  ];
}

function userOf(row: UserRow): User {
  return {
    id: row.user_id,
    login: row.login,
    name: row.name,
    partyId: row.party_id,
    roles: row.roles,
    authority: row.authority,
    level: row.level,
    passwordHash: row.password_hash,
    failures: row.failures,
    lockedUntil: instant(row.locked_until),
    disabledAt: instant(row.disabled_at),
    madeAt: Number(row.made_at),
    language: row.language,
  };
}

function sessionOf(row: SessionRow): Session {
  return {
    hash: row.session_hash,
    userId: row.user_id,
    device: row.device,
    csrfHash: row.csrf_hash,
    madeAt: Number(row.made_at),
    seenAt: Number(row.seen_at),
    endsAt: Number(row.ends_at),
  };
}

function tokenOf(row: TokenRow): Token {
  return {
    id: row.token_id,
    hash: row.token_hash,
    userId: row.user_id,
    name: row.name,
    scopes: row.scopes,
    madeAt: Number(row.made_at),
    endsAt: instant(row.ends_at),
    revokedAt: instant(row.revoked_at),
    usedAt: instant(row.used_at),
  };
}

/** Epoch ms come back from the driver as text. */
function instant(text: string | null): number | null {
  return text === null ? null : Number(text);
}

/** Removes sessions that ended by themselves: at their end, or untouched since `seenBefore`. */
export async function purgeSessions(
  client: pg.Pool | pg.PoolClient,
  now: number,
  seenBefore: number,
): Promise<number> {
  const text = "delete from mailport.session where ends_at <= $1 or seen_at <= $2";
  return (await client.query(text, [now, seenBefore])).rowCount ?? 0;
}
