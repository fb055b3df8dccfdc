/** Kinds of deadlines, what `do-what-is-due` does with each, and the clocks behind them. */

/** A hold ends by itself. */
export const HOLD_ENDS = "hold-ends";
/** An expected shipment that never came expires. */
export const EXPECTED_EXPIRES = "expected-expires";
/** A closed item's identifiers become free. */
export const IDENTIFIER_WINDOW = "identifier-window";

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
