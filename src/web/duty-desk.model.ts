/** What the duty desk asks for, as its address holds it, and what an amount typed there means. */
import type { ShownEvent } from "./answers.ts";
import { openIn, textIn } from "./desk.model.ts";

export const DUTY_STATES = ["due", "owed", "refund"] as const;

export type DutySearch = {
  readonly state?: (typeof DUTY_STATES)[number];
  /** Code of who owes it. */
  readonly party?: string;
  /** Id or code of the shipment that is open beside the list. */
  readonly open?: string;
};

/** The filters in an address; what the desk does not know is dropped. */
export function dutySearchOf(search: Record<string, unknown>): DutySearch {
  const state = DUTY_STATES.find((one) => one === search["state"]);
  const party = textIn(search, "party");
  const { open } = openIn(search);
  return {
    ...(state !== undefined && { state }),
    ...(party !== undefined && { party }),
    ...(open !== undefined && { open }),
  };
}

/** An amount as somebody typed it, with a point: a comma is one where it stands before the decimals. */
export function typedAmount(text: string): string {
  return text.trim().replace(/,(\d{1,4})$/, ".$1");
}

/** What an addressee said was paid. */
export type Announced = {
  readonly amountMinor: string;
  readonly currency: string;
  readonly way: string;
  readonly reference: string;
  readonly at: number;
};

/** The last payment that the addressee of a piece announced; undefined where none was. */
export function announcedIn(events: readonly ShownEvent[]): Announced | undefined {
  const said = events.filter(({ type }) => type === "payment-announced");
  const last = said.toSorted((one, other) => other.recordedAt - one.recordedAt)[0];
  const { amountMinor, currency, way, reference } = last?.data ?? {};
  if (last === undefined || typeof currency !== "string") return undefined;
  const at = last.occurredAt;
  return {
    amountMinor: String(amountMinor),
    currency,
    way: String(way),
    reference: String(reference),
    at,
  };
}
