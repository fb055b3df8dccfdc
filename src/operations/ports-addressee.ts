/** The part of a transaction that keeps addressees' one-time codes and the ways they may pay. */

import type { Id } from "#domain/events/event.ts";
import type { AddresseeCode } from "#domain/items/addressee-code.ts";

/** How money can be paid: at a counter with the printed notice, or by bank with a reference. */
export const PAYMENT_WAYS = ["counter", "bank"] as const;
export type PaymentWay = {
  readonly way: (typeof PAYMENT_WAYS)[number];
  /** Where and how, in each language a person of the centre wrote it in. */
  readonly texts: { readonly en?: string; readonly fr?: string; readonly zh?: string };
};

export type AddresseeTx = {
  /** The codes of these items, locked for update, ids ascending. */
  addresseeCodes(itemIds: readonly Id[]): Promise<readonly AddresseeCode[]>;
  /** Inserts or replaces the code of an item. */
  saveAddresseeCode(code: AddresseeCode): Promise<void>;
  paymentWays(site: string): Promise<readonly PaymentWay[]>;
  /** In place of all that were there. */
  savePaymentWays(site: string, ways: readonly PaymentWay[]): Promise<void>;
};
