/**
 * The weight rules on what a scale said, for every operation that takes weights: look before the locks,
 * so that the shipments to be held are locked with the others, then place under them.
 */
import type { Hit } from "#domain/customs/risk/risk-rule.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { Id } from "#domain/events/event.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";
import type { CallContext } from "./define.ts";
import { Restart } from "./ports.ts";
import type { DeclaredWeight } from "./ports-risk.ts";
import { riskInForce } from "./risk-in-force.ts";
import { stateSelections } from "./state-selection.ts";
import type { Unit } from "./unit.ts";

/** A reading of one piece, by the code it was found under. */
export type WeighedPiece = {
  readonly itemId: Id;
  readonly shipmentId: Id;
  /** Normalised. */
  readonly code: string;
  readonly weightGrams: number;
};

/** A piece that weighs other than declared; its shipment is to be locked before its item. */
export type OffPiece = {
  readonly itemId: Id;
  readonly shipmentId: Id;
  readonly hits: readonly Hit[];
};

/** The pieces that a weight rule hits. Asks nothing of the record where no such rule is in force. */
export async function offPieces(
  context: CallContext,
  weighed: readonly WeighedPiece[],
): Promise<readonly OffPiece[]> {
  if (weighed.length === 0) return [];
  const { engine } = await riskInForce(context);
  if (!engine.weighs) return [];
  const ids = weighed.map(({ shipmentId }) => shipmentId);
  const declared = Map.groupBy(
    await context.tx.declaredWeights(ids),
    ({ shipmentId }) => shipmentId,
  );
  const off = new Map<Id, OffPiece>();
  for (const { itemId, shipmentId, code, weightGrams } of weighed) {
    for (const one of declared.get(shipmentId) ?? []) {
      const declaredKg = declaredWeightOf(one, code);
      if (declaredKg === undefined) continue;
      const [stream, direction] = [one.stream as Stream, one.direction as Direction];
      const hits = engine.weighed({ stream, direction, declaredKg, measuredGrams: weightGrams });
      if (hits.length > 0) off.set(itemId, { itemId, shipmentId, hits });
      break;
    }
  }
  return [...off.values()];
}

/** What was declared for one piece: its own weight, or the whole where it is the only one. */
export function declaredWeightOf(
  declared: Pick<DeclaredWeight, "grossWeightKg" | "piecesDeclared" | "pieces">,
  code: string,
): Scaled | undefined {
  const own = declared.pieces.find((piece) => piece.code === code)?.grossWeightKg;
  if (own !== undefined || declared.piecesDeclared !== 1) return own;
  return declared.grossWeightKg ?? undefined;
}

/**
 * Holds pieces that are off; they and their shipments must be locked. A piece is held once for a rule:
 * what an officer lifted is not held again for another reading. True where a hold was placed.
 */
export async function selectWeighed(
  context: CallContext,
  unit: Unit,
  off: readonly OffPiece[],
): Promise<boolean> {
  if (off.length === 0) return false;
  const known = await context.tx.hitsOf(off.map(({ shipmentId }) => shipmentId));
  const before = new Set(known.map((hit) => `${hit.itemId}/${hit.rule}/${hit.version}`));
  const selections = off.flatMap(({ itemId, shipmentId, hits }) => {
    const item = unit.get("item", itemId);
    if (item === undefined) return [];
    if (item.shipmentId !== shipmentId || unit.get("shipment", shipmentId) === undefined) {
      throw new Restart("a weighed item changed its shipment");
    }
    const fresh = hits.filter(({ rule }) => !before.has(`${itemId}/${rule.id}/${rule.version}`));
    if (fresh.length === 0) return [];
    const here = item.status === "present" || item.status === "expected";
    return [{ hits: fresh, shipmentId, declarationId: null, itemId, here }];
  });
  await stateSelections(context, unit, selections);
  return selections.length > 0;
}
