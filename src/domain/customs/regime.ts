/**
 * What a regime is: one rule book a shipment can fall under. It names its streams, directions and
 * the authorities whose release it needs, judges whether a shipment fits, and may assess its taxes.
 * Which other rule book takes what does not fit is asked of `choose-regime.ts`.
 */
import type { Finding, Result } from "#base/result.ts";
import type { Scaled } from "#domain/declarations/declaration.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";
import type { Books, Dated, RuleUse } from "./books.ts";
import type { GoodsFacts } from "./goods-facts.ts";

/** What a regime says of a shipment by its own rules alone. */
export type Fit = {
  readonly fits: boolean;
  /** True where it does not fit only because data lack or contradict: no other rule book cures it. */
  readonly lacksData: boolean;
  /** True where all but its documents is in order: it is taxed, and waits for them. */
  readonly unmatched: boolean;
  readonly findings: readonly Finding[];
  /** Form of the declaration where the rule book knows several, such as `A` simplified; else null. */
  readonly procedure: string | null;
  /** What the buyer's annual balance must bear, in fen; 0 where the regime knows no balance. */
  readonly balanceMinor: bigint;
  readonly used: readonly RuleUse[];
};

/** A fit, and the rule book that takes the shipment where this one does not. */
export type Judgement = Fit & { readonly moveTo: string | null };

export type TaxKind = "parcel-tax" | "duty" | "vat" | "consumption-tax";

/** One tax on one line: base and amount in fen, the rate applied as a fraction of 1. */
export type TaxLine = {
  readonly kind: TaxKind;
  readonly baseMinor: bigint;
  readonly rate: Scaled;
  readonly amountMinor: bigint;
  /** Rounding step of the amount, in words of `amounts.ts`. */
  readonly rounding: string;
};

/** A rate of exchange that was used, with its day, source and the rounding of what it gave. */
export type ExchangeUse = {
  readonly currency: string;
  readonly rate: Scaled;
  readonly rounding: string;
  readonly validFrom: string;
  readonly source: string;
  readonly verified: boolean;
};

/** Taxes of a shipment, repeatable by whoever has its facts and the rows it names. */
export type Assessment = {
  readonly currency: "CNY";
  readonly lines: readonly { readonly line: number; readonly taxes: readonly TaxLine[] }[];
  /** Sum of all taxes as computed. */
  readonly totalMinor: bigint;
  /** What is to be paid: the total without the taxes that are not collected. */
  readonly dueMinor: bigint;
  /** False where nothing is to be paid. */
  readonly collected: boolean;
  /** Taxes computed and not collected, each at or below its limit. */
  readonly notCollected: readonly NotCollected[];
  readonly used: readonly RuleUse[];
  readonly exchange: readonly ExchangeUse[];
};

export type NotCollected = {
  readonly kind: TaxKind;
  readonly amountMinor: bigint;
  readonly limitMinor: bigint;
};

/** An annual limit of a person that several regimes may share, in fen. */
export type AnnualLimit = {
  readonly family: string;
  readonly limits: readonly (Dated & { readonly limitMinor: bigint })[];
};

export type Regime = {
  /** Code as declared, such as `9610`; text, kept as received. */
  readonly code: string;
  readonly streams: readonly Stream[];
  readonly directions: readonly Direction[];
  /** Whether a declaration of this stream that names no regime falls under it. */
  readonly byDefault: boolean;
  /** Authorities that must each decide before release or export. */
  readonly authorities: readonly string[];
  /** False where the shipment leaves only by an authority's order. */
  readonly mayBeReleased: boolean;
  /** True where its pieces wait for a declaration, which may take them over. */
  readonly awaitsDeclaration: boolean;
  /** Months after closing before its identifiers may be used again; source beside the value. */
  readonly identifierWindowMonths: number;
  readonly source: string;
  /** False while the rule is from memory and unverified. */
  readonly verified: boolean;
  /** The balance of a person that its imports use up; absent where there is none. */
  readonly annualLimit?: AnnualLimit;
  /** True where lists of its imports must match order, payment and waybill; absent elsewhere. */
  readonly matchesDocuments?: true;
  /** What it takes a declaration to say that is silent on it. */
  readonly presumes?: Partial<Pick<GoodsFacts, "ownUse" | "tradeKind">>;
  /** Judges a shipment of its streams and directions by its own rules; never throws on facts. */
  judge(facts: GoodsFacts, books: Books): Fit;
  /**
   * Taxes of what fits; null where this direction is not taxed, absent where nothing ever is. Refuses
   * `regime/…` where data lacks.
   */
  assess?(facts: GoodsFacts, books: Books): Result<Assessment | null>;
};

/** Whether shipments of this stream and direction can fall under the regime. */
export function covers(
  regime: Pick<Regime, "streams" | "directions">,
  stream: Stream,
  direction: Direction,
): boolean {
  return regime.streams.includes(stream) && regime.directions.includes(direction);
}
