/**
 * Whether a message was taken in before: by its sender, the interchange's and its own reference. The
 * same content is done once; other content under the same references is never a silent overwrite.
 */
import type { Finding } from "#base/result.ts";
import type { Message } from "./ports-messages.ts";

export type Same = { readonly finding: Finding; readonly isDone: boolean };

/** What stands in the way of doing a message, among those under the same references. */
export function sameMessage(message: Message, known: readonly Message[]): Same | undefined {
  const mine = message.contained;
  if (mine === undefined || mine.reference === "") return undefined;
  for (const other of known) {
    const its = other.contained;
    if (its === undefined || other.id === message.id || other.id === message.corrects) continue;
    const isNamed =
      its.reference === mine.reference &&
      its.interchange === mine.interchange &&
      its.sender === mine.sender;
    if (!isNamed || other.rowsDone === 0 || other.state === "replaced") continue;
    const at = { messageRef: mine.reference, interchangeRef: mine.interchange };
    if (its.contentHash !== mine.contentHash) {
      const finding = { severity: "error", at, found: mine.reference } as const;
      return { isDone: false, finding: { code: "message/reference-reused", ...finding } };
    }
    if (other.state !== "taken-in") continue;
    const finding = { severity: "info", at, found: mine.reference } as const;
    return { isDone: true, finding: { code: "message/received-before", ...finding } };
  }
  return undefined;
}
