/**
 * Makes identity for operations: time-ordered ids (UUID version 7, RFC 9562 §6.2 method 1) and ids
 * derived from words. Ids of one process rise strictly, also within a millisecond.
 */
import { hash, randomBytes } from "node:crypto";
import type { Ports } from "#operations/ports.ts";

/** Ids of one millisecond; more of them borrow from the next. */
const PER_MILLISECOND = 4096;
/** Random bytes of one id, and how many ids are provided for at a time. */
const CHANCE_BYTES = 8;
const POOLED_IDS = 1024;
const CHANCE_DIGITS = CHANCE_BYTES * 2;
/** First digit after the variant bits, by a random digit. */
const VARIANT = "89ab89ab89ab89ab";

/** Ids by this clock. */
export function makeIds(clock: { now(): number }): Ports["ids"] {
  let lastAt = 0;
  let counter = 0;
  let prefix = "";
  const chance = makeChance();
  return {
    next() {
      const now = clock.now();
      if (now > lastAt || counter === PER_MILLISECOND) {
        lastAt = Math.max(now, lastAt + 1);
        counter = 0;
        const time = lastAt.toString(16).padStart(12, "0");
        prefix = `${time.slice(0, 8)}-${time.slice(8)}-7`;
      }
      const count = counter.toString(16).padStart(3, "0");
      counter += 1;
      const digits = chance();
      return `${prefix}${count}-${withVariant(digits.slice(0, 4))}-${digits.slice(4)}`;
    },
    derived: (...words) => derivedId(hash("sha256", JSON.stringify(words))),
  };
}

/** Random digits for one id after another. */
function makeChance(): () => string {
  let pool = "";
  let used = 0;
  return () => {
    if (used === pool.length) {
      pool = randomBytes(CHANCE_BYTES * POOLED_IDS).toString("hex");
      used = 0;
    }
    used += CHANCE_DIGITS;
    return pool.slice(used - CHANCE_DIGITS, used);
  };
}

/** A hash as an id: version 8 says that its bits are our own business. */
function derivedId(hex: string): string {
  const head = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}`;
  return `${head}-${withVariant(hex.slice(16, 20))}-${hex.slice(20, 32)}`;
}

function withVariant(digits: string): string {
  return VARIANT.charAt(Number.parseInt(digits.charAt(0), 16)) + digits.slice(1);
}
