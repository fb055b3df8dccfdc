/**
 * The part of a transaction that keeps the dialogue with customs and declarants: how a partner is spoken
 * with, and what was asked and answered. What states mean is the domain's.
 */
import type { Id } from "#domain/events/event.ts";
import type { CebEdition } from "#standards/ceb/tables.ts";
import type { PersonHashes } from "./ports.ts";
import type { StoredDocument } from "./ports-documents.ts";
import type { MessageState } from "./ports-messages.ts";

/** Whom a partner of the dialogue stands for. */
export const DIALOGUE_SIDES = ["customs", "declarant"] as const;

/** How messages reach a partner: put into its folder, pushed to its address, or fetched by it. */
export const TRANSPORTS = ["folder", "https", "pull"] as const;

/** How a partner is spoken with. */
export type CebSettings = {
  readonly side: (typeof DIALOGUE_SIDES)[number];
  readonly edition: CebEdition;
  /** Whether what is exchanged counts; a test partner's unsigned messages are taken. */
  readonly production: boolean;
  readonly signatureRequired: boolean;
  readonly transport: (typeof TRANSPORTS)[number];
  readonly url: string | null;
  /** What our requests to `url` are authorised by, sealed; null for none. */
  readonly authorisation: { readonly salt: string; readonly body: string } | null;
  /** Who sends (BaseTransfer). */
  readonly copCode: string;
  readonly copName: string;
  readonly dxpId: string;
  /** Addressee of an envelope of the exchange platform; null sends messages bare. */
  readonly receiverId: string | null;
  /** Of a customs partner: lists and cancels of our declarants go on to it. */
  readonly sendsLists: boolean;
  /** Of a customs partner: tallies go to it. */
  readonly sendsTallies: boolean;
  readonly customsCode: string;
  /** The operator of the supervised place as customs registered it. */
  readonly operatorCode: string;
  readonly operatorName: string;
  /** Minutes until an answer that did not come is told as silence. */
  readonly answerMinutes: number;
};

/** A partner with its settings in force. */
export type CebPartner = {
  readonly partnerId: Id;
  readonly code: string;
  readonly partyId: Id;
  readonly folderOut: string | null;
  readonly revision: number;
  readonly settings: CebSettings;
};

/** `matching` waits for its documents, `waiting` for an answer, `refused` for a correction. */
export type DialogueState = "matching" | "waiting" | "answered" | "refused" | "withdrawn";

/** One document asked of somebody, with the last that was told of it. */
export type Dialogue = {
  readonly id: Id;
  /** 1, 2, 3 …: the order in which what is told of it goes out. */
  readonly version: number;
  readonly site: string;
  readonly partnerId: Id;
  /** Whose document it is. */
  readonly partyId: Id;
  /** `ours`: asked by us of customs; `theirs`: asked of us. */
  readonly side: "ours" | "theirs";
  /** The message that asked, such as `CEB621`. */
  readonly message: string;
  readonly issuer: string;
  readonly number: string;
  readonly reference: string;
  readonly shipmentId: Id | null;
  readonly sourceMessage: Id | null;
  readonly state: DialogueState;
  /** State of its answer (customs annex), null before the first. */
  readonly status: string | null;
  readonly statusAt: number | null;
  readonly info: string;
  readonly preNo: string | null;
  readonly invtNo: string | null;
  readonly askedAt: number;
  /** When an answer is missed; null while none is asked for. */
  readonly dueAt: number | null;
  readonly answeredAt: number | null;
  readonly silentAt: number | null;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly readers: readonly Id[];
};

/** What documents of the dialogue with a partner are found by; issuers may share a number. */
export type DialogueKey = Pick<Dialogue, "partnerId" | "message" | "number">;

/** What a message lodged. */
export type LodgedBy = {
  readonly messageId: Id;
  readonly declarationId: Id;
  readonly shipmentId: Id;
};

export type DialogueTx = {
  /** Partners of the dialogue with their settings, by code. */
  cebPartners(): Promise<readonly CebPartner[]>;
  saveCebPartner(row: {
    readonly partnerId: Id;
    readonly revision: number;
    readonly settings: CebSettings;
    readonly setAt: number;
    readonly setBy: Id;
    readonly callId: Id;
  }): Promise<void>;
  /** As they are now, without a lock. */
  dialogues(keys: readonly DialogueKey[]): Promise<readonly Dialogue[]>;
  /** Locked, ids ascending, after shipments and holds in the order of locks. */
  dialoguesById(ids: readonly Id[]): Promise<readonly Dialogue[]>;
  /** The same: what stood in the message sent under this guid. */
  dialoguesReferenced(partnerId: Id, reference: string): Promise<readonly Dialogue[]>;
  /** The same: lists that customs numbered so. */
  dialoguesInvt(partnerId: Id, invtNos: readonly string[]): Promise<readonly Dialogue[]>;
  /** The same, by the shipments they are about. */
  dialoguesOf(shipmentIds: readonly Id[]): Promise<readonly Dialogue[]>;
  /** Inserts or replaces; starts the call again where another was first. */
  saveDialogues(rows: readonly Dialogue[]): Promise<void>;
  lodgedBy(messageIds: readonly Id[]): Promise<readonly LodgedBy[]>;
  /** Lodged declarations under these numbers, whoever declared them. */
  declarationsNumbered(
    numbers: readonly string[],
  ): Promise<readonly { number: string; declarationId: Id; declarantId: Id; shipmentId: Id }[]>;
  /** Keyed hashes of persons, but for those erased. */
  hashesOf(refs: readonly Id[]): Promise<ReadonlyMap<Id, PersonHashes>>;
  /** Waybills whose highest revision names one of these master bills as `billNo`, by number. */
  waybillsUnder(bills: readonly string[]): Promise<readonly StoredDocument[]>;
  /** Kinds of customs messages that a partner has lines of which stand in no message yet. */
  cebKindsWaiting(partnerId: Id, now: number): Promise<readonly string[]>;
  /** The lines in these messages and they themselves are sent, and counted with their partners. */
  messagesFetched(messageIds: readonly Id[], at: number): Promise<void>;
};

/** A message as it is listed. */
export type ListedMessage = {
  readonly messageId: Id;
  readonly name: string;
  readonly format: string;
  /** Name and version of the profile it was read or written by. */
  readonly profile: string | null;
  readonly direction: "in" | "out";
  readonly state: MessageState;
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly rowsRefused: number;
  readonly findingsTotal: number;
  readonly attempts: number;
  readonly sizeBytes: number;
  readonly receivedAt: number;
  /** Code of the partner it came from or goes to. */
  readonly partner: string | null;
  /** Documents in it that wait for an answer, those that waited too long, and when the first is missed. */
  readonly waiting: number;
  readonly silent: number;
  readonly dueAt: number | null;
  /** Documents in it that were refused, and are to be corrected or sent again. */
  readonly refused: number;
};

export type DialogueView = {
  /** Files and messages sent, newest first; `after` is time and id of the last seen. */
  listedMessages(filter: {
    readonly direction?: string | undefined;
    readonly state?: string | undefined;
    readonly format?: string | undefined;
    readonly partner?: string | undefined;
    readonly waiting?: boolean | undefined;
    readonly silent?: boolean | undefined;
    /** Of one of these states, or received before an instant and not closed since. */
    readonly states?: readonly MessageState[];
    readonly brokenOffBefore?: number;
    readonly after?: readonly [number, Id] | undefined;
    readonly limit: number;
  }): Promise<readonly ListedMessage[]>;
  /** What waits for a party to fetch it, oldest first. */
  messagesToFetch(
    partyId: Id,
    limit: number,
  ): Promise<
    readonly {
      readonly id: Id;
      readonly name: string;
      readonly blobHash: string;
      readonly blobKeyId: Id;
      readonly sizeBytes: number;
    }[]
  >;
};
