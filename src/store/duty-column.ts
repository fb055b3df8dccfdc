/** How what is owed on a shipment lies in its column: as JSON, sums of minor units as text. */
import type { Duty } from "#domain/shipments/shipment.ts";

/** The column's text; null where nothing was assessed. */
export function dutyText(duty: Duty | null): string | null {
  if (duty === null) return null;
  return JSON.stringify(duty, (_name, one: unknown) =>
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
  };
}
