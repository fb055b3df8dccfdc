/** Brings a piece into the record: the item, its identifiers, and a shipment when it has none. */

import { undeclaredRegime } from "#domain/customs/regimes/index.ts";
import { type Fact, type Id, sortedReaders } from "#domain/events/event.ts";
import type { ItemBorn } from "#domain/items/item.ts";
import type { ShipmentMade } from "#domain/shipments/shipment.ts";
import { makeInternalCode } from "#standards/upu/internal.ts";
import type { CallContext } from "./define.ts";
import type { Identifier } from "./ports.ts";
import type { Unit } from "./unit.ts";

/** Scheme of the codes the centre prints itself, for pieces that came without a usable one. */
export const INTERNAL_SCHEME = "internal";

/** Series of the internal codes' numbers. */
const INTERNAL_SERIES = "internal-code";

/** What every fact of one act shares. */
export type Act = Pick<
  Fact,
  "key" | "occurredAt" | "zone" | "localText" | "device" | "place" | "sourceMessage"
>;

/** The parties of the centre itself, which read every row of it. */
export function centreReaders(context: CallContext): readonly Id[] {
  const { operatorId, customsId, quarantineId } = context.ports.site;
  const parties = [operatorId, customsId, quarantineId].filter((party) => party !== null);
  return sortedReaders(parties);
}

/** States that an item exists and is expected; an arrival may follow at once. */
export function bearItem(unit: Unit, itemId: Id, act: Act, born: ItemBorn): void {
  unit.state({
    ...act,
    subject: "item",
    subjectId: itemId,
    type: "item-expected",
    schema: 1,
    sensitivity: 1,
    data: { ...born },
  });
}

/** States that a shipment exists, as declared or `undetermined`. */
export function makeShipment(unit: Unit, shipmentId: Id, act: Act, made: ShipmentMade): void {
  unit.state({
    ...act,
    place: undefined,
    subject: "shipment",
    subjectId: shipmentId,
    type: "shipment-made",
    schema: 1,
    sensitivity: 1,
    data: { ...made },
  });
}

/** A shipment of its own for a piece nobody declared, until somebody claims it. */
export function undeterminedShipment(readers: readonly Id[]): ShipmentMade {
  return {
    stream: "undetermined",
    direction: "undetermined",
    regime: undeclaredRegime.code,
    piecesDeclared: 1,
    holdRoots: [],
    valueMinor: null,
    currency: null,
    declared: false,
    readers,
  };
}

/** The next `count` internal codes of this site, gap-free. */
export async function internalCodes(
  context: CallContext,
  count: number,
): Promise<readonly string[]> {
  if (count === 0) return [];
  const first = await context.tx.takeNumbers(context.ports.site.site, INTERNAL_SERIES, count);
  return Array.from({ length: count }, (_, at) => makeInternalCode(first + at));
}

/** A live identifier of a subject from now on. */
export function identifierOf(
  subjectId: Id,
  subjectKind: "item" | "container" | "shipment",
  scheme: string,
  normalised: string,
  scanned: string,
  validFrom: number,
  issuer = "",
): Identifier {
  return {
    subjectId,
    subjectKind,
    scheme,
    issuer,
    normalised,
    scanned: scanned.slice(0, 64),
    validFrom,
    freedAt: null,
    contested: false,
  };
}
