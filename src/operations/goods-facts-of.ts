/** A declaration as its rule book looks at it. Judges and computes nothing. */
import type { GoodsFacts, GoodsLine } from "#domain/customs/goods-facts.ts";
import type {
  DeclarationContent,
  DeclarationLine,
  Scaled,
} from "#domain/declarations/declaration.ts";
import { natureOf } from "#standards/codes/natures.ts";

/** What is known of a declaration beside its content. */
export type Declared = Pick<GoodsFacts, "regime" | "stream" | "direction" | "declaredOn"> & {
  /** What its buyer may still buy this year, in fen; null where it is not asked. */
  readonly balanceLeftMinor: bigint | null;
  /** Order, payment and waybill beside its list, where they are asked for. */
  readonly documents?: GoodsFacts["documents"] | undefined;
};

/** The facts of a declaration; what it does not say is null. */
export function goodsFactsOf(declared: Declared, content: DeclarationContent): GoodsFacts {
  const nature = natureOf(content.natureOfTransaction ?? "");
  return {
    ...declared,
    senderCountry: content.senderCountry ?? null,
    recipientCountry: content.recipientCountry ?? null,
    currency: content.currency ?? null,
    lines: content.lines.map(lineOf),
    freight: content.freight ?? null,
    insurance: content.insurance ?? null,
    indivisible: content.indivisible ?? false,
    ownUse: content.ownUse ?? null,
    licence: content.licenceNumber ?? null,
    documentsOnly: content.documentsOnly ?? nature === "documents",
    tradeKind: null,
    claims: [],
    documents: declared.documents ?? null,
  };
}

function lineOf(line: DeclarationLine, at: number): GoodsLine {
  return {
    line: at + 1,
    description: line.description,
    hsCode: line.hsCode ?? null,
    taxClass: line.taxClass ?? null,
    quantity: line.quantity ?? null,
    value: line.totalValue ?? lineWorth(line),
    currency: null,
    netWeightKg: line.netWeightKg ?? null,
    originCountry: line.originCountry ?? null,
  };
}

/** Quantity times the value of a unit, exactly; one where no quantity is stated. */
export function lineWorth({ quantity, unitValue }: DeclarationLine): Scaled | null {
  if (unitValue === undefined) return null;
  if (quantity === undefined) return unitValue;
  const product = BigInt(quantity.units) * BigInt(unitValue.units);
  // Fewer than nothing of what costs less than nothing is worth nothing good.
  const units = product > 0n && quantity.units.startsWith("-") ? -product : product;
  return { units: String(units), scale: quantity.scale + unitValue.scale };
}
