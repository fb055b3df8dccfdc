/**
 * Code lists in the record: what imports brought, asked by list, code and day. The lists we carry
 * are `#standards/codes/code-lists.ts`; `code-known.ts` asks both.
 */

import type { Id } from "#domain/events/event.ts";
import type { CodeNames } from "#standards/codes/code-row.ts";

/** What an import says of a code. */
export type CodeContent = {
  readonly names: CodeNames;
  readonly facts: Readonly<Record<string, string>>;
  readonly verified: boolean;
  readonly source: string;
};

/** One row of an imported list; both days inclusive, `YYYY-MM-DD`, null where open. */
export type CodeEntry = CodeContent & {
  readonly code: string;
  /** The version of its list that brought it. */
  readonly version: number;
  /** The version that ended it; null while it stands in the newest. */
  readonly untilVersion: number | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
};

/** One import of a list. */
export type CodeImport = {
  readonly list: string;
  readonly version: number;
  /** The day from which it says; null for a first import, which says of all days before. */
  readonly validFrom: string | null;
  readonly importedAt: number;
  readonly importedBy: Id;
  readonly callId: Id;
  readonly fileName: string;
  /** SHA-256 of the file as it was sent. */
  readonly digest: string;
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
};

/** Which rows of a list to page through. */
export type CodeFilter = {
  readonly list: string;
  /** Rows that hold on this day. */
  readonly on: string;
  /** Keyset: the code after which the page starts. */
  readonly after?: string | undefined;
  readonly limit: number;
};

/** Asking for codes: both a transaction and a view can. */
export type CodeReader = {
  /** Every row there ever was of these codes, by code and version. */
  codeEntries(list: string, codes: readonly string[]): Promise<readonly CodeEntry[]>;
  /** Whether a list was ever imported. */
  isCodeListImported(list: string): Promise<boolean>;
};

/** What a view may ask of imported lists. */
export type CodesView = CodeReader & {
  /** The imports of a list or of all, newest first. */
  codeImports(list?: string): Promise<readonly CodeImport[]>;
  /** Rows in order of their code. */
  codePage(filter: CodeFilter): Promise<readonly CodeEntry[]>;
};

/** The part of a transaction that keeps imported lists. */
export type CodesTx = CodeReader & {
  /** The newest import of a list. */
  lastCodeImport(list: string): Promise<CodeImport | undefined>;
  /** The newest version of each of these lists that was imported. */
  codeVersions(lists: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The rows that stand in a list's newest version, by code. */
  standingCodes(list: string): Promise<ReadonlyMap<string, CodeContent>>;
  /** Ends rows with a version, on the day before it says. */
  endCodes(list: string, codes: readonly string[], by: CodeVersion): Promise<void>;
  /** Adds rows of a version. */
  addCodes(
    list: string,
    rows: readonly (CodeContent & { readonly code: string })[],
    by: CodeVersion & { readonly sensitivity: 1 | 3 },
  ): Promise<void>;
  saveCodeImport(row: CodeImport): Promise<void>;
};

/** A version and the day from which it says. */
export type CodeVersion = { readonly version: number; readonly validFrom: string | null };
