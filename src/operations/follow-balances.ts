/**
 * What decisions and exits do to buyers' yearly balances, whichever verb stated them: a release uses up
 * what a shipment has reserved; a return out of the country gives it back, and what never came.
 */
import { regimeOrUndeclared } from "#domain/customs/regimes/index.ts";
import { type Event, type Id, textOf } from "#domain/events/event.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { BalanceBook } from "./balance-book.ts";
import type { CallContext } from "./define.ts";
import { stateJudged } from "./judge-shipments.ts";
import type { Unit } from "./unit.ts";

/** States what follows from these facts; costs nothing where no shipment holds a balance. */
export async function followBalances(
  context: CallContext,
  unit: Unit,
  events: readonly Event[],
): Promise<void> {
  const stated = (type: string): readonly ShipmentState[] =>
    events.flatMap((event) => {
      if (event.type !== type) return [];
      const state = unit.get("shipment", event.subjectId);
      return state !== undefined && holds(state) ? [state] : [];
    });
  const released = stated("shipment-decided").filter(isReleased);
  const gone = events.some((event) => textOf(event, "purpose") === "return")
    ? stated("piece-left").filter(isReturned)
    : [];
  const lapsed = stated("shipment-expired");
  if (released.length + gone.length + lapsed.length === 0) return;
  const balances = new BalanceBook(context.tx);
  await balances.openOf([...released, ...gone, ...lapsed]);
  for (const { id } of released) balances.consume(context, unit, id);
  const returned = await returnedParts(context, unit, gone);
  for (const { id } of gone) balances.giveBack(context, unit, id, returned.get(id));
  for (const shipment of lapsed) {
    balances.giveBack(context, unit, shipment.id);
    stateJudged(context, unit, unit.need("shipment", shipment.id), { judgement: LAPSED });
  }
  await balances.save();
}

/** What comes after all takes its part of the year once it is assessed anew, where it is still left. */
const LAPSED = {
  unfit: true,
  rules: [],
  findings: [{ code: "regime/balance-lapsed", severity: "error", at: {} }],
} as const;

function holds({ balance }: ShipmentState): boolean {
  return balance !== null && balance.reservedMinor + balance.consumedMinor > 0n;
}

/**
 * What goods that went back give back: all, or the part of the pieces where others had come in before.
 * What each piece is worth nobody stated, so all weigh the same.
 */
async function returnedParts(
  { tx }: CallContext,
  unit: Unit,
  gone: readonly ShipmentState[],
): Promise<ReadonlyMap<Id, bigint>> {
  if (gone.length === 0) return new Map();
  const pieces = await tx.itemsOfShipments(gone.map(({ id }) => id));
  const kept = await tx.load(
    "item",
    pieces.map(({ itemId }) => itemId),
  );
  const byShipment = Map.groupBy(pieces, ({ shipmentId }) => shipmentId);
  return new Map(
    gone.map(({ id, balance }) => {
      const of = byShipment.get(id) ?? [];
      const cameIn = of.filter(({ itemId }) => {
        const item = unit.get("item", itemId) ?? kept.get(itemId);
        return item?.status === "left" && item.exitPurpose === "release";
      });
      const { reservedMinor = 0n, consumedMinor = 0n } = balance ?? {};
      const held = reservedMinor + consumedMinor;
      const count = BigInt(Math.max(of.length, 1));
      return [id, held - (held * BigInt(cameIn.length)) / count];
    }),
  );
}

/** By every authority that its regime names. */
function isReleased({ regime, decisions }: ShipmentState): boolean {
  return regimeOrUndeclared(regime).authorities.every((authority) =>
    decisions.some((one) => one.authority === authority && one.purpose === "release"),
  );
}

function isReturned({ status, decisions }: ShipmentState): boolean {
  return status === "left" && decisions.some(({ purpose }) => purpose === "return");
}
