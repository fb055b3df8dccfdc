/**
 * What a message that is sent of events needs: which happenings it tells, and how what is told becomes
 * its body. Knows no record: a happening is a few words, and its times are local texts already.
 */
import type { LocalTime } from "./value-of.ts";

/** What may happen to a piece or a receptacle, as far as messages tell of it. */
export type What = "arrived" | "held" | "freed" | "left" | "missing" | "excess";

/** One happening. `held` and `freed` are customs' doing. */
export type Happening = {
  readonly what: What;
  /** The day of it by the centre's calendar, `YYYY-MM-DD`. */
  readonly on: string;
  /** `import`, `export`, `transit`; anything else where nobody declared it yet. */
  readonly direction: string;
  /** Why it left, as at the gate; of `left` only. */
  readonly purpose?: string | undefined;
  /** Where it left for: an office's code or a name; of `left` only. */
  readonly destination?: string | undefined;
  /** What customs does with what it holds; of `held` only. */
  readonly holdKind?: string | undefined;
  /** What the scale read; of a receptacle that arrived. */
  readonly weightGrams?: number | undefined;
};

/** What is told of one happening; kept until it is sent. */
export type Told = Readonly<Record<string, string | number>>;

/** One thing told: of which identifier, when by the office's clock, and what. */
export type Line = { readonly code: string; readonly at: LocalTime; readonly told: Told };

/** What the lines of one message have in common. */
export type OutgoingHead = {
  /** Our office of exchange (UPU S34). */
  readonly office: string;
  readonly preparedAt: LocalTime;
  readonly sendingOperator?: string | undefined;
  readonly receivingOperator?: string | undefined;
};

/** The fields of one message besides its frame and number. */
export type Body = Readonly<Record<string, unknown>>;

/** How a message is made of events. */
export type Outgoing = {
  /** What it tells of. */
  readonly subject: "item" | "container";
  /** The identifier its subjects must have. */
  readonly scheme: "s10" | "s9";
  /** Products that settings may be given for one by one. */
  readonly products: readonly string[];
  /** The product that an identifier speaks of, by default; "" for none. */
  readonly productOf: (code: string) => string;
  /**
   * What is to be told; undefined where this message says nothing of it. `reasons` are the partner's
   * codes by hold kind or purpose of exit.
   */
  readonly tell: (
    happening: Happening,
    reasons: Readonly<Record<string, string>>,
  ) => Told | undefined;
  /** The bodies of as few messages as hold these lines; lines of one subject stay in their order. */
  readonly compose: (head: OutgoingHead, lines: readonly Line[]) => readonly Body[];
};

/** Parts of at most `size`, in order. */
export function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, at) => all.slice(at * size, (at + 1) * size));
}
