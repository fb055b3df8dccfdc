/** Texts of one to four bytes, such as qualifiers and currencies: one string for each that comes again. */
import type { Latin1Buffer } from "./latin1.ts";

const SHORT_BYTES = 4;
const SLOTS = 4_096;
/** Leaves as many bits of a hash as the slots need. */
const SHIFT = 20;
const HASH = 0x9e37_79b1;

export class ShortTexts {
  readonly #keys = new Int32Array(SLOTS);
  readonly #texts: string[] = Array.from({ length: SLOTS }, () => "");

  /** The bytes as text, one byte a character; longer ones are made anew. */
  text(bytes: Latin1Buffer, from: number, to: number): string {
    const size = to - from;
    if (size > SHORT_BYTES) return bytes.latin1Slice(from, to);
    if (size <= 0) return "";
    let key = 0;
    for (let at = from; at < to; at += 1) key = (key << 8) | (bytes[at] as number);
    const slot = Math.imul(key, HASH) >>> SHIFT;
    const kept = this.#texts[slot] as string;
    if (this.#keys[slot] === key && kept.length === size) return kept;
    const text = bytes.latin1Slice(from, to);
    this.#keys[slot] = key;
    this.#texts[slot] = text;
    return text;
  }
}
