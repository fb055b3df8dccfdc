/**
 * The part of a transaction that keeps what postal messages partners are sent, and the lines of the
 * outbox that become them. What is told, and how, is the operations' and each message's own.
 */
import type { Id } from "#domain/events/event.ts";
import type { MessageState, OutboxRow } from "./ports-messages.ts";

/** An address in an interchange (ISO 9735 S002, S003). */
export type EdiAddress = {
  readonly id: string;
  readonly qualifier?: string | undefined;
  readonly routing?: string | undefined;
};

/** How one message is sent to one partner. */
export type MessageSettings = {
  /** Our office of exchange (UPU S34), in whose zone times are told. */
  readonly office: string;
  readonly sender: EdiAddress;
  readonly recipient: EdiAddress;
  /** 0001, such as `UNOA`, and 0002. */
  readonly syntax: string;
  readonly syntaxVersion: 1 | 2 | 3 | 4;
  /** Version of the profile it is written by. */
  readonly profileVersion: string;
  readonly isTest: boolean;
  /** Whether characters that the syntax has not are written as the nearest that it has. */
  readonly transliterate: boolean;
  readonly sendingOperator: string | null;
  readonly receivingOperator: string | null;
  /** The partner's reason codes by kind of hold or purpose of exit. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Hours from the first receptacle of a dispatch until those not there are told as missing. */
  readonly missingAfterHours: number;
};

/** One revision of the settings of a partner, a message and a product; '' is every product. */
export type PartnerMessage = {
  readonly partnerId: Id;
  readonly message: string;
  readonly product: string;
  /** 1, 2, 3 … without gaps. */
  readonly revision: number;
  /** Epoch ms: from this instant, until before that one. */
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly enabled: boolean;
  readonly settings: MessageSettings;
  readonly setAt: number;
  readonly setBy: Id;
  readonly callId: Id;
};

/** A receptacle of a dispatch that is known. */
export type Receptacle = {
  readonly id: Id;
  readonly code: string;
  readonly status: string;
  readonly version: number;
  readonly readers: readonly Id[];
};

/** Lines that stand in one written message which was not delivered yet. */
export type WrittenLines = {
  readonly messageId: Id;
  readonly ids: readonly Id[];
  readonly attempts: number;
};

/** What of a partner's cannot be sent until a person replays it. */
export type DeadLetters = {
  readonly partnerId: Id;
  readonly count: number;
  readonly errors: readonly string[];
};

export type OutgoingTx = {
  /** Settings in force at an instant, of all partners; of one key the newest revision. */
  partnerMessages(at: number): Promise<readonly PartnerMessage[]>;
  /** The newest revision, whenever it holds. */
  lastPartnerMessage(
    key: Pick<PartnerMessage, "partnerId" | "message" | "product">,
  ): Promise<PartnerMessage | undefined>;
  /** Adds a revision and ends those before it where it begins. */
  savePartnerMessage(row: Omit<PartnerMessage, "validTo">): Promise<void>;
  /** Codes of a site's offices of exchange. */
  exchangeOffices(site: string): Promise<readonly string[]>;
  /** Lets nobody else write messages to a partner until the transaction ends. */
  lockPartner(partnerId: Id): Promise<void>;
  /**
   * Lines of a kind that stand in no message yet and may be sent, oldest first, for one subject in
   * its order; none behind a line that is dead, waits for its time or is being delivered.
   */
  unwrittenLines(
    partnerId: Id,
    kind: string,
    now: number,
    limit: number,
  ): Promise<readonly OutboxRow[]>;
  /** Puts lines into a message; its sender has them until then. */
  writeLines(ids: readonly Id[], messageId: Id, until: number): Promise<void>;
  /** Claims lines whose messages are to be delivered again, by message, oldest first. */
  claimWritten(
    partnerId: Id,
    now: number,
    until: number,
    family: "edifact" | "ceb",
  ): Promise<readonly WrittenLines[]>;
  /** Leaves what waits to be delivered to a partner for it to fetch instead. */
  leaveToFetch(partnerId: Id): Promise<void>;
  setMessageState(id: Id, state: MessageState, attempts: number): Promise<void>;
  /** Partners that have dead letters: how many, and what was last said of some, oldest first. */
  deadLetters(): Promise<readonly DeadLetters[]>;
  /** Receptacles whose identifier (S9) begins with this dispatch (S8), by identifier. */
  receptaclesOf(dispatch: string): Promise<readonly Receptacle[]>;
};
