/** From which day an import says, of a code list or of a message profile. */
import { ok, type Result, refuse } from "#base/result.ts";
import { boundsOfDay, legalDay } from "#base/time.ts";
import type { CallContext } from "./define.ts";

/** What was imported last of the same, with the day from which it says; null for all days before. */
type Last = { readonly validFrom: string | null } | undefined;

/**
 * A first import says of all days, which is null, unless told otherwise; a later one from its own day
 * on, never from before the last: refuses `before` then, and `time/…` where the day is none.
 */
export function firstDay(
  { ports, now }: Pick<CallContext, "ports" | "now">,
  asked: string | undefined,
  last: Last,
  before: "codes/before-last" | "profile/before-last",
): Result<string | null> {
  const { legalZone } = ports.site;
  if (asked === undefined) return ok(last === undefined ? null : legalDay(now, legalZone));
  const day = boundsOfDay(asked, legalZone);
  if (!day.ok) return day;
  if (last?.validFrom != null && asked < last.validFrom) {
    return refuse(before, { found: asked, expected: last.validFrom });
  }
  return ok(asked);
}
