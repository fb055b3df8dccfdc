/**
 * The keyed draw of random checks: the same words always draw the same, and nobody without the key can
 * tell what they draw. The key is the master key's for this purpose alone.
 */
import type { Draw } from "#operations/ports.ts";
import { derivedKey, keyedHash } from "./keyed-hash.ts";

const NO_SALT = Buffer.alloc(0);
/** Hexadecimal digits taken: 48 bits, exact in a number. */
const DIGITS = 12;
const RANGE = 16 ** DIGITS;

/** A number from 0 to below 1, even over all words. */
export function openDraw(masterKey: Uint8Array): Draw {
  const draw = keyedHash(derivedKey(masterKey, NO_SALT, "risk-draw/1"));
  return (words) => Number.parseInt(draw(words).slice(0, DIGITS), 16) / RANGE;
}
