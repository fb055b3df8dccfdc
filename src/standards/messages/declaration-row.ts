/**
 * The neutral form of one declaration as a file states it: the CN 23 field set and what express and
 * e-commerce add. Codes as received, numbers as declared; no rule of any regime is asked here.
 */
import type { Decimal } from "#base/decimal.ts";
import type { Nature } from "#standards/codes/natures.ts";
import type { WrittenIdentifier } from "./cells.ts";

export const STREAMS = ["postal", "express", "ecommerce"] as const;
export const DIRECTIONS = ["import", "export", "transit"] as const;
export type Stream = (typeof STREAMS)[number];
export type Direction = (typeof DIRECTIONS)[number];

/** Sender or recipient; person data, so it goes to the vault and nowhere else. */
export type DeclaredParty = {
  readonly name: string;
  readonly addressLines: readonly string[];
  readonly city?: string | undefined;
  readonly state?: string | undefined;
  readonly postcode?: string | undefined;
  /** ISO 3166-1 alpha-2 in upper case, or what was received. */
  readonly countryCode: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly identityNumber?: string | undefined;
  readonly taxId?: string | undefined;
};

/** One physical piece of what is declared. */
export type DeclaredPiece = {
  readonly identifier: WrittenIdentifier;
  /** Kilograms as declared for this piece alone. */
  readonly grossWeightKg?: Decimal | undefined;
};

/** One content line. `unitValue` is per unit in the declaration's currency; the weight is the line's. */
export type DeclaredLine = {
  readonly description: string;
  readonly quantity: Decimal;
  readonly quantityUnit?: string | undefined;
  readonly unitValue: Decimal;
  readonly netWeightKg?: Decimal | undefined;
  readonly originCountryCode?: string | undefined;
  /** Digits without points. */
  readonly hsCode?: string | undefined;
  /** Class of a tax on parcels, as received. */
  readonly taxClass?: string | undefined;
};

/**
 * One declaration. Guaranteed: an identifier, stream, direction, both parties with name and country,
 * a gross weight and a currency, and one line or more; the rest is what each regime asks for.
 */
export type DeclarationRow = {
  readonly kind: "declaration";
  /** What the rows of one declaration share: own reference, else waybill, else item identifier. */
  readonly reference: string;
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regimeCode?: string | undefined;
  /** House waybill of the shipment, where it has one. */
  readonly waybill?: WrittenIdentifier | undefined;
  readonly masterWaybill?: WrittenIdentifier | undefined;
  /** Pieces named one by one: at least one where the declaration names an item at all. */
  readonly pieces: readonly DeclaredPiece[];
  /** Number of pieces as declared, whether named or not. */
  readonly pieceCount: number;
  readonly mailClass?: string | undefined;
  readonly product?: string | undefined;
  readonly natureCode?: string | undefined;
  readonly nature?: Nature | undefined;
  readonly natureExplanation?: string | undefined;
  readonly grossWeightKg: Decimal;
  readonly lengthCm?: Decimal | undefined;
  readonly widthCm?: Decimal | undefined;
  readonly heightCm?: Decimal | undefined;
  /** ISO 4217 in upper case, or what was received. */
  readonly currency: string;
  readonly postage?: Decimal | undefined;
  /** Of the whole declaration, in its currency. */
  readonly freight?: Decimal | undefined;
  readonly insurance?: Decimal | undefined;
  readonly discount?: Decimal | undefined;
  readonly taxTotal?: Decimal | undefined;
  readonly paid?: Decimal | undefined;
  readonly isIndivisible?: boolean | undefined;
  readonly isOwnUse?: boolean | undefined;
  readonly isDocumentsOnly?: boolean | undefined;
  readonly sender: DeclaredParty;
  readonly recipient: DeclaredParty;
  readonly importerReference?: string | undefined;
  readonly senderReference?: string | undefined;
  readonly declarantCode?: string | undefined;
  readonly carrierCode?: string | undefined;
  readonly platformCode?: string | undefined;
  readonly sellerCode?: string | undefined;
  readonly payerCode?: string | undefined;
  readonly orderNumber?: string | undefined;
  readonly paymentNumber?: string | undefined;
  readonly postingOffice?: string | undefined;
  readonly postedOn?: string | undefined;
  readonly licences: readonly string[];
  readonly certificates: readonly string[];
  readonly invoices: readonly string[];
  readonly comments?: string | undefined;
  readonly lines: readonly DeclaredLine[];
  /** What no column or key is known for, as received, in the order of the rows. */
  readonly extra: readonly Readonly<Record<string, string>>[];
};
