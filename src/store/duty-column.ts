/** How what is owed on a shipment lies in its column: as JSON, sums of minor units as text. */
import type { Duty } from "#domain/shipments/duty.ts";
import type { ShipmentBalance } from "#domain/shipments/shipment.ts";

/** The column's text; null where nothing was assessed. */
export function dutyText(duty: Duty | null): string | null {
  return duty === null ? null : textOf(duty);
}

function textOf(value: object): string {
  return JSON.stringify(value, (_name, one: unknown) =>
    typeof one === "bigint" ? String(one) : one,
  );
}

/** What the column's text says. */
export function dutyOf(text: string | null): Duty | null {
  if (text === null) return null;
  const kept = JSON.parse(text) as {
    readonly [K in keyof Duty]: Duty[K] extends bigint ? string : Duty[K];
  };
  return {
    ...kept,
    assessedMinor: BigInt(kept.assessedMinor),
    waivedMinor: BigInt(kept.waivedMinor),
    paidMinor: BigInt(kept.paidMinor),
    refundedMinor: BigInt(kept.refundedMinor),
    asked: kept.asked && { ...kept.asked, amountMinor: BigInt(kept.asked.amountMinor) },
  };
}

/** The same of what a shipment holds of its buyer's yearly balance. */
export function balanceText(balance: ShipmentBalance | null): string | null {
  return balance === null ? null : textOf(balance);
}

/** What the column's text says. */
export function balanceOf(text: string | null): ShipmentBalance | null {
  if (text === null) return null;
  const { reservedMinor, consumedMinor, ...kept } = JSON.parse(text) as ShipmentBalance;
  return {
    ...kept,
    reservedMinor: BigInt(reservedMinor),
    consumedMinor: BigInt(consumedMinor),
  };
}
