/**
 * When the session at a shared bench ends by itself: after a time without scan, key or touch, with
 * a countdown before it. Pure; the centre ends its own session by its own clock as well.
 */

/** Time without any act after which a bench session ends, ms. */
export const BENCH_IDLE_MS = 10 * 60_000;
/** An act after this long tells the centre that somebody is here, ms. */
export const TELL_AFTER_MS = 120_000;
/** The countdown shows for the last part of it, ms. */
export const COUNTDOWN_MS = 60_000;

export type BenchTime =
  | { readonly kind: "quiet" }
  | { readonly kind: "countdown"; readonly seconds: number }
  | { readonly kind: "ended" };

/** What to show at `now` when the last act was at `lastActAt`. */
export function benchTime(lastActAt: number, now: number): BenchTime {
  const left = lastActAt + BENCH_IDLE_MS - now;
  if (left <= 0) return { kind: "ended" };
  return left > COUNTDOWN_MS
    ? { kind: "quiet" }
    : { kind: "countdown", seconds: Math.ceil(left / 1_000) };
}
