/**
 * What a person may buy in a year and how shipments use it up: reserve, consume, give back, in fen.
 * Pure arithmetic on values handed in; whose balance it is and where it is locked is not known here.
 */
import { assert, ok, type Result, refuse } from "#base/result.ts";

/** One person's year; reserved and consumed are never negative and together never above the limit. */
export type AnnualBalance = {
  readonly year: number;
  readonly limitMinor: bigint;
  readonly reservedMinor: bigint;
  readonly consumedMinor: bigint;
};

/** What one shipment holds of a balance; both parts are given back in whole or in part. */
export type BalanceShare = { readonly reservedMinor: bigint; readonly consumedMinor: bigint };

/** A shipment that holds nothing yet. */
export const NO_SHARE: BalanceShare = { reservedMinor: 0n, consumedMinor: 0n };

/** The balance and the shipment's share after an act; both are saved or neither. */
export type BalanceMove = { readonly balance: AnnualBalance; readonly share: BalanceShare };

/** A year in which nothing was bought; the limit is the rule book's in force. */
export function openBalance(year: number, limitMinor: bigint): AnnualBalance {
  assert(limitMinor >= 0n, "a limit is not negative");
  return { year, limitMinor, reservedMinor: 0n, consumedMinor: 0n };
}

/** What may still be bought, in fen; 0 where a limit was lowered under what is used. */
export function leftMinor(balance: AnnualBalance): bigint {
  const left = balance.limitMinor - balance.reservedMinor - balance.consumedMinor;
  return left < 0n ? 0n : left;
}

/**
 * Sets an amount aside for a shipment when it is declared. Refuses `balance/exceeded` with what was
 * asked and what is left, and `balance/not-positive`.
 */
export function reserve(
  balance: AnnualBalance,
  share: BalanceShare,
  amountMinor: bigint,
): Result<BalanceMove> {
  if (amountMinor <= 0n) return refuse("balance/not-positive", { found: String(amountMinor) });
  const left = leftMinor(balance);
  if (amountMinor > left) {
    return refuse("balance/exceeded", { found: String(amountMinor), expected: String(left) });
  }
  return moved(balance, share, amountMinor, 0n);
}

/** Uses up all that the shipment has reserved, when it is released. Refuses `balance/none-reserved`. */
export function consume(balance: AnnualBalance, share: BalanceShare): Result<BalanceMove> {
  const amount = share.reservedMinor;
  return amount === 0n ? refuse("balance/none-reserved") : moved(balance, share, -amount, amount);
}

/**
 * Gives back part or all of what the shipment holds: what is reserved first (it was cancelled), then
 * what is consumed (goods came back). Refuses `balance/more-than-held` and `balance/not-positive`.
 */
export function giveBack(
  balance: AnnualBalance,
  share: BalanceShare,
  amountMinor: bigint,
): Result<BalanceMove> {
  if (amountMinor <= 0n) return refuse("balance/not-positive", { found: String(amountMinor) });
  const held = share.reservedMinor + share.consumedMinor;
  if (amountMinor > held) {
    return refuse("balance/more-than-held", { found: String(amountMinor), expected: String(held) });
  }
  const reserved = amountMinor < share.reservedMinor ? amountMinor : share.reservedMinor;
  return moved(balance, share, -reserved, reserved - amountMinor);
}

function moved(
  balance: AnnualBalance,
  share: BalanceShare,
  reserved: bigint,
  consumed: bigint,
): Result<BalanceMove> {
  const next = {
    balance: {
      ...balance,
      reservedMinor: balance.reservedMinor + reserved,
      consumedMinor: balance.consumedMinor + consumed,
    },
    share: {
      reservedMinor: share.reservedMinor + reserved,
      consumedMinor: share.consumedMinor + consumed,
    },
  };
  assert(next.share.reservedMinor >= 0n && next.share.consumedMinor >= 0n, "no share is negative");
  assert(
    next.balance.reservedMinor >= next.share.reservedMinor &&
      next.balance.consumedMinor >= next.share.consumedMinor,
    "a balance bears at least what one shipment holds of it",
  );
  return ok(next);
}
