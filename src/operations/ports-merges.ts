/** What merging and relabelling need of the store: which codes answer for what, and open matches. */
import type { Id } from "#domain/events/event.ts";

/** Two records that may be one, as they were proposed. */
export type MatchPair = { readonly itemId: Id; readonly otherItemId: Id };

/** The part of a transaction that merges and relabels. */
export type MergesTx = {
  /**
   * Lets the live identifiers of one item answer for another from now on; where `former`, as those
   * of a label that is not on it. Gives their normalised values.
   */
  moveIdentifiers(from: Id, to: Id, at: number, former: boolean): Promise<readonly string[]>;
  /** Undoes that: what was moved at `movedAt` answers for the item it was taken from again. */
  giveIdentifiersBack(given: {
    readonly from: Id;
    readonly to: Id;
    readonly normalised: readonly string[];
    readonly movedAt: number;
    readonly at: number;
  }): Promise<void>;
  /** Marks an item's live identifiers as former, but for the one of its label, which is current. */
  markFormer(itemId: Id, label: string, at: number): Promise<readonly string[]>;
  /** Decides the proposed match of a pair, in either order; false where none is open. */
  decideMatch(
    pair: MatchPair,
    outcome: "merged" | "dismissed",
    by: Id,
    at: number,
  ): Promise<boolean>;
  /** Opens the match of a pair again, in either order. */
  reopenMatch(pair: MatchPair): Promise<void>;
};
