/**
 * Chance from a seed: the same seed gives the same numbers on every machine. For demo and
 * simulated worlds; never for secrets or identity.
 */

export type Chance = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number in [0, below). */
  readonly below: (below: number) => number;
  /** True with this probability. */
  readonly happens: (probability: number) => boolean;
  /** One of the list, which must not be empty. */
  readonly pick: <T>(list: readonly T[]) => T;
};

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, period 2^32. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (list) => list[below(list.length)] as (typeof list)[number],
  };
}
