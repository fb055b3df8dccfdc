/**
 * Signatures of messages, as the operations need them: the keys and their algorithms are outside, where a
 * signing server or a token may do the work.
 */
import type { Result } from "#base/result.ts";

/** Who signed a message, by the name their key is known by here. */
export type SignedBy = { readonly key: string; readonly method: string };

export type SignaturePort = {
  /**
   * The message with an enveloped signature at the place its schema has for one. Refuses
   * `ceb/not-signable`, `ceb/signature-xml`, `ceb/signature-many`, `ceb/signature-key` (no key to sign with).
   */
  sign(bytes: Uint8Array): Promise<Result<Uint8Array>>;
  /**
   * Whose known key signed exactly these bytes. Refuses every other document: `ceb/signature-missing`,
   * `-many`, `-place`, `-reference`, `-form`, `-xml`, `-method`, `-digest` (changed after signing),
   * `-key` (no known key made this signature).
   */
  verify(bytes: Uint8Array): Promise<Result<SignedBy>>;
};
