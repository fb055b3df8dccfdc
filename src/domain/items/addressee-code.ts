/**
 * The one-time code with which an addressee opens one item without signing in: who may still use it,
 * and what a wrong try makes of it. Knows only its keyed hash; never the code itself.
 */
import type { Id } from "#domain/events/event.ts";

export type AddresseeCode = {
  readonly itemId: Id;
  /** Keyed hash of item and code: of no use without the centre's key. */
  readonly hash: string;
  /** The party whose clerk issued it: what the addressee declares is lodged for it. */
  readonly partyId: Id;
  readonly issuedAt: number;
  readonly endsAt: number;
  /** Wrong tries since it was issued or last used. */
  readonly failures: number;
  readonly lockedAt: number | null;
  readonly usedAt: number | null;
};

/** Wrong tries until a code is locked for good; only a new one helps then. */
export const TRIES_ALLOWED = 5;
/** How long a code lives, long enough for a letter to arrive and be answered: 14 days. */
export const CODE_LIVES_MS = 14 * 24 * 3_600_000;
/** Letters and digits that nobody takes for one another in print. */
const ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/** 50 bits. */
const LENGTH = 10;

/** A code from random hexadecimal digits, two a character. */
export function codeFrom(randomHex: string): string {
  const at = (index: number): number =>
    Number.parseInt(randomHex.slice(index * 2, index * 2 + 2), 16);
  return Array.from({ length: LENGTH }, (_, index) => ALPHABET[at(index) % ALPHABET.length]).join(
    "",
  );
}

/** What a person typed, without the spaces and hyphens of the print. */
export function typedCode(typed: string): string {
  return typed.replace(/[\s-]+/g, "").toUpperCase();
}

/** Whether it opens anything at this time. */
export function isUsable({ endsAt, lockedAt }: AddresseeCode, now: number): boolean {
  return lockedAt === null && now < endsAt;
}

/** The code after one more wrong try. */
export function afterWrongTry(code: AddresseeCode, now: number): AddresseeCode {
  const failures = code.failures + 1;
  return { ...code, failures, lockedAt: failures < TRIES_ALLOWED ? null : now };
}
