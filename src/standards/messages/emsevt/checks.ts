/**
 * What an EMSEVT must keep to beyond its table: which events need a reason or an action, which are
 * never sent, and no event told twice. Rules others break are warnings; ours to break are errors.
 */
import type { CheckContext, Fault } from "#standards/profiles/message-entry.ts";
import { checkCount } from "#standards/profiles/totals.ts";
import type { Emsevt1, Emsevt3 } from "./profile.ts";

type Emsevt = Emsevt1 | Emsevt3;
type ItemEvent = Emsevt["items"][number]["events"][number];

/** Source: operations questions of the PRIME posts (EMH) and their reports (EDX, EME, EMH). */
const NEEDS: Readonly<Record<string, readonly ("reason" | "action")[]>> = {
  EMH: ["reason", "action"],
  EME: ["reason"],
  EDX: ["reason"],
};
/** A code of an older "out of sorting centre": read from others, never sent. */
const NEVER_SENT = "EMX";

/** Faults of the events told, in the order of the message. */
export function checkEmsevt(value: Emsevt, { direction }: CheckContext): readonly Fault[] {
  const severity = direction === "out" ? "error" : "warning";
  return [
    ...checkCount(value, "itemTotal", value.itemTotal, value.items.length),
    ...value.items.flatMap(({ events }) => [
      ...events.flatMap((event) => checkRules(event, severity)),
      ...(direction === "out" ? events.flatMap(checkSent) : []),
      ...checkRepeated(events),
    ]),
  ];
}

function checkRules(event: ItemEvent, severity: "error" | "warning"): readonly Fault[] {
  const lacking = (NEEDS[event.event] ?? []).filter((field) => event[field] === undefined);
  return lacking.map((field) => ({
    code: "message/rule",
    severity,
    of: event,
    field,
    found: event.event,
    expected: field,
  }));
}

function checkSent(event: ItemEvent): readonly Fault[] {
  if (event.event !== NEVER_SENT) return [];
  return [
    { code: "message/rule", severity: "error", of: event, field: "event", found: NEVER_SENT },
  ];
}

/** The same event at the same time of the same item. */
function checkRepeated(events: readonly ItemEvent[]): readonly Fault[] {
  const seen = new Set<string>();
  return events.flatMap((event) => {
    const key = `${event.event} ${event.at.text} ${event.office ?? ""}`;
    const isTwice = seen.has(key);
    seen.add(key);
    return isTwice ? [{ code: "message/twice", of: event, field: "event", found: key }] : [];
  });
}
