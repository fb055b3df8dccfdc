/**
 * The waybill of a shipment with named pieces, as an identifier of the shipment itself. A waybill
 * that is one of the pieces' codes is that piece's; nothing here speaks of pieces.
 */
import type { Id } from "#domain/events/event.ts";
import type { DeclarationInput } from "./declaration-schema.ts";
import { type ReadCode, readCode } from "./find-subjects.ts";
import type { Lodging, Plan } from "./lodge-one.ts";
import { identifierOf } from "./state-item.ts";

/** Scheme of identifiers that name a shipment as a whole, unique under their carrier. */
const WAYBILL_SCHEME = "waybill";

/** The waybill a declaration states beside its pieces' own codes, where it is readable. */
export function waybillOf({ content, pieces }: DeclarationInput): ReadCode | undefined {
  if (content.waybillNumber === undefined) return undefined;
  const code = readCode(content.waybillNumber);
  const ofPiece = pieces.some((piece) => readCode(piece.code).normalised === code.normalised);
  return code.error !== undefined || ofPiece ? undefined : code;
}

/** Gives the shipment its waybill unless the carrier's number is live for a shipment already. */
export function claimWaybill(lodging: Lodging, { input }: Plan, shipmentId: Id): void {
  const code = waybillOf(input);
  if (code === undefined) return;
  const { normalised } = code;
  const issuer = input.carrier ?? input.declarant ?? lodging.partyCode;
  const key = `${issuer}/${normalised}`;
  const live = (lodging.subjects.get(normalised) ?? []).some(
    (found) => found.scheme === WAYBILL_SCHEME && found.issuer === issuer,
  );
  if (live || lodging.waybills.has(key)) return;
  lodging.waybills.add(key);
  const typed = input.content.waybillNumber ?? normalised;
  lodging.identifiers.push(
    identifierOf(
      shipmentId,
      "shipment",
      WAYBILL_SCHEME,
      normalised,
      typed,
      lodging.context.now,
      issuer,
    ),
  );
}
