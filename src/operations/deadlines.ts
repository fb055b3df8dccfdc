/** Kinds of deadlines, what `do-what-is-due` does with each, and the clocks behind them. */
import { regimeOrUndeclared } from "#domain/customs/regimes/index.ts";
import type { Id } from "#domain/events/event.ts";
import type { CallContext } from "./define.ts";
import type { Deadline } from "./ports.ts";

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

/** When the identifiers of an item that is gone become free, by its regime's window. */
export function identifierWindow(
  context: CallContext,
  itemId: Id,
  leftAt: number | null,
  regimeCode: string,
): Deadline {
  const { ports, now } = context;
  const regime = regimeOrUndeclared(regimeCode);
  return {
    id: ports.ids.next(),
    site: ports.site.site,
    dueAt: now + monthsMs(regime.identifierWindowMonths),
    kind: IDENTIFIER_WINDOW,
    subjectId: itemId,
    facts: { leftAt },
  };
}

/** What is here after a shipment is compared with the newest list of denied parties. */
export function rescreening({ ports, now }: CallContext, after: Id): Deadline {
  const { ids, site } = ports;
  const subjectId = ids.derived(RESCREENING_DUE, site.site);
  const facts = { after };
  return { id: ids.next(), site: site.site, dueAt: now, kind: RESCREENING_DUE, subjectId, facts };
}

/** When a shipment that never came expires. */
export function expiry(context: CallContext, shipmentId: Id): Deadline {
  const { ports, now } = context;
  return {
    id: ports.ids.next(),
    site: ports.site.site,
    dueAt: now + daysMs(EXPECTED_DAYS),
    kind: EXPECTED_EXPIRES,
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
  return {
    id: ports.ids.next(),
    site: ports.site.site,
    dueAt: now + hours * 3_600_000,
    kind: DISPATCH_MISSING,
    subjectId: ports.ids.derived(partnerId, DISPATCH_MISSING, dispatch),
    facts: { partnerId, dispatch },
  };
}
