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
  const { reference, interchange: interchangeRef, contentHash } = mine;
  const at = { messageRef: reference, interchangeRef };
  const done = known.filter((other) => isDoneUnderSameName(message, other));
  if (done.some(({ contained }) => contained?.contentHash !== contentHash)) {
    const finding = { severity: "error", at, found: reference } as const;
    return { isDone: false, finding: { code: "message/reference-reused", ...finding } };
  }
  if (!done.some(({ state }) => state === "taken-in")) return undefined;
  const finding = { severity: "info", at, found: reference } as const;
  return { isDone: true, finding: { code: "message/received-before", ...finding } };
}

/** Another message of the same references of which something was done and that still stands. */
function isDoneUnderSameName(message: Message, other: Message): boolean {
  if (other.id === message.id || other.id === message.corrects) return false;
  if (other.rowsDone === 0 || other.state === "replaced") return false;
  return isSameName(message, other);
}

/** Whether two messages have the same sender, interchange and reference. */
export function isSameName(message: Message, other: Message): boolean {
  return nameOf(message) === nameOf(other);
}

function nameOf({ contained }: Message): string {
  return JSON.stringify([contained?.reference, contained?.interchange, contained?.sender]);
}
