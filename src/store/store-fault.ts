/**
 * What keeps the store from opening, as a typed error: the database cannot be started, prepared
 * or brought up to date. Answers to callers of operations are refusals, never this.
 */

/** Stable codes of the store; each has a text in `#words` and facts named beside its throw. */
export type StoreFaultCode =
  | "store/data-in-use"
  | "store/data-of-other-version"
  | "store/data-not-a-database"
  | "store/data-unreachable"
  | "store/binaries-missing"
  | "store/database-did-not-start"
  | "store/database-could-not-be-made"
  | "store/roles-missing"
  | "store/server-unreachable"
  | "store/server-too-old"
  | "store/database-of-another-owner"
  | "store/database-other-encoding"
  | "store/migration-list-broken"
  | "store/migration-changed"
  | "store/migration-from-later-version"
  | "store/migration-failed"
  | "store/backup-failed"
  | "store/backup-damaged"
  | "store/target-not-empty"
  | "store/key-open-to-others"
  | "store/key-damaged"
  | "store/signature-key-damaged"
  | "store/signature-key-there"
  | "store/signature-methods-damaged"
  | "store/other-master-key";

/** Thrown while the store is opened or copied; `message` is one sentence that says what to do. */
export class StoreFault extends Error {
  override readonly name = "StoreFault";
  readonly code: StoreFaultCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(code: StoreFaultCode, message: string, facts: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
