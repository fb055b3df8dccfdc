/**
 * What is owed on a shipment: the fold of its assessments, payments, waivers and refunds, and which
 * of these may be stated next. Minor units throughout; computes no tax.
 */
import { assert, ok, type Result, refuse } from "#base/result.ts";
import { type Event, type Id, sortedReaders } from "#domain/events/event.ts";

/** Who stands behind a payment; an account or a guarantor may also owe it by the month. */
export type Payer = "addressee" | "account" | "guarantor";

/** A waiver or refund that a second officer must state too. */
export type DutyAsked = {
  readonly what: "waiver" | "refund";
  readonly amountMinor: bigint;
  readonly by: Id;
};

/** What is owed on a shipment: totals in minor units, by the events since the first assessment. */
export type Duty = {
  readonly currency: string;
  /** Of the last assessment; 0 where it is not collected. */
  readonly assessedMinor: bigint;
  readonly waivedMinor: bigint;
  readonly paidMinor: bigint;
  readonly refundedMinor: bigint;
  /** Who owes it by the month instead of before release; null where it is paid before. */
  readonly securedBy: "account" | "guarantor" | null;
  /**
   * The party that owes it: the payer or declarant, or whose account or guarantee it is. Null where
   * the centre declared for an addressee, who owes it.
   */
  readonly owedBy: Id | null;
  /** Parties that may see it among what is owed. */
  readonly readers: readonly Id[];
  /** References of payments, securities and refunds, each used once a shipment. */
  readonly references: readonly string[];
  readonly asked: DutyAsked | null;
  readonly assessedAt: number;
  readonly eventKey: Id;
};

/** What is still to be paid; negative where more was paid than is owed. */
export function dueMinor(duty: Duty): bigint {
  return duty.assessedMinor - duty.waivedMinor - duty.paidMinor + duty.refundedMinor;
}

/** Whether it keeps a shipment from being released. */
export function isUnpaid(duty: Duty | null): boolean {
  return duty !== null && duty.securedBy === null && dueMinor(duty) > 0n;
}

/** Payments, securities and refunds of a part that one shipment takes at most. */
export const REFERENCES_LIMIT = 100;
/** From this sum of a shipment's on, in fen, a waiver or refund needs a second officer [design]. */
export const FOUR_EYES_MINOR = 100_000n;
/** Level of an officer who may waive or refund [design]. */
export const RELIEF_LEVEL = 2;

/** A fact about duty, to be stated on the shipment. */
export type DutyFact = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };

export type Payment = {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly payer: Payer;
  /** The party whose account or guarantee it is. */
  readonly party: Id | null;
  readonly reference: string;
};

/**
 * A payment of all or a part of what is due. An account or a guarantor first secures the whole, and
 * pays it later by the month. Refuses `duty/not-assessed`, `duty/other-currency`,
 * `duty/reference-used`, `duty/nothing-due`, `duty/overpaid`, `duty/secure-whole` and
 * `duty/holder-missing`.
 */
export function decidePayment(duty: Duty | null, payment: Payment): Result<DutyFact> {
  const { amountMinor, currency, payer, party, reference } = payment;
  if (duty === null) return refuse("duty/not-assessed");
  if (currency !== duty.currency) {
    return refuse("duty/other-currency", { found: currency, expected: duty.currency });
  }
  const due = dueMinor(duty);
  const used = referenceFault(duty, reference, amountMinor === due);
  if (used !== undefined) return used;
  if (due <= 0n) return refuse("duty/nothing-due");
  const amounts = { found: String(amountMinor), expected: String(due) };
  if (amountMinor > due) return refuse("duty/overpaid", amounts);
  const data = { amountMinor: String(amountMinor), reference };
  if (payer === "addressee" || duty.securedBy === payer) {
    return ok({ type: "duty-paid", data: { ...data, payer } });
  }
  if (amountMinor !== due) return refuse("duty/secure-whole", amounts);
  const owedBy = party ?? duty.owedBy;
  return owedBy === null
    ? refuse("duty/holder-missing", { found: payer })
    : ok({ type: "duty-secured", data: { ...data, by: payer, owedBy } });
}

export type Relief = { readonly amountMinor: bigint; readonly reason: string; readonly by: Id };

/**
 * A waiver of all or a part of what is due; a large one only asks for a second officer's. Refuses
 * `duty/not-assessed`, `duty/more-than-due` and `duty/four-eyes`.
 */
export function decideWaiver(duty: Duty | null, relief: Relief): Result<readonly DutyFact[]> {
  if (duty === null) return refuse("duty/not-assessed");
  const due = dueMinor(duty);
  if (relief.amountMinor > due) {
    return refuse("duty/more-than-due", {
      found: String(relief.amountMinor),
      expected: String(due),
    });
  }
  return withFourEyes(duty, "waiver", relief, [waived(relief.amountMinor, relief.reason)]);
}

/**
 * A refund of what was paid; what is still owed of it is waived with it, so that nothing falls due
 * again. Refuses `duty/not-assessed`, `duty/more-than-paid`, `duty/reference-used`, `duty/four-eyes`.
 */
export function decideRefund(
  duty: Duty | null,
  relief: Relief,
  reference: string,
): Result<readonly DutyFact[]> {
  if (duty === null) return refuse("duty/not-assessed");
  const { amountMinor, reason } = relief;
  const paid = duty.paidMinor - duty.refundedMinor;
  if (amountMinor > paid) {
    return refuse("duty/more-than-paid", { found: String(amountMinor), expected: String(paid) });
  }
  const used = referenceFault(duty, reference, amountMinor === paid);
  if (used !== undefined) return used;
  const due = dueMinor(duty);
  const over = due < 0n ? -due : 0n;
  const owed = amountMinor > over ? amountMinor - over : 0n;
  const refunded = { amountMinor: String(amountMinor), reason, reference };
  return withFourEyes(duty, "refund", relief, [
    ...(owed > 0n ? [waived(owed, reason)] : []),
    { type: "duty-refunded", data: refunded },
  ]);
}

function waived(amountMinor: bigint, reason: string): DutyFact {
  return { type: "duty-waived", data: { amountMinor: String(amountMinor), reason } };
}

/** Many small reliefs of one shipment are a large one: with what was granted before it counts. */
function withFourEyes(
  { asked, waivedMinor, refundedMinor }: Duty,
  what: DutyAsked["what"],
  { amountMinor, reason, by }: Relief,
  facts: readonly DutyFact[],
): Result<readonly DutyFact[]> {
  const grantedMinor = what === "waiver" ? waivedMinor : refundedMinor;
  if (grantedMinor + amountMinor < FOUR_EYES_MINOR) return ok(facts);
  const same = asked?.what === what && asked.amountMinor === amountMinor;
  if (same && asked.by === by) return refuse("duty/four-eyes");
  if (same) return ok(facts);
  const data = { amountMinor: String(amountMinor), reason };
  return ok([{ type: `duty-${what}-asked`, data }]);
}

/** Each reference once, and so many at most; what settles the whole is taken beyond them. */
function referenceFault(
  { references }: Duty,
  reference: string,
  isWhole: boolean,
): ReturnType<typeof refuse> | undefined {
  if (references.includes(reference)) return refuse("duty/reference-used", { found: reference });
  return isWhole || references.length < REFERENCES_LIMIT
    ? undefined
    : refuse("duty/too-many-payments", { expected: REFERENCES_LIMIT });
}

const FOLDS: Readonly<Record<string, (duty: Duty, event: Event) => Duty>> = {
  "duty-paid": (duty, event) => summed(referred(duty, event), "paidMinor", event),
  "duty-waived": (duty, event) => ({ ...summed(duty, "waivedMinor", event), asked: null }),
  "duty-refunded": (duty, event) => ({
    ...summed(referred(duty, event), "refundedMinor", event),
    asked: null,
  }),
  "duty-secured": (duty, event) => ({ ...referred(duty, event), ...securedBy(duty, event) }),
  "duty-waiver-asked": (duty, event) => ({ ...duty, asked: askedBy("waiver", event) }),
  "duty-refund-asked": (duty, event) => ({ ...duty, asked: askedBy("refund", event) }),
};

/** Folds one event about duty, in recorded order. */
export function foldDuty(before: Duty | null, event: Event): Duty {
  if (event.type === "duty-assessed") return assessed(before, event);
  const fold = FOLDS[event.type];
  assert(before !== null && fold !== undefined, "duty is assessed before anything else");
  return fold(before, event);
}

/** A new assessment replaces the last; what was paid, waived and secured stands. */
function assessed(before: Duty | null, event: Event): Duty {
  const { currency, totalMinor, dueMinor: due, collected, owedBy, readers } = event.data ?? {};
  return {
    waivedMinor: 0n,
    paidMinor: 0n,
    refundedMinor: 0n,
    securedBy: null,
    references: [],
    ...before,
    owedBy: (owedBy as Id | undefined) ?? before?.owedBy ?? null,
    readers: (readers as readonly Id[] | undefined) ?? before?.readers ?? [],
    asked: null,
    currency: String(currency),
    assessedMinor: collected === false ? 0n : BigInt(String(due ?? totalMinor)),
    assessedAt: event.occurredAt,
    eventKey: event.key,
  };
}

function summed(
  duty: Duty,
  sum: "paidMinor" | "waivedMinor" | "refundedMinor",
  event: Event,
): Duty {
  return { ...duty, [sum]: duty[sum] + amountOf(event) };
}

function amountOf(event: Event): bigint {
  return BigInt(String(event.data?.["amountMinor"]));
}

function referred(duty: Duty, event: Event): Duty {
  const reference = event.data?.["reference"];
  if (typeof reference !== "string") return duty;
  return { ...duty, references: [...duty.references, reference] };
}

/** Whoever owes it from now on sees it too. */
function securedBy(duty: Duty, event: Event): Pick<Duty, "securedBy" | "owedBy" | "readers"> {
  const owedBy = (event.data?.["owedBy"] as Id | null | undefined) ?? duty.owedBy;
  const readers = owedBy === null ? duty.readers : sortedReaders([...duty.readers, owedBy]);
  return { securedBy: event.data?.["by"] as Duty["securedBy"], owedBy, readers };
}

function askedBy(what: DutyAsked["what"], event: Event): DutyAsked {
  return { what, amountMinor: amountOf(event), by: event.actor };
}
