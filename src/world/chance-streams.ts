/**
 * Chance split into streams: every actor, parcel and question has a stream of its own, named by
 * words. What is drawn from one never depends on who else drew, or when.
 */
import { type Chance, chanceOf } from "#base/chance.ts";

/** FNV-1a, 32 bits: offset basis and prime. */
const BASIS = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** The stream that a seed and these words name; the same words always give the same numbers. */
export function chanceFor(seed: number, ...words: readonly (string | number)[]): Chance {
  let mixed = BASIS ^ seed;
  for (const char of words.join("/")) {
    mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), PRIME);
  }
  // Neighbouring words differ in few bits; these two rounds spread them over all.
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return chanceOf(mixed ^ (mixed >>> 16));
}
