/**
 * A rate limit per address: each has a bucket that fills steadily and is emptied by asking. Memory
 * is bounded; the address longest unused is forgotten first.
 */

export type Rate = { readonly burst: number; readonly perSecond: number };

type Bucket = { left: number; at: number };

/** Takes one from the address's bucket; gives 0 when it may, else the ms to wait. */
export type Limiter = (address: string, now: number) => number;

/** Groups of an IPv6 address that name its network: a household or a host has all the rest. */
const NETWORK_GROUPS = 4;
const ALL_GROUPS = 8;

/** What an address is counted as: itself, or for IPv6 its network of 64 bits. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = Math.max(0, ALL_GROUPS - first.length - last.length);
  const groups = [...first, ...Array<string>(gap).fill("0"), ...last];
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => Number.parseInt(group, 16));
  return `${network.map((group) => group.toString(16)).join(":")}::/64`;
}

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
