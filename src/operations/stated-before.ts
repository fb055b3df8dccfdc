/** Whether a sender's statement of a document is no later than the one that is kept: then nothing is kept. */
import type { Finding } from "#base/result.ts";
import type { StoredDocument } from "./ports-documents.ts";

/** Says that a document was stated as late before or later; undefined where this statement is news. */
export function statedBefore(
  found: string,
  { statedAt: expected }: Pick<StoredDocument, "statedAt">,
): Finding | undefined {
  if (found > expected) return undefined;
  const [code, severity] =
    found < expected
      ? (["document/older", "warning"] as const)
      : (["document/kept-already", "info"] as const);
  return { code, severity, at: { field: "statedAt" }, found, expected };
}
