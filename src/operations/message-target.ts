/**
 * What becomes of a message inside a file: the calls it asks for. One entry a message, each in its own
 * `take-in-<message>.ts`; a message without one is kept and waits.
 */
import type { Refusal } from "#base/result.ts";
import type { InputValue } from "#standards/messages/index.ts";
import type { FieldOf } from "#standards/profiles/message-writer.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import type { Command } from "./define.ts";
import type { Contained } from "./ports-messages.ts";
import type { RowSource } from "./row-target.ts";
import type { Receipt } from "./sent-receipts.ts";

/** What a row of a call is about: a field of the message's value, and those of what the row lists. */
export type RowPlace = FieldOf & { readonly items?: readonly FieldOf[] };

/** What every call says of the message's rows. */
type Placed = {
  /** Of each row where its identifier stands; of a row without one the message is at fault. */
  readonly places?: readonly RowPlace[];
};

/** One call for rows of a message that go together, receipts of what was sent, or why it waits. */
export type MessageCall = Placed &
  (
    | {
        readonly operation: Command;
        readonly input: unknown;
        /** How many rows the input has. */
        readonly rows: number;
      }
    | JoinedCall
    | { readonly receipts: readonly Receipt[]; readonly rows: number }
    | { readonly refusal: Refusal; readonly rows: number }
  );

/** One row of an operation's batch: others of the same file go with it, each with its message's id. */
export type JoinedCall = Placed & {
  readonly operation: Command;
  /** The member of the operation's input that lists rows. */
  readonly field: string;
  readonly row: object;
  readonly rows: 1;
};

/** A message, where it stands, who it is from and what they mean by codes. */
export type MessageSource = RowSource & Pick<Contained, "type" | "sender" | "reference"> & Meant;

/** What a partner's profile means by codes. */
type Meant = Pick<Profile, "meanings">;

export type MessageTarget<V = never> = {
  /** Name of the message in its registry. */
  readonly message: string;
  /** In order; the same message gives the same calls. */
  readonly calls: (value: V, source: MessageSource) => readonly MessageCall[];
};

/** The registry's form of a target, whose values are known to be of one message. */
export type AnyTarget = MessageTarget<unknown>;

/** Makes an entry; the reader gives it values of its message alone. */
export function messageTarget<V>(target: MessageTarget<V>): AnyTarget {
  return target as unknown as AnyTarget;
}

/** The name of the message that a value is of, and what it says; undefined for other inputs. */
export function messageOf(
  value: InputValue,
): { readonly name: string; readonly content: unknown; readonly meant: Meant } | undefined {
  if (value.kind === "edifact") {
    const { message, profile } = value;
    const { meanings } = profile;
    const meant = meanings === undefined ? {} : { meanings };
    return { name: message.kind, content: message, meant };
  }
  if (value.kind === "ceb") return { name: value.message, content: value.document, meant: {} };
  return undefined;
}

/** Rows cut so that one call speaks of `limit` pieces or of one row. */
export function cutByWeight<T>(
  rows: readonly T[],
  weight: (row: T) => number,
  limit: number,
): readonly (readonly T[])[] {
  const cuts: T[][] = [];
  let sum = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const its = weight(row);
    if (sum + its > limit) {
      cuts.push([]);
      sum = 0;
    }
    sum += its;
    cuts.at(-1)?.push(row);
  }
  return cuts;
}
