/**
 * Documents of a parcel in the record: what a platform, a payment firm and a carrier state of one order.
 * Every revision is a row; the highest is what holds now.
 */
import type { Id } from "#domain/events/event.ts";

export const DOCUMENT_KINDS = ["order", "payment", "waybill", "tally"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What names a document: its number is unique under whoever issues it. */
export type DocumentKey = {
  readonly kind: DocumentKind;
  /** Code of the platform, payment firm or carrier, as received. */
  readonly issuer: string;
  readonly number: string;
};

/** One revision of a document. */
export type StoredDocument = DocumentKey & {
  /** The same for all revisions of a document. */
  readonly documentId: Id;
  /** 1, 2, 3 … without gaps. */
  readonly revision: number;
  readonly site: string;
  /** Whose document it is. */
  readonly partyId: Id;
  readonly sourceMessage: Id | null;
  /** The sender's own time of this revision, as text that sorts. */
  readonly statedAt: string;
  readonly withdrawn: boolean;
  /** What it states, as received; no person. */
  readonly facts: Readonly<Record<string, string>>;
  /** Vault references of the persons it names, by their part in it. */
  readonly persons: Readonly<Record<string, Id>>;
  readonly keptAt: number;
  readonly callId: Id;
};

export type DocumentsTx = {
  /** The highest revision of each of these documents that is there. */
  documents(keys: readonly DocumentKey[]): Promise<readonly StoredDocument[]>;
  /** Vault references of all revisions of a document; undefined where there is none. */
  documentPersons(key: DocumentKey): Promise<readonly Id[] | undefined>;
  /** Adds revisions; starts the call again where another caller was first. */
  saveDocuments(rows: readonly StoredDocument[]): Promise<void>;
};
