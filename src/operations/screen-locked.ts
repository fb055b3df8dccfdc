/**
 * Compares the persons and parties of locked shipments with the lists of denied parties: a shipment
 * whose names are nobody's is clear, one with a hit waits for an officer. Nothing is ever rejected.
 */
import type { DeniedIndex } from "#domain/customs/risk/denied-names.ts";
import type { Id } from "#domain/events/event.ts";
import type { Screening } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import type { ScreeningHit } from "./ports-risk.ts";
import { PUBLIC_ACTOR } from "./sessions.ts";
import type { Unit } from "./unit.ts";

/** Kept where a name that was found before is not on the list any more, or was cleared elsewhere. */
const NO_MORE = "compared again";

/** Shipments compared between two questions to the record: others are answered meanwhile. */
const SLICE = 50;

/**
 * Gives the hits of each shipment that were not cleared before for the same name. One without any is
 * clear, or kept as it was.
 */
export async function screenLocked(
  context: CallContext,
  unit: Unit,
  index: DeniedIndex,
  shipmentIds: readonly Id[],
  unmatched: "clear" | "kept" = "clear",
): Promise<ReadonlyMap<Id, readonly ScreeningHit[]>> {
  const found: ScreeningHit[] = [];
  for (let from = 0; from < shipmentIds.length; from += SLICE) {
    const slice = shipmentIds.slice(from, from + SLICE);
    found.push(...(await hitsOf(context, unit, index, slice)));
  }
  const cleared = await context.tx.clearedPairs(found.map(({ nameHash }) => nameHash));
  const hits = found.filter(
    ({ nameHash, code, version }) => !cleared.has(`${nameHash}/${code}/${version}`),
  );
  await context.tx.addScreeningHits(hits);
  const byShipment = Map.groupBy(hits, ({ shipmentId }) => shipmentId);
  const clear = shipmentIds.filter((id) => !byShipment.has(id));
  for (const id of unmatched === "clear" ? clear : []) stateScreening(context, unit, id, "clear");
  for (const id of byShipment.keys()) stateScreening(context, unit, id, "pending");
  const by = { userId: PUBLIC_ACTOR.userId, at: context.now, reason: NO_MORE };
  await context.tx.clearScreeningHits(clear, by);
  return byShipment;
}

/** States a screening that differs from the last; the shipment must be locked. */
export function stateScreening(
  { ports, now }: CallContext,
  unit: Unit,
  shipmentId: Id,
  screening: Screening,
): void {
  if (unit.need("shipment", shipmentId).screening === screening) return;
  unit.state({
    key: ports.ids.next(),
    subject: "shipment",
    subjectId: shipmentId,
    type: "shipment-screened",
    schema: 1,
    occurredAt: now,
    sensitivity: 1,
    data: { screening },
  });
}

type Named = {
  readonly shipmentId: Id;
  readonly role: string;
  readonly nameHash: Id;
  readonly name: string;
  readonly country: string | null;
};

async function hitsOf(
  context: CallContext,
  unit: Unit,
  index: DeniedIndex,
  shipmentIds: readonly Id[],
): Promise<readonly ScreeningHit[]> {
  const named = [
    ...(await personsOf(context, shipmentIds)),
    ...(await partiesOf(context, unit, shipmentIds)),
  ];
  const once = new Map<string, ScreeningHit>();
  for (const { shipmentId, role, nameHash, name, country } of named) {
    for (const match of index.matches(name, country)) {
      const hit = { ...match, shipmentId, role, nameHash, foundAt: context.now };
      once.set(`${shipmentId} ${role} ${nameHash} ${match.code}`, hit);
    }
  }
  return [...once.values()];
}

async function personsOf(
  { tx, ports }: CallContext,
  shipmentIds: readonly Id[],
): Promise<readonly Named[]> {
  const persons = await tx.personsOfShipments(shipmentIds);
  const sealed = await tx.sealedPersons(persons.map(({ personRef }) => personRef));
  return persons.flatMap(({ shipmentId, role, personRef, nameHash }) => {
    const person = ports.vault.open(personRef, sealed.get(personRef) ?? null);
    if (person?.name === undefined || nameHash === null) return [];
    return [{ shipmentId, role, nameHash, name: person.name, country: person.countryCode ?? null }];
  });
}

/** Declarant, carrier, platform, seller and payer: organisations by the name they are registered under. */
async function partiesOf(
  { tx, ports }: CallContext,
  unit: Unit,
  shipmentIds: readonly Id[],
): Promise<readonly Named[]> {
  const roots = shipmentIds.flatMap((id) => unit.need("shipment", id).holdRoots);
  const parties = await tx.load("party", [...new Set(roots)]);
  return shipmentIds.flatMap((shipmentId) =>
    unit.need("shipment", shipmentId).holdRoots.flatMap((root) => {
      const name = parties.get(root)?.name;
      const nameHash = name === undefined ? null : ports.vault.hash({ name }).name;
      if (name === undefined || nameHash === null) return [];
      return [{ shipmentId, role: "party", nameHash, name, country: null }];
    }),
  );
}
