/** Kinds of deadlines, what `do-what-is-due` does with each, and the clocks behind them. */
import { regimeOrUndeclared } from "#domain/customs/regimes/index.ts";
import type { Id } from "#domain/events/event.ts";
import type { CallContext } from "./define.ts";
import type { Deadline, Ports } from "./ports.ts";

/** A hold ends by itself. */
export const HOLD_ENDS = "hold-ends";
/** An expected shipment that never came expires. */
export const EXPECTED_EXPIRES = "expected-expires";
/** A closed item's identifiers become free. */
export const IDENTIFIER_WINDOW = "identifier-window";

/** Receptacles of a dispatch that began to arrive are told as missing where they did not come. */
export const DISPATCH_MISSING = "dispatch-missing";

/** A shipment is compared with the lists of denied parties. */
export const SCREENING_DUE = "screening-due";
/** What is here is compared with a list of denied parties that is new, a page at a time. */
export const RESCREENING_DUE = "rescreening-due";

/** A list that waits for its documents is held against them once more. */
export const MATCH_AGAIN = "match-again";

/** Milliseconds after which it is: no transaction is that long. */
const AGAIN_MS = 300_000;

/** Days after which what was announced and never came expires; no standard sets it [design]. */
export const EXPECTED_DAYS = 90;

/** Milliseconds of a number of days. */
export function daysMs(days: number): number {
  return days * 86_400_000;
}

/** Milliseconds of months as identifier windows count them: 31 days each, never too short. */
export function monthsMs(months: number): number {
  return daysMs(31 * months);
}

/** Something to be done at `dueAt`, epoch ms. */
export function deadline(
  { ids, site }: Pick<Ports, "ids" | "site">,
  kind: string,
  subjectId: Id,
  dueAt: number,
  facts: Deadline["facts"] = {},
): Deadline {
  return { id: ids.next(), site: site.site, dueAt, kind, subjectId, facts };
}

/** When the identifiers of an item that is gone become free, by its regime's window. */
export function identifierWindow(
  { ports, now }: CallContext,
  itemId: Id,
  leftAt: number | null,
  regimeCode: string,
): Deadline {
  const dueAt = now + monthsMs(regimeOrUndeclared(regimeCode).identifierWindowMonths);
  return deadline(ports, IDENTIFIER_WINDOW, itemId, dueAt, { leftAt });
}

/** What is here after a shipment is compared with the newest list of denied parties. */
export function rescreening({ ports, now }: CallContext, after: Id): Deadline {
  const subjectId = ports.ids.derived(RESCREENING_DUE, ports.site.site);
  return deadline(ports, RESCREENING_DUE, subjectId, now, { after });
}

/** When a shipment that never came expires. */
export function expiry({ ports, now }: CallContext, shipmentId: Id): Deadline {
  return deadline(ports, EXPECTED_EXPIRES, shipmentId, now + daysMs(EXPECTED_DAYS));
}

/**
 * A list and a document that are taken in at the same moment do not see each other: a list that waits
 * is compared once more when both are kept for certain.
 */
export function matchAgain({ ports, now }: CallContext, shipmentId: Id): Deadline {
  return {
    id: ports.ids.next(),
    site: ports.site.site,
    dueAt: now + AGAIN_MS,
    kind: MATCH_AGAIN,
    subjectId: shipmentId,
    facts: {},
  };
}

/** When a partner is told what of a dispatch (S8) did not come; one for a partner and dispatch. */
export function dispatchMissing(
  { ports, now }: CallContext,
  partnerId: Id,
  dispatch: string,
  hours: number,
): Deadline {
  const subjectId = ports.ids.derived(partnerId, DISPATCH_MISSING, dispatch);
  const dueAt = now + hours * 3_600_000;
  return deadline(ports, DISPATCH_MISSING, subjectId, dueAt, { partnerId, dispatch });
}
