/**
 * Records that duty was paid by the addressee, or that a post's account or a guarantor owes it by the
 * month; later, that the account or guarantor paid. Computes no duty and moves no money.
 */
import { type Static, Type } from "typebox";
import { ok, type Refusal, type Result, refuse } from "#base/result.ts";
import { legalDay } from "#base/time.ts";
import type { PartyKind, PartyState } from "#domain/parties/party.ts";
import { type Duty, type DutyFact, decidePayment, dueMinor } from "#domain/shipments/duty.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import {
  answered,
  answerSchema,
  BATCH_LIMIT,
  batchCounts,
  type Row,
  rowsSchema,
  sortRows,
} from "./batch.ts";
import { isOfCentre } from "./centre-parties.ts";
import { type CallContext, command } from "./define.ts";
import { amountMembers, amountOf, dutyAnswer, statedRow } from "./duty-rows.ts";
import { rowMembers } from "./schemas.ts";
import { lockNamed, shipmentMembers } from "./shipment-rows.ts";
import { Unit } from "./unit.ts";

const PAYERS = ["addressee", "account", "guarantor"] as const;

const PaymentRow = Type.Object(
  {
    ...shipmentMembers,
    ...amountMembers,
    currency: Type.Optional(Type.String({ pattern: "^[A-Z]{3}$" })),
    payer: Type.Union(
      PAYERS.map((payer) => Type.Literal(payer)),
      {
        description:
          "An account or a guarantor owes it by the month at first; named again, it has paid.",
      },
    ),
    party: Type.Optional(
      Type.String({ maxLength: 64, description: "Code of the account's or guarantee's holder." }),
    ),
    reference: Type.String({
      minLength: 1,
      maxLength: 64,
      description: "Of the payment; a shipment takes each once.",
    }),
  },
  { additionalProperties: false },
);
type Payment = Static<typeof PaymentRow>;

const batch = { field: "payments", row: PaymentRow, max: BATCH_LIMIT };

export const recordPayment = command({
  name: "record-payment",
  sentence: "Records payments of duty, by the addressee, by a monthly account or by a guarantor.",
  roles: ["clerk", "officer", "system"],
  input: Type.Object(
    { payments: rowsSchema("Payments to record; without an amount, all that is due.") },
    { additionalProperties: false },
  ),
  output: answerSchema(Type.Object({ ...rowMembers, ...dutyAnswer })),
  batch,
  counts: batchCounts,
  handler: async (context, input) => {
    const sorted = sortRows<Payment>(batch, input.payments as unknown[]);
    const parties = await context.tx.findParties(
      sorted.rows.flatMap(({ value }) => value.party ?? []),
    );
    const { actor, tx } = context;
    const own = (await tx.load("party", [actor.partyId])).get(actor.partyId);
    const unit = new Unit(context);
    const shipmentOf = await lockNamed(context, unit, sorted.rows);
    const told = sorted.rows.map((row) =>
      statedRow(context, unit, row.row, shipmentOf(row), (shipment) =>
        paidBy({ context, parties, own }, row, shipment),
      ),
    );
    await unit.save();
    return answered([...sorted.answers, ...told]);
  },
});

type Paying = {
  readonly context: CallContext;
  readonly parties: ReadonlyMap<string, PartyState>;
  /** The caller's own party. */
  readonly own: PartyState | undefined;
};

function paidBy(
  { context, parties, own }: Paying,
  { value }: Row<Payment>,
  { duty }: ShipmentState,
): Result<readonly DutyFact[]> {
  const holder = parties.get(value.party ?? "");
  if (duty === null) return refuse("duty/not-assessed");
  if (value.party !== holder?.code) {
    return refuse("party/unknown", { field: "party", found: value.party });
  }
  const refusal = notYours(context, value, duty, own, holder?.id);
  if (refusal !== undefined) return { ok: false, refusal };
  const amountMinor = paidOf(context, value, duty);
  if (!amountMinor.ok) return amountMinor;
  const { payer, reference, currency = duty.currency } = value;
  const party = holder?.id ?? bound(context, own);
  const payment = { amountMinor: amountMinor.value, currency, payer, party, reference };
  const decided = decidePayment(duty, payment);
  return decided.ok ? ok([decided.value]) : decided;
}

/** Whose account or guarantee it is where none is named: one's own; of the centre, who owes it. */
function bound(context: CallContext, own: PartyState | undefined): string | null {
  return isOfCentre(context) ? null : (own?.id ?? null);
}

/** The amount of a row, all that is due where it names none. */
function paidOf({ now, ports }: CallContext, value: Payment, duty: Duty): Result<bigint> {
  const on = legalDay(now, ports.site.legalZone);
  const amount = amountOf(value, value.currency ?? duty.currency, on);
  if (!amount.ok) return amount;
  if (amount.value === 0n) return refuse("duty/amount-zero");
  return ok(amount.value ?? dueMinor(duty));
}

/** Parties that collect duty from addressees for customs. */
const COLLECT: ReadonlySet<PartyKind> = new Set(["post"]);

/**
 * The centre and its authorities record any payment. Another party binds its own account or guarantee
 * only, and of addressees' money tells only who collects it: nobody frees goods by a word of its own.
 */
function notYours(
  context: CallContext,
  { payer }: Payment,
  duty: Duty,
  own: PartyState | undefined,
  named: string | undefined,
): Refusal | undefined {
  if (isOfCentre(context)) return undefined;
  const sees = own !== undefined && duty.readers.includes(own.id);
  const isOwn = named === undefined || named === own?.id;
  const may = payer === "addressee" ? own !== undefined && COLLECT.has(own.kind) : isOwn;
  return sees && may ? undefined : { code: "duty/not-yours", facts: { found: payer } };
}
