/**
 * What others report of a piece or container: the last of their events in occurred order. A report
 * says what somebody saw elsewhere; it never moves a subject here and never undoes its exit.
 */
import { type Event, textOf } from "./event.ts";

/** The latest report by its own time; of two at the same instant the one recorded later. */
export type LastReport = {
  /** The reporter's code, as received, and the code list it is of. */
  readonly code: string;
  readonly list: string;
  /** Epoch ms. */
  readonly at: number;
  /** Where, as received: an office or place of others. */
  readonly office?: string;
};

/** The last report after one more; a late one changes nothing. */
export function lastReport(before: LastReport | undefined, event: Event): LastReport {
  if (before !== undefined && event.occurredAt < before.at) return before;
  const office = textOf(event, "office");
  return {
    at: event.occurredAt,
    code: textOf(event, "code"),
    list: textOf(event, "list"),
    ...(office === "" ? {} : { office }),
  };
}

/**
 * Item events (UPU EMSEVT) that the public is told: where the piece is and what the addressee has to
 * know. Holds of the post's own and irregularities are for the posts [design].
 */
const PUBLIC_CODES: ReadonlySet<string> = new Set(
  "EMA EMB EXA EXC EMC EMJ EMK EMD EDB EME EDC EMF EDD EDE EMG EDG EDH EMH EMI".split(" "),
);

/** The list whose codes are item events of the UPU. */
export const ITEM_EVENTS = "item-events";

/** Whether the public is told of a report. */
export function isPublicReport(list: string, code: string): boolean {
  return list === ITEM_EVENTS && PUBLIC_CODES.has(code);
}
