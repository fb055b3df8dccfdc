/**
 * Documents of a parcel in the record: what a platform, a payment firm and a carrier state of one order.
 * Every revision is a row; the highest is what holds now.
 */
import type { Id } from "#domain/events/event.ts";
import type { PersonHashes } from "./ports.ts";

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

/** What names the documents of a list; null where it does not say. */
export type ListNames = {
  readonly platform: string | null;
  readonly orderNumber: string;
  readonly carrier: string | null;
  readonly waybillNumber: string | null;
  readonly paymentNumber: string | null;
};

/** A document with the keyed hashes of its persons by their part, but for those erased. */
export type HashedDocument = StoredDocument & {
  readonly hashes: Readonly<Record<string, PersonHashes>>;
};

export type DocumentsTx = {
  /**
   * In one statement: orders and waybills that these lists name, the payments that the lists or the
   * orders name, the highest revision of each that is not withdrawn; and which platforms send orders.
   */
  documentsOfLists(lists: readonly ListNames[]): Promise<{
    readonly documents: readonly HashedDocument[];
    readonly platforms: ReadonlySet<string>;
  }>;
  /** Shipments that are here or awaited and not matched, whose standing declarations name these orders. */
  shipmentsOfOrders(orders: readonly string[]): Promise<readonly Id[]>;
  /** The highest revision of each of these documents that is there. */
  documents(keys: readonly DocumentKey[]): Promise<readonly StoredDocument[]>;
  /** Vault references of each revision of these documents, in order of revision. */
  documentPersons(
    keys: readonly DocumentKey[],
  ): Promise<readonly (DocumentKey & { readonly persons: readonly Id[] })[]>;
  /** Adds revisions; starts the call again where another caller was first. */
  saveDocuments(rows: readonly StoredDocument[]): Promise<void>;
};
