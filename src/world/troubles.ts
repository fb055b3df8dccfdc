/**
 * The troubles a centre knows, each with its share of parcels [design]. Whether a parcel has one
 * follows from the seed and its number, whatever other troubles it has.
 */
import { chanceFor } from "./chance-streams.ts";

const SHARES = {
  /** Described by words that say nothing. */
  "vague-words": 0.03,
  /** Worth more than its rule book takes. */
  "over-limit": 0.012,
  /** Lacks the code of the goods or the number of the person. */
  "missing-field": 0.015,
  /** One field is no number: it is refused, corrected and lodged again. */
  malformed: 0.006,
  /** A lithium battery under the code of something else. */
  "undeclared-battery": 0.012,
  /** Weighs half as much again as was declared. */
  "weight-off": 0.02,
  /** Cancelled after it was declared, and declared anew. */
  cancelled: 0.008,
  /** Its label cannot be read at first: it is recorded as another piece. */
  unreadable: 0.006,
  /** Comes before anybody declared it. */
  unannounced: 0.012,
  /** A part of it, or all, comes with a later truck. */
  short: 0.015,
  /** Never comes. */
  missing: 0.004,
  /** Somebody tries to load it before it was scanned. */
  "early-exit": 0.01,
  /** Somebody loads it a second time. */
  "second-exit": 0.01,
  /** Nobody claims or pays for it: it goes back. */
  abandoned: 0.006,
  /** Its label is torn: it is given another. */
  "torn-label": 0.006,
} as const;

export type Trouble = keyof typeof SHARES;

const NAMES = Object.keys(SHARES) as readonly Trouble[];

/** The troubles of the parcel of a number; the first ones have one each, so that every world has all. */
export function troublesOf(seed: number, number: number): ReadonlySet<Trouble> {
  const own = NAMES[number];
  if (own !== undefined) return new Set([own]);
  return new Set(
    NAMES.filter((name) => chanceFor(seed, "trouble", name, number).happens(SHARES[name])),
  );
}
