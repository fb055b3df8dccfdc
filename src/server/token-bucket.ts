/**
 * A rate limit per address: each has a bucket that fills steadily and is emptied by asking. Memory
 * is bounded; the address longest unused is forgotten first.
 */

export type Rate = { readonly burst: number; readonly perSecond: number };

type Bucket = { left: number; at: number };

/** Takes one from the address's bucket; gives 0 when it may, else the ms to wait. */
export type Limiter = (address: string, now: number) => number;

export function makeLimiter(rate: Rate, addressesLimit: number): Limiter {
  const buckets = new Map<string, Bucket>();
  return (address, now) => {
    const bucket = buckets.get(address) ?? { left: rate.burst, at: now };
    const gained = (Math.max(0, now - bucket.at) * rate.perSecond) / 1000;
    bucket.left = Math.min(rate.burst, bucket.left + gained);
    bucket.at = now;
    // Taken out and put in again, the map's order is the order of last use.
    buckets.delete(address);
    buckets.set(address, bucket);
    if (buckets.size > addressesLimit) buckets.delete(buckets.keys().next().value ?? "");
    if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * 1000) / rate.perSecond);
    bucket.left -= 1;
    return 0;
  };
}
