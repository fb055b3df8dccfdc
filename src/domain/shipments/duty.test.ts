/** Duty as a fold and its decisions: whatever is tried in whatever order, nobody pays twice. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Event } from "#domain/events/event.ts";
import {
  type Duty,
  type DutyFact,
  decidePayment,
  decideRefund,
  decideWaiver,
  dueMinor,
  FOUR_EYES_MINOR,
  foldDuty,
  isUnpaid,
  type Payer,
  REFERENCES_LIMIT,
} from "./duty.ts";

const ID = "018f0000-0000-7000-8000-000000000001";
const FIRST = "018f0000-0000-7000-8000-000000000002";
const SECOND = "018f0000-0000-7000-8000-000000000003";

function eventOf({ type, data }: DutyFact, actor = FIRST): Event {
  const at = { occurredAt: 1, recordedAt: 1, version: 1, schema: 1 };
  const who = { key: ID, callId: ID, actor, site: "S", subjectId: ID };
  return { ...at, ...who, type, data, subject: "shipment", sensitivity: 2 };
}

function assessed(minor: number, before: Duty | null = null): Duty {
  const data = { currency: "CNY", totalMinor: String(minor), collected: true, owedBy: ID };
  return foldDuty(before, eventOf({ type: "duty-assessed", data }));
}

const payment = (amountMinor: bigint, reference: string, payer: Payer = "addressee") => {
  return { amountMinor, currency: "CNY", payer, party: null, reference };
};

/** What somebody tries: an assessment, a payment, a waiver or a refund of an amount. */
const Try = fc.record({
  what: fc.constantFrom("assess", "addressee", "account", "waive", "refund"),
  minor: fc.integer({ min: 1, max: 5_000 }),
  reference: fc.constantFrom("A", "B", "C", "D"),
});

function tried(
  duty: Duty,
  { what, minor, reference }: typeof Try extends fc.Arbitrary<infer T> ? T : never,
): Duty {
  const amountMinor = BigInt(minor);
  const relief = { amountMinor, reason: "r", by: FIRST };
  const fold = (facts: readonly DutyFact[]): Duty =>
    facts.reduce<Duty>((state, fact) => foldDuty(state, eventOf(fact)), duty);
  if (what === "assess") return assessed(minor, duty);
  if (what === "waive") {
    const facts = decideWaiver(duty, relief);
    return facts.ok ? fold(facts.value) : duty;
  }
  if (what === "refund") {
    const facts = decideRefund(duty, relief, reference);
    return facts.ok ? fold(facts.value) : duty;
  }
  const paid = decidePayment(duty, payment(amountMinor, reference, what as Payer));
  return paid.ok ? fold([paid.value]) : duty;
}

describe("what is owed", () => {
  test("property: nothing is paid beyond what is due, refunded beyond what was paid, or used twice", () => {
    fc.assert(
      fc.property(fc.array(Try, { maxLength: 30 }), (tries) => {
        let duty = assessed(3_000);
        for (const one of tries) {
          const before = dueMinor(duty);
          duty = tried(duty, one);
          expect(duty.refundedMinor).toBeLessThanOrEqual(duty.paidMinor);
          expect(new Set(duty.references).size).toBe(duty.references.length);
          if (one.what !== "assess" && before >= 0n)
            expect(dueMinor(duty)).toBeGreaterThanOrEqual(0n);
          if (one.what === "refund")
            expect(isUnpaid(duty)).toBe(duty.securedBy === null && before > 0n);
        }
      }),
    );
  });

  test("an account secures the whole once and then pays; a reference is used once", () => {
    const secured = decidePayment(assessed(100), payment(100n, "A", "account"));
    expect(secured).toMatchObject({ ok: true, value: { type: "duty-secured" } });
    if (!secured.ok) return;
    const duty = foldDuty(assessed(100), eventOf(secured.value));
    expect([isUnpaid(duty), dueMinor(duty), duty.readers]).toEqual([false, 100n, [ID]]);
    expect(decidePayment(duty, payment(100n, "A", "account"))).toMatchObject({
      refusal: { code: "duty/reference-used" },
    });
    expect(decidePayment(duty, payment(60n, "B", "account"))).toMatchObject({
      value: { type: "duty-paid" },
    });
  });

  test("a large relief is stated by a second officer of the same amount only", () => {
    const amountMinor = FOUR_EYES_MINOR;
    const duty = assessed(Number(amountMinor) + 500);
    const relief = { amountMinor, reason: "relief", by: FIRST };
    const asked = decideWaiver(duty, relief);
    expect(asked).toMatchObject({ value: [{ type: "duty-waiver-asked" }] });
    if (!asked.ok || asked.value[0] === undefined) return;
    const waiting = foldDuty(duty, eventOf(asked.value[0]));
    expect(decideWaiver(waiting, relief)).toMatchObject({ refusal: { code: "duty/four-eyes" } });
    const other = { ...relief, by: SECOND };
    expect(decideWaiver(waiting, { ...other, amountMinor: amountMinor + 1n })).toMatchObject({
      value: [{ type: "duty-waiver-asked" }],
    });
    expect(decideWaiver(waiting, other)).toMatchObject({ value: [{ type: "duty-waived" }] });
    expect(decideRefund(waiting, other, "R")).toMatchObject({
      refusal: { code: "duty/more-than-paid" },
    });
  });

  test("payments of one shipment are bounded", () => {
    const references = Array.from({ length: REFERENCES_LIMIT }, (_, at) => `R${at}`);
    const duty = { ...assessed(1_000), references };
    expect(decidePayment(duty, payment(1n, "NEW"))).toMatchObject({
      refusal: { code: "duty/too-many-payments" },
    });
    expect(decidePayment(duty, payment(1_000n, "NEW"))).toMatchObject({
      value: { type: "duty-paid" },
    });
  });
});
