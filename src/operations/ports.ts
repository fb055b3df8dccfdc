/**
 * All that operations need from outside. The store, the server, the world and the tests
 * fulfil these; nothing here touches anything.
 */
import type { Result } from "#base/result.ts";
import type { GateShipment } from "#domain/centre/may-leave.ts";
import type { MoveRule } from "#domain/centre/may-move.ts";
import type { DeclarationState } from "#domain/declarations/declaration.ts";
import type { Event, Id, SubjectKind } from "#domain/events/event.ts";
import type { HoldState } from "#domain/holds/hold.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { PartyState } from "#domain/parties/party.ts";
import type { ContainerState } from "#domain/places/container.ts";
import type { Place } from "#domain/places/place.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import type { AccessTx } from "./ports-access.ts";
import type { AddresseeTx } from "./ports-addressee.ts";
import type { CodesTx } from "./ports-codes.ts";
import type { DialogueTx } from "./ports-dialogue.ts";
import type { DocumentsTx } from "./ports-documents.ts";
import type { BalancesTx } from "./ports-duty.ts";
import type { MergesTx } from "./ports-merges.ts";
import type { MessagesTx } from "./ports-messages.ts";
import type { PapersTx } from "./ports-papers.ts";
import type { ProfilesTx } from "./ports-profiles.ts";
import type { RiskTx } from "./ports-risk.ts";
import type { SignaturePort } from "./ports-signature.ts";
import type { View } from "./ports-view.ts";

export { upcast } from "#domain/events/upcast.ts";
export { NESTING_LIMIT } from "#domain/places/container.ts";
export type { View } from "./ports-view.ts";

/** State by kind of subject. */
export type States = {
  readonly item: ItemState;
  readonly shipment: ShipmentState;
  readonly declaration: DeclarationState;
  readonly container: ContainerState;
  readonly hold: HoldState;
  readonly party: PartyState;
};

/** A live or past identifier of a subject. */
export type Identifier = {
  readonly subjectId: Id;
  readonly subjectKind: SubjectKind;
  readonly scheme: string;
  /** Party code or carrier under which the scheme's values are unique; empty where worldwide. */
  readonly issuer: string;
  readonly normalised: string;
  readonly scanned: string;
  readonly validFrom: number;
  readonly freedAt: number | null;
  readonly contested: boolean;
};

/** What a scanned code answers to; an item's status and shipment are as they were at the finding. */
export type FoundSubject = {
  readonly normalised: string;
  readonly scheme: string;
  readonly issuer: string;
  readonly kind: SubjectKind;
  readonly id: Id;
  readonly itemStatus: ItemState["status"] | null;
  readonly shipmentId: Id | null;
  /** Whether it lay in a container at the finding. */
  readonly contained: boolean;
};

export type Deadline = {
  readonly id: Id;
  readonly site: string;
  readonly dueAt: number;
  readonly kind: string;
  readonly subjectId: Id;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** What is known of the centre; read once a start, changed only by `init`. */
export type SiteFacts = {
  readonly site: string;
  readonly name: string;
  readonly legalZone: string;
  readonly operatorId: Id;
  readonly customsId: Id;
  readonly quarantineId: Id | null;
  /** `demo` or `init`: a demo's logins are shown on its sign-in page, a real centre's never. */
  readonly madeBy: "demo" | "init";
};

/** Places and rules of a site; small, read as a whole. */
export type Floor = {
  readonly places: ReadonlyMap<string, Place>;
  readonly rules: readonly MoveRule[];
  readonly devices: ReadonlyMap<string, Device>;
};

export type Device = {
  readonly code: string;
  readonly place: string | null;
  /** Milliseconds to add to the device's clock to get ours. */
  readonly clockOffsetMs: number;
};

/** The audit row of a call. */
export type CallRow = {
  readonly callId: Id;
  readonly site: string;
  readonly operation: string;
  readonly actor: Id;
  readonly partyId: Id;
  readonly device: string | null;
  readonly calledAt: number;
  readonly inputHash: string;
  readonly rowsGiven: number;
  readonly rowsDone: number;
  readonly rowsRefused: number;
  readonly refusal: string | null;
  readonly idempotencyKey: string | null;
};

export type KeyClaim =
  | { readonly fresh: true }
  | { readonly fresh: false; readonly inputHash: string; readonly answer: Uint8Array | null };

/** One container a subject lies in, nearest first. */
export type ChainLink = { readonly subjectId: Id; readonly container: ContainerState };

/** Something that lies in a container, however deep; `depth` 1 for what lies in it directly. */
export type Inside = {
  readonly rootId: Id;
  readonly subjectId: Id;
  readonly kind: "item" | "container";
  readonly depth: number;
};

/** A subject's state before and after; no before where it is new. */
export type Change<K extends SubjectKind> = {
  readonly before: States[K] | undefined;
  readonly after: States[K];
};

/** The part of a transaction that keeps the record. Every lock is taken with ids ascending. */
export type RecordTx = {
  /** What answers to these normalised values now; contested identifiers answer for nothing. */
  findSubjects(normalised: readonly string[]): Promise<readonly FoundSubject[]>;
  identifiersOf(subjectIds: readonly Id[]): Promise<readonly Identifier[]>;
  /** Inserts in key order; returns those that lost to a live row of another subject. */
  claimIdentifiers(identifiers: readonly Identifier[]): Promise<readonly Identifier[]>;
  /** Of items, and of each shipment they had none of whose pieces is awaited or here. */
  freeIdentifiers(itemIds: readonly Id[], at: number): Promise<void>;
  /** States for update, ids ascending. */
  lock<K extends SubjectKind>(kind: K, ids: readonly Id[]): Promise<ReadonlyMap<Id, States[K]>>;
  /** States whose holds are to be read: shared lock, ids ascending. */
  share<K extends SubjectKind>(kind: K, ids: readonly Id[]): Promise<ReadonlyMap<Id, States[K]>>;
  /** Persons by keyed hash, who have no row: shared by exits, for update by holds on them. */
  lockPersons(hashes: readonly Id[], mode: "update" | "share"): Promise<void>;
  /** States as they are now, without a lock. */
  load<K extends SubjectKind>(kind: K, ids: readonly Id[]): Promise<ReadonlyMap<Id, States[K]>>;
  /** Of shipments as they are now, without a lock, what the gate asks. */
  shipmentsAtGate(ids: readonly Id[]): Promise<ReadonlyMap<Id, GateShipment>>;
  itemsOfShipments(shipmentIds: readonly Id[]): Promise<readonly { itemId: Id; shipmentId: Id }[]>;
  findDeclarations(declarantId: Id, numbers: readonly string[]): Promise<ReadonlyMap<string, Id>>;
  /** Containers around these subjects up to the root; at most one more than `NESTING_LIMIT`. */
  chains(subjectIds: readonly Id[]): Promise<readonly ChainLink[]>;
  /** Everything inside these containers, to one level more than `NESTING_LIMIT`. */
  contents(containerIds: readonly Id[]): Promise<readonly Inside[]>;
  openHolds(targetIds: readonly Id[]): Promise<readonly HoldState[]>;
  /** Keeps why holds were placed, for their own authority alone. */
  restrictHolds(rows: readonly { readonly holdId: Id; readonly reason: string }[]): Promise<void>;
  /** How many subjects stand in a zone's places, counted to `limit` at most. */
  countInZone(zone: string, limit: number): Promise<number>;
  save<K extends SubjectKind>(kind: K, changes: readonly Change<K>[]): Promise<void>;
  append(events: readonly Event[]): Promise<void>;
  eventsOf(subjectIds: readonly Id[]): Promise<readonly Event[]>;
  /** `returnedFrom` is the shipment that a piece left with before it came back. */
  linkItems(
    rows: readonly {
      itemId: Id;
      shipmentId: Id;
      from: number;
      reason: string;
      returnedFrom?: Id;
    }[],
  ): Promise<void>;
  unlinkItems(rows: readonly { itemId: Id; shipmentId: Id; to: number }[]): Promise<void>;
  linkDeclarations(rows: readonly { declarationId: Id; shipmentId: Id }[]): Promise<void>;
  proposeMatches(
    rows: readonly {
      itemId: Id;
      otherItemId: Id;
      normalised: string;
      reason: string;
      at: number;
    }[],
  ): Promise<void>;
  /** Of these codes, those under which this party announced a container that another's code hid. */
  matchedContainers(normalised: readonly string[], partyId: Id): Promise<ReadonlySet<string>>;
  keepPersons(rows: readonly VaultRow[]): Promise<void>;
  /** The sealed records of these persons, but for those erased. */
  sealedPersons(refs: readonly Id[]): Promise<ReadonlyMap<Id, SealedBytes>>;
  /** Destroys these persons' keys and writes the journal; gives how many lines of it are new. */
  erasePersons(erasures: readonly Erasure[]): Promise<number>;
  addDeadlines(rows: readonly Deadline[]): Promise<void>;
  /** Takes due deadlines so that no other worker has them; `limit` at most. */
  takeDue(now: number, limit: number): Promise<readonly Deadline[]>;
  dropDeadlines(subjectIds: readonly Id[], kind: string): Promise<void>;
  /** The next `count` numbers of a series: the first of them. */
  takeNumbers(site: string, series: string, count: number): Promise<number>;
  findParties(codes: readonly string[]): Promise<ReadonlyMap<string, PartyState>>;
  floor(site: string): Promise<Floor>;
  /** Null where it is the centre's legal zone, undefined where there is no such office. */
  officeZone(site: string, code: string): Promise<string | null | undefined>;
  setClockOffset(site: string, device: string, offsetMs: number, at: number): Promise<void>;
};

/** The part that keeps what a call leaves behind: its key and answer, its audit row. */
export type CallsTx = {
  claimKey(row: {
    partyId: Id;
    operation: string;
    key: string;
    inputHash: string;
    callId: Id;
    at: number;
  }): Promise<KeyClaim>;
  answerKey(row: {
    partyId: Id;
    operation: string;
    key: string;
    answer: Uint8Array;
  }): Promise<void>;
  writeCall(row: CallRow, input: SealedBytes): Promise<void>;
};

/** One transaction: each room of the store gives its part. */
export type Tx = RecordTx &
  CallsTx &
  AccessTx &
  AddresseeTx &
  BalancesTx &
  CodesTx &
  DialogueTx &
  DocumentsTx &
  MergesTx &
  MessagesTx &
  PapersTx &
  ProfilesTx &
  RiskTx;

/** Bytes under a key of their own: without the salt they are lost. */
export type SealedBytes = { readonly salt: Uint8Array; readonly body: Uint8Array };

/** A person's data for the vault: keyed hashes for matching, ciphertext for those who may read. */
export type VaultRow = {
  readonly personRef: Id;
  readonly declarationId: Id;
  readonly hashes: PersonHashes;
  readonly sealed: SealedBytes;
  readonly keyVersion: number;
  readonly normaliserVersion: number;
};

/** One keyed hash per kind, as 36-character text; null where the person gave none. */
export type PersonHashes = {
  readonly name: Id | null;
  readonly phone: Id | null;
  readonly identity: Id | null;
  readonly address: Id | null;
  readonly email: Id | null;
};

/** One erasure: whose key was destroyed, when, for whom and why. */
export type Erasure = {
  readonly erasureId: Id;
  readonly personRef: Id;
  /** Epoch ms. */
  readonly erasedAt: number;
  readonly askedBy: Id;
  readonly reason: string;
};

/** A person as declared. Lives only in the vault. */
export type Person = {
  readonly name?: string | undefined;
  readonly addressLines?: readonly string[] | undefined;
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postcode?: string | undefined;
  readonly countryCode?: string | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly taxId?: string | undefined;
  /** What a declaration says freely, kept like a person since it may name one. */
  readonly remarks?: Remarks | undefined;
};

/** Comments and unknown fields of a declaration, as they came. */
export type Remarks = {
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
  readonly comments?: string | undefined;
};

export type Vault = {
  hash(person: Person): PersonHashes;
  seal(
    person: Person,
    personRef: Id,
  ): { sealed: SealedBytes; keyVersion: number; normaliserVersion: number };
  /** Undefined where the record's key was destroyed. */
  open(personRef: Id, sealed: SealedBytes | null): Person | undefined;
  /** A keyed hash of a text with secrets in it, in hexadecimal: nobody without the key can guess. */
  fingerprint(text: string): string;
  /** Compresses and seals text for keeping: stored inputs and answers. */
  pack(text: string): Promise<SealedBytes>;
  unpack(sealed: SealedBytes): Promise<string>;
};

/** Content-addressed files. A hash is named by a row only after the bytes are on disk. */
export type Blobs = {
  /** Stores bytes under a party's key; refuses `blob/too-large` above `limitBytes`. */
  put(
    keyId: Id,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    limitBytes: number,
  ): Promise<Result<{ hash: string; sizeBytes: number; head: Uint8Array }>>;
  get(keyId: Id, hash: string): AsyncIterable<Uint8Array>;
};

export type Store = {
  /** Runs in one transaction; rolls back when the function throws. Throws `Restart` on a conflict. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Reads as one party under row-level security. */
  read<T>(reader: Reader, work: (view: View) => Promise<T>): Promise<T>;
  /** Reads as the public role, which sees only public tracking. */
  readPublic<T>(work: (view: View) => Promise<T>): Promise<T>;
};

/** Whose eyes a view reads with. */
export type Reader = { readonly partyId: Id; readonly clearance: 1 | 2 | 3 };

/** A number from 0 to below 1 that words draw, by a key: only its holder can draw it again. */
export type Draw = (words: string) => number;

export type Ports = {
  readonly store: Store;
  readonly site: SiteFacts;
  readonly clock: { now(): number };
  readonly ids: {
    /** A new time-ordered id (UUID version 7). */
    next(): Id;
    /** The id that these words always give. */
    derived(...words: readonly (string | number)[]): Id;
  };
  /** SHA-256 of text or bytes, in hexadecimal. */
  readonly digest: (bytes: string | Uint8Array) => string;
  readonly vault: Vault;
  readonly draw: Draw;
  readonly blobs: Blobs;
  readonly passwords: {
    hash(text: string): Promise<string>;
    verify(hash: string, text: string): Promise<boolean>;
  };
  /** A fresh secret of 256 bits, as text. */
  readonly secret: () => string;
  readonly signature: SignaturePort;
};

/** Thrown by the store when a row changed under a decision: the call starts again. */
export class Restart extends Error {
  override readonly name = "Restart";
}
