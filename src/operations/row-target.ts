/**
 * What becomes of the rows of a recognised file: which operation they are for and how they look
 * there. One entry a format, each in its own `take-in-<format>.ts`; formats without one are kept.
 */

import type { Id } from "#domain/events/event.ts";
import type { InputValue } from "#standards/messages/index.ts";
import type { Command } from "./define.ts";
import type { Ports } from "./ports.ts";

/** Where rows come from and who stands behind them. */
export type RowSource = {
  readonly messageId: Id;
  readonly partyId: Id;
  readonly ids: Ports["ids"];
};

export type RowTarget<V extends InputValue = InputValue> = {
  /** Name of the format in its registry. */
  readonly format: string;
  readonly operation: Command;
  /** Rows that differ in this go in separate calls, such as those of different devices. */
  readonly split?: (value: V) => string;
  /** Pieces a row speaks of; calls are cut so that one speaks of `PART_ROWS` or of one row. */
  readonly weight?: (value: V) => number;
  /** How deep each row lies under others of the same call: those above go first. */
  readonly depths?: (values: readonly V[]) => readonly number[];
  /** Refusals that say a row stands in the record: in a corrected copy it was done before. */
  readonly doneBefore?: readonly string[];
  /** The operation's input for rows that go together, in their order; at most `PART_ROWS`. */
  readonly input: (values: readonly V[], source: RowSource) => unknown;
};

/** Makes an entry whose rows are known to be of one kind; the format's reader gives no other. */
export function rowTarget<V extends InputValue>(target: RowTarget<V>): RowTarget {
  return target as unknown as RowTarget;
}
