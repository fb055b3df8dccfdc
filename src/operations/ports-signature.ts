/**
 * Signatures of messages, as the operations need them: the keys and their algorithms are outside, where a
 * signing server or a token may do the work.
 */
import type { Result } from "#base/result.ts";

/** Whose key signed a message (a partner's code), and by which method. */
export type SignedBy = { readonly partner: string; readonly method: string };

export type SignaturePort = {
  /**
   * The message with an enveloped signature at the place its schema has for one. Refuses
   * `ceb/not-signable`, `ceb/signature-xml`, `ceb/signature-many`, `ceb/signature-key` (no key to sign
   * with), `ceb/signature-method` (the key's method is not taken on the day).
   */
  sign(bytes: Uint8Array): Promise<Result<Uint8Array>>;
  /**
   * Which of these partners (codes), by a key known for it, signed exactly these bytes; no other key is
   * tried. Refuses every other document: `ceb/signature-missing`, `-many`, `-place`, `-reference`, `-form`,
   * `-xml`, `-method`, `-digest` (changed after signing), `-key` (no such key made this signature),
   * `ceb/too-large` (too much for the memory given to it).
   */
  verify(bytes: Uint8Array, partners: readonly string[]): Promise<Result<SignedBy>>;
};
