/** A line for a partner as it is queued: nobody has tried to send it yet. What it says is its maker's. */
import type { CallContext } from "./define.ts";
import type { OutboxRow } from "./ports-messages.ts";

/** The line, with an id of its own and the time of the call. */
export function outboxLine(
  { ports, now }: Pick<CallContext, "ports" | "now">,
  line: Omit<OutboxRow, "id" | "queuedAt" | "attempts">,
): OutboxRow {
  return { ...line, id: ports.ids.next(), queuedAt: now, attempts: 0 };
}
