/** The part of a transaction that keeps users, sessions and tokens. */
import type { Id } from "#domain/events/event.ts";
import type { Role } from "./define.ts";

export type User = {
  readonly id: Id;
  readonly login: string;
  readonly name: string;
  readonly partyId: Id;
  readonly roles: readonly Role[];
  readonly authority: string | null;
  readonly level: number;
  /** Argon2id; null for a user that only tokens act for. */
  readonly passwordHash: string | null;
  readonly failures: number;
  readonly lockedUntil: number | null;
  readonly disabledAt: number | null;
  readonly madeAt: number;
  readonly language: string;
};

export type Session = {
  /** SHA-256 of the secret in the cookie; the secret itself is never kept. */
  readonly hash: string;
  readonly userId: Id;
  readonly device: string | null;
  readonly csrfHash: string;
  readonly madeAt: number;
  readonly seenAt: number;
  readonly endsAt: number;
};

export type Token = {
  readonly id: Id;
  readonly hash: string;
  readonly userId: Id;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly madeAt: number;
  readonly endsAt: number | null;
  readonly revokedAt: number | null;
  /** When it was last used, a minute late at most; null where it never was. */
  readonly usedAt: number | null;
};

export type AccessTx = {
  /** The user with this login, locked for update. */
  lockUser(login: string): Promise<User | undefined>;
  userById(id: Id): Promise<User | undefined>;
  listUsers(): Promise<readonly User[]>;
  /** Inserts or replaces by id. */
  saveUser(user: User): Promise<void>;
  saveSession(session: Session): Promise<void>;
  sessionByHash(hash: string): Promise<Session | undefined>;
  touchSession(hash: string, seenAt: number): Promise<void>;
  /** Ends one session, or all of a user or at a device. */
  endSessions(by: { hash: string } | { userId: Id } | { device: string }): Promise<number>;
  saveToken(token: Omit<Token, "usedAt">): Promise<void>;
  tokenByHash(hash: string): Promise<Token | undefined>;
  tokenById(id: Id): Promise<Token | undefined>;
  touchToken(id: Id, usedAt: number): Promise<void>;
  /** False when it was revoked before, or never issued. */
  revokeToken(id: Id, at: number): Promise<boolean>;
};
