/**
 * What a rule book looks at: one shipment's goods as declared, without any person's data.
 * Amounts are kept as declared; nothing is converted, judged or taxed here.
 */
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";
import type { Documents } from "./match-documents.ts";

/** One line of goods; null where the declaration does not say. */
export type GoodsLine = {
  /** 1-based, as declared. */
  readonly line: number;
  readonly description: string;
  readonly hsCode: string | null;
  /** Class of the parcel tax the declarant names: a code of the list `cn-parcel-tax`. */
  readonly taxClass: string | null;
  readonly quantity: Scaled | null;
  /** Of the whole line, in `currency`, else in the shipment's. */
  readonly value: Scaled | null;
  readonly currency: string | null;
  /** Of the whole line. */
  readonly netWeightKg: Scaled | null;
  readonly originCountry: string | null;
};

/** The digits of an HS code, however it was written: `6109.10` is 610910. */
export function hsDigits(hsCode: string): string {
  return hsCode.replace(/\D/g, "");
}

/** How e-commerce goods are sold; source: CEB order types E, B, W and trade modes, edition 202205. */
export type TradeKind =
  | "retail"
  | "bonded-retail"
  | "bonded-retail-elsewhere"
  | "b2b"
  | "overseas-warehouse";

/** What a declarant asks for or owes beside the goods; it decides on the form of the declaration. */
export type Claim = "tax-refund" | "exchange-receipt" | "export-duty";

/** Everything a judgement may look at besides the dated books. */
export type GoodsFacts = {
  /** The rule book declared; text, which no registry need know. */
  readonly regime: string;
  readonly stream: Stream;
  readonly direction: Direction;
  /** ISO 3166 alpha-2. */
  readonly senderCountry: string | null;
  readonly recipientCountry: string | null;
  /** Of lines that name none, of freight and of insurance. */
  readonly currency: string | null;
  readonly lines: readonly GoodsLine[];
  readonly freight: Scaled | null;
  readonly insurance: Scaled | null;
  /** Legal day at the centre on which it was declared, `YYYY-MM-DD`: rates and limits are of it. */
  readonly declaredOn: string;
  /** Stated to be one article that cannot be divided. */
  readonly indivisible: boolean;
  /**
   * For the addressee's own use in reasonable quantity; false for goods of trade, null where nobody
   * said: then the declared rule book presumes (`presumed` of `choose-regime.ts`).
   */
  readonly ownUse: boolean | null;
  /** The licence the goods need or come with; null where none is involved. */
  readonly licence: string | null;
  readonly documentsOnly: boolean;
  /** Null where nobody said: then the declared rule book presumes. */
  readonly tradeKind: TradeKind | null;
  readonly claims: readonly Claim[];
  /** What the buyer may still buy this year, in fen; null where it is not known. */
  readonly balanceLeftMinor: bigint | null;
  /** Order, payment, waybill and list where they were handed in; null where none was. */
  readonly documents: Documents | null;
};
