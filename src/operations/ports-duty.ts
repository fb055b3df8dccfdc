/** What a buyer's yearly balance and what is owed need of the store. */
import type { Id } from "#domain/events/event.ts";

/** Whose balance, of which year, under rule books of which family. */
export type BalanceKey = {
  /** Keyed hash of the buyer's identity number. */
  readonly personHash: Id;
  readonly year: number;
  readonly family: string;
};

/** In fen; an `AnnualBalance` of the domain. */
export type BalanceRow = BalanceKey & {
  readonly limitMinor: bigint;
  readonly reservedMinor: bigint;
  readonly consumedMinor: bigint;
};

/** The part of a transaction that keeps yearly balances. */
export type BalancesTx = {
  /** For update in order of the keys, in one statement; a first one is made with its limit. */
  lockBalances(
    keys: readonly (BalanceKey & { readonly limitMinor: bigint })[],
  ): Promise<readonly BalanceRow[]>;
  /** The balances that these shipments drew on, for update in order of the keys. */
  lockBalancesOf(shipmentIds: readonly Id[]): Promise<ReadonlyMap<Id, BalanceRow>>;
  saveBalances(rows: readonly BalanceRow[]): Promise<void>;
  /** Remembers whose balance a shipment draws on; the last stands. */
  drawOn(uses: readonly (BalanceKey & { readonly shipmentId: Id })[]): Promise<void>;
  /** Keyed hashes of recipients' identity numbers by declaration, of those that gave one. */
  buyersOf(declarationIds: readonly Id[]): Promise<ReadonlyMap<Id, Id>>;
  /** The declarations of shipments that stand, oldest first. */
  declarationsOf(shipmentIds: readonly Id[]): Promise<ReadonlyMap<Id, readonly Id[]>>;
  /** The shipments that declarations speak of. */
  shipmentsOf(declarationIds: readonly Id[]): Promise<ReadonlyMap<Id, readonly Id[]>>;
};

/** What is owed on one shipment, as lists show it; minor units. */
export type OwedRow = {
  readonly shipmentId: Id;
  /** Live codes of its pieces or of itself, a few of them. */
  readonly codes: readonly string[];
  readonly stream: string;
  readonly direction: string;
  readonly regime: string;
  readonly currency: string;
  readonly assessedMinor: bigint;
  readonly waivedMinor: bigint;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
  readonly dueMinor: bigint;
  readonly securedBy: string | null;
  /** Code of the party that owes it. */
  readonly owedBy: string | null;
  /** A waiver or refund that waits for a second officer. */
  readonly asked: string | null;
  readonly assessedAt: number;
};

/** What is open of one party in one currency. */
export type OwedTotal = {
  readonly owedBy: string | null;
  readonly securedBy: string | null;
  readonly currency: string;
  readonly shipments: number;
  readonly dueMinor: bigint;
  /** Of the oldest assessment, epoch ms. */
  readonly oldestAt: number;
};

/** `due`: before release; `owed`: by the month; `refund`: too much was paid. */
export type OwedState = "due" | "owed" | "refund";

export type OwedFilter = {
  readonly state?: OwedState | undefined;
  /** Code of the party that owes. */
  readonly party?: string | undefined;
  readonly after?: readonly [number, Id] | undefined;
  readonly limit: number;
};

/** The part of a view that reads what is owed, under row-level security. */
export type DutyView = {
  /** Oldest assessment first. */
  owed(filter: OwedFilter): Promise<readonly OwedRow[]>;
  /** Of all that the filter takes in, whatever its page. */
  owedTotals(filter: Pick<OwedFilter, "state" | "party">): Promise<readonly OwedTotal[]>;
};
