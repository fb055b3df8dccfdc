/**
 * Which piece of the record a declared code speaks of, and whether the declarant may claim it.
 * Reads only what the batch took in; states nothing.
 */
import type { Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import type { ShipmentState } from "#domain/shipments/shipment.ts";
import { mayTouch } from "./batch.ts";
import type { DeclarationInput } from "./declaration-schema.ts";
import { readCode } from "./find-subjects.ts";
import type { Lodging } from "./lodge-one.ts";

/** Schemes whose values are unique only under their carrier. */
export const CARRIER_SCHEMES: ReadonlySet<string> = new Set(["house", "other"]);

/** Under whom a code of this scheme is unique: its carrier or declarant; empty where worldwide. */
export function issuerOf(lodging: Lodging, value: DeclarationInput, scheme: string): string {
  if (!CARRIER_SCHEMES.has(scheme)) return "";
  return value.carrier ?? value.declarant ?? lodging.partyCode;
}

/**
 * The piece a declared code speaks of. A carrier's own number is the piece that carrier declared,
 * or one that came without a carrier's name and that nobody else declared; never another carrier's.
 */
export function pieceOf(
  lodging: Lodging,
  value: DeclarationInput,
  typed: string,
): ItemState | undefined {
  const { scheme, normalised } = readCode(typed);
  const found = lodging.subjects.get(normalised) ?? [];
  const itemOf = (issuer: string): ItemState | undefined => {
    const subject = found.find((one) => one.kind === "item" && one.issuer === issuer);
    return subject === undefined ? undefined : lodging.unit.get("item", subject.id);
  };
  const issuer = issuerOf(lodging, value, scheme);
  const plain = itemOf("");
  if (issuer === "") return plain;
  const own = itemOf(issuer);
  if (own !== undefined || plain === undefined) return own;
  const shipment = lodging.unit.need("shipment", plain.shipmentId);
  return shipment.declaredAt === null || joins(lodging, value, shipment) ? plain : undefined;
}

/** Only who may read a shipment may add to it; to others its pieces are a proposed match. */
export function joins(
  { context }: Lodging,
  value: DeclarationInput,
  shipment: ShipmentState,
): boolean {
  const { stream, direction } = value;
  const same = shipment.stream === stream && shipment.direction === direction;
  return same && mayTouch(context.actor, shipment);
}

/**
 * Whether a declarant may claim a piece that nobody declared: one that came unannounced, or that it or
 * the carrier it names announced. Of another's the centre's own people may decide, who see both.
 */
export function mayClaim(
  lodging: Lodging,
  declarantId: Id,
  item: ItemState,
  old: ShipmentState,
  carrier: string | undefined,
): boolean {
  if (old.declaredAt !== null) return false;
  const carrierId = lodging.parties.get(carrier ?? "")?.id ?? "";
  const { actor, ports } = lodging.context;
  const announcers = item.readers.filter((reader) => !lodging.centre.includes(reader));
  return (
    announcers.length === 0 ||
    announcers.includes(declarantId) ||
    announcers.includes(carrierId) ||
    announcers.includes(lodging.party) ||
    (actor.partyId === ports.site.operatorId && !actor.roles.includes("system"))
  );
}

/** Who announced the pieces that this declaration is going to claim. */
export function announcersOf(
  lodging: Lodging,
  value: DeclarationInput,
  declarantId: Id,
): readonly Id[] {
  return value.pieces.flatMap((piece) => {
    const item = pieceOf(lodging, value, piece.code);
    const old = item === undefined ? undefined : lodging.unit.get("shipment", item.shipmentId);
    if (item === undefined || old === undefined) return [];
    return mayClaim(lodging, declarantId, item, old, value.carrier) ? item.readers : [];
  });
}
