/**
 * Duty is paid: the post collects it from addressees, the guarantor of e-commerce and the accounts of
 * express firms owe it by the month, a senior officer waives a little of it.
 */
import { groupBy } from "#base/group-by.ts";
import type { ParcelEntry } from "#world/books.ts";
import type { Deed } from "#world/deeds.ts";
import {
  type AnsweredRow,
  batchDeeds,
  chanceOn,
  goOn,
  type Scene,
  type Step,
} from "#world/scene.ts";

/** Of what is to be paid, waived [design]. */
const WAIVED = 0.02;

type Payment = { readonly who: string; readonly payer: "addressee" | "account" | "guarantor" };

export const pay: Step = {
  kind: "pay",
  deeds(scene, entries) {
    const isWaived = (entry: ParcelEntry): boolean =>
      chanceOn(scene, entry, "waived").happens(WAIVED);
    const paid = entries.filter((entry) => !isWaived(entry));
    const byPayer = groupBy(paid, (entry) => JSON.stringify(paymentOf(entry)));
    return [
      ...[...byPayer].flatMap(([payment, own]) => payDeeds(scene, JSON.parse(payment), own)),
      ...waiveDeeds(scene, entries.filter(isWaived)),
    ];
  },
};

function paymentOf({ parcel }: ParcelEntry): Payment {
  if (parcel.stream === "postal") return { who: "post", payer: "addressee" };
  if (parcel.stream === "ecommerce") return { who: "forwarder", payer: "guarantor" };
  return parcel.number % 2 === 0
    ? { who: parcel.lodgedBy, payer: "account" }
    : { who: "customs", payer: "addressee" };
}

function payDeeds(
  scene: Scene,
  { who, payer }: Payment,
  entries: readonly ParcelEntry[],
): readonly Deed[] {
  return batchDeeds(scene, {
    name: `pay/${who}/${payer}`,
    who,
    operation: "record-payment",
    field: "payments",
    rows: entries.map((entry) => ({
      of: entry,
      entry,
      row: { shipmentId: entry.shipmentId, payer, reference: `R-${entry.parcel.number}` },
    })),
    heard: (entry, answer) => hearPaid(scene, entry, answer, payer),
  });
}

function waiveDeeds(scene: Scene, entries: readonly ParcelEntry[]): readonly Deed[] {
  const asked = ({ done }: ParcelEntry): string =>
    done.has("waiver-asked") ? "customs" : "customs-head";
  const byOfficer = groupBy(entries, asked);
  return [...byOfficer].flatMap(([who, own]) =>
    batchDeeds(scene, {
      name: `waive/${who}`,
      who,
      operation: "waive-duty",
      field: "waivers",
      rows: own.map((entry) => ({
        of: entry,
        entry,
        row: { shipmentId: entry.shipmentId, reason: "Returned goods of the addressee's own." },
      })),
      heard(entry, answer) {
        if (answer["asked"] !== true) return hearPaid(scene, entry, answer, "waived");
        entry.done.add("waiver-asked");
        goOn(scene, entry, "pay", 1);
        return true;
      },
    }),
  );
}

function hearPaid(
  scene: Scene,
  entry: ParcelEntry,
  answer: AnsweredRow,
  by: NonNullable<ParcelEntry["paidBy"]>,
): boolean {
  if (answer.refusal !== undefined) return false;
  entry.paidBy = by;
  goOn(scene, entry, "dock", 1);
  return true;
}
