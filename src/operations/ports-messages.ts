/** The part of a transaction that keeps messages, partners, blobs' rows and the outbox. */
import type { Finding } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { OutgoingTx } from "./ports-outgoing.ts";

/** `taken-in` all rows, `part` some rows refused, `suspense` waits for a person, `replaced` corrected. */
export type MessageState =
  | "received"
  | "taken-in"
  | "part"
  | "suspense"
  | "replaced"
  | "queued"
  /** Written, and the partner has not fetched it yet. */
  | "to-fetch"
  | "sent"
  | "dead";

export type Message = {
  readonly id: Id;
  readonly site: string;
  readonly partyId: Id;
  readonly partnerId: Id | null;
  readonly direction: "in" | "out";
  readonly format: string;
  readonly name: string;
  readonly blobHash: string;
  readonly blobKeyId: Id;
  readonly sizeBytes: number;
  readonly state: MessageState;
  readonly rowsTotal: number;
  readonly rowsDone: number;
  readonly rowsRefused: number;
  /** The first `KEPT_FINDINGS`; `findingsTotal` counts all. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  readonly attempts: number;
  readonly corrects: Id | null;
  readonly answerTo: Id | null;
  /** Number of its first row in the file that its sender cut it from; 1 for a whole file. */
  readonly firstRow: number;
  readonly receivedAt: number;
  readonly readers: readonly Id[];
  /** Name and version of the profile that read it. */
  readonly profile?: string | undefined;
  /** Present where it came inside a file, which is a message of its own. */
  readonly contained?: Contained | undefined;
  /** Under which reference and addresses an interchange was sent. */
  readonly sentAs?: SentAs | undefined;
};

/** What the answer to an interchange names it by (UNB 0020, S002, S003). */
export type SentAs = {
  readonly interchange: string;
  readonly sender: string;
  readonly recipient: string;
};

/** Where a message stands in its file, and what is written on its outside. */
export type Contained = {
  readonly fileId: Id;
  /** 1-based number in the file. */
  readonly row: number;
  /** 0-based byte offset and bytes in the file's content. */
  readonly offset: number;
  readonly length: number;
  readonly type: string;
  readonly version: string;
  readonly reference: string;
  readonly sender: string;
  readonly recipient: string;
  readonly interchange: string;
  /** SHA-256 of what it says; null where that could not be read. */
  readonly contentHash: string | null;
};

/** What names a message among all of a party. */
export type MessageName = Pick<Contained, "reference" | "interchange" | "sender">;

/** What became of one part of an incoming message; part `WHOLE_FILE` is the file as a whole. */
export type MessagePart = {
  readonly messageId: Id;
  readonly part: number;
  /** The attempt of the message that wrote this. */
  readonly attempt: number;
  readonly rowsRead: number;
  /** 1-based numbers of the rows that were refused or not understood. */
  readonly undone: readonly number[];
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
};

/** The part that carries the findings of no row, such as a missing column. */
export const WHOLE_FILE = -1;

/** The sums of a message's parts. */
export type PartSums = {
  readonly rowsRead: number;
  readonly rowsUndone: number;
  /** The first of them in the order of the file, whole file first. */
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  /** Whether a finding of the file as a whole is an error. */
  readonly fileDamaged: boolean;
};

export type Partner = {
  readonly id: Id;
  readonly code: string;
  readonly partyId: Id;
  readonly format: string;
  readonly folderIn: string | null;
  readonly folderOut: string | null;
  /** Whether it is sent the event report. */
  readonly reports: boolean;
  /** Whether what messages it is sent was ever set. */
  readonly sendsMessages: boolean;
  readonly messagesIn: number;
  readonly messagesOut: number;
};

/** One line of a report waiting for its partner. */
export type OutboxRow = {
  readonly id: Id;
  readonly partnerId: Id;
  readonly subjectId: Id;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly queuedAt: number;
  /** The subject's version: the order that is kept. */
  readonly ordinal: number;
  readonly attempts: number;
};

export type MessagesTx = OutgoingTx & {
  saveMessage(message: Message): Promise<void>;
  /** The message, locked for update. */
  lockMessage(id: Id): Promise<Message | undefined>;
  /** The same of several, ids ascending. */
  lockMessages(ids: readonly Id[]): Promise<readonly Message[]>;
  /** The interchange sent last under these. */
  messageSent(sentAs: SentAs): Promise<Id | undefined>;
  /** Contained messages of a party under these names, oldest first. */
  messagesReferenced(partyId: Id, names: readonly MessageName[]): Promise<readonly Message[]>;
  /** Inserts or replaces. */
  saveMessagePart(part: MessagePart): Promise<void>;
  messagePart(messageId: Id, part: number): Promise<MessagePart | undefined>;
  /** Adds the parts up, with the first `keptFindings` findings. */
  sumMessageParts(messageId: Id, keptFindings: number): Promise<PartSums>;
  /** Messages and bytes a party has in suspense: those of state `part` or `suspense`. */
  suspenseOf(partyId: Id): Promise<{ messages: number; sizeBytes: number }>;
  keepBlob(row: {
    hash: string;
    keyId: Id;
    sizeBytes: number;
    mediaType: string;
    retentionClass: string;
    storedAt: number;
  }): Promise<void>;
  partners(): Promise<readonly Partner[]>;
  savePartner(partner: Partner): Promise<void>;
  countMessage(partnerId: Id, direction: "in" | "out"): Promise<void>;
  queue(rows: readonly OutboxRow[]): Promise<void>;
  /** Claims rows of a kind that may be sent: per subject only the oldest, none behind a dead one. */
  claimOutbox(
    partnerId: Id,
    kind: string,
    now: number,
    until: number,
    limit: number,
  ): Promise<readonly OutboxRow[]>;
  outboxSent(ids: readonly Id[], messageId: Id, at: number): Promise<void>;
  outboxFailed(ids: readonly Id[], error: string, nextAt: number, dead: boolean): Promise<void>;
  /** Sets dead rows of a partner waiting again. */
  reviveOutbox(partnerId: Id, now: number): Promise<number>;
};
