/**
 * The declaration in neutral form: parties, lines, values, weights, as its sender stated them.
 * Persons are references into the vault; organisations are parties. Which data a rule book
 * requires is the regime's affair, not decided here.
 */
import { assert } from "#base/result.ts";
import type { Event, Id, Sensitivity } from "#domain/events/event.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";

/** A number as declared: `units` at `scale` decimals, `1250` at 3 for "1.250". */
export type Scaled = { readonly units: string; readonly scale: number };

export type DeclarationLine = {
  readonly description: string;
  readonly quantity?: Scaled | undefined;
  readonly unit?: string | undefined;
  readonly unitValue?: Scaled | undefined;
  readonly totalValue?: Scaled | undefined;
  readonly netWeightKg?: Scaled | undefined;
  readonly originCountry?: string | undefined;
  readonly hsCode?: string | undefined;
  /** Class of the parcel tax that the declarant names. */
  readonly taxClass?: string | undefined;
};

/** What one piece weighs as declared; the scale never overwrites it. */
export type DeclaredPieceWeight = { readonly code: string; readonly grossWeightKg: Scaled };

/** What was declared, without any person's data. */
export type DeclarationContent = {
  readonly mailClass?: string | undefined;
  readonly natureOfTransaction?: string | undefined;
  readonly grossWeightKg?: Scaled | undefined;
  readonly dimensionsCm?: readonly number[] | undefined;
  readonly currency?: string | undefined;
  readonly postage?: Scaled | undefined;
  /** Freight, insurance, discount, taxes and what was paid: of the whole, in `currency`. */
  readonly freight?: Scaled | undefined;
  readonly insurance?: Scaled | undefined;
  readonly discount?: Scaled | undefined;
  readonly taxTotal?: Scaled | undefined;
  readonly paid?: Scaled | undefined;
  /** Stated to be one article that cannot be divided. */
  readonly indivisible?: boolean | undefined;
  /** Stated to be for the addressee's own use; absent where nothing is said of it. */
  readonly ownUse?: boolean | undefined;
  readonly documentsOnly?: boolean | undefined;
  readonly licenceNumber?: string | undefined;
  /** The party that pays what is owed on it, where one is named. */
  readonly payerId?: Id | undefined;
  readonly senderCountry?: string | undefined;
  readonly recipientCountry?: string | undefined;
  readonly orderNumber?: string | undefined;
  readonly paymentNumber?: string | undefined;
  readonly waybillNumber?: string | undefined;
  /** Codes of the platform whose order it names and of the carrier whose waybill it names. */
  readonly platformCode?: string | undefined;
  readonly carrierCode?: string | undefined;
  readonly lines: readonly DeclarationLine[];
  /** Weights declared for single pieces, by normalised code. */
  readonly pieces?: readonly DeclaredPieceWeight[] | undefined;
  /** Vault reference of comments and of what we do not understand: either may name a person. */
  readonly remarksRef?: Id | undefined;
};

export type DeclarationStatus = "lodged" | "withdrawn" | "expired";

export type DeclarationState = {
  readonly id: Id;
  readonly version: number;
  readonly site: string;
  readonly number: string;
  readonly declarantId: Id;
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regime: string;
  readonly status: DeclarationStatus;
  readonly content: DeclarationContent;
  readonly senderRef: Id | null;
  readonly recipientRef: Id | null;
  readonly holds: number;
  readonly sourceMessage: Id | null;
  readonly lodgedAt: number;
  readonly readers: readonly Id[];
  readonly sensitivity: Sensitivity;
};

/** Data of `declaration-lodged`. */
export type DeclarationLodged = Omit<
  DeclarationState,
  "id" | "version" | "site" | "status" | "holds" | "sourceMessage" | "lodgedAt" | "sensitivity"
>;

/** Data of `declaration-amended`: what stands from now on. */
export type DeclarationAmended = Pick<DeclarationState, "content" | "senderRef" | "recipientRef">;

/** Folds one event on a declaration, in recorded order. */
export function foldDeclaration(
  state: DeclarationState | undefined,
  event: Event,
): DeclarationState {
  assert(event.version === (state?.version ?? 0) + 1, "a declaration's versions have no gaps");
  if (state === undefined) return lodged(event);
  const kept: DeclarationState = { ...state, version: event.version };
  switch (event.type) {
    case "hold-placed":
      return { ...kept, holds: state.holds + 1 };
    case "hold-lifted":
      return { ...kept, holds: state.holds - 1 };
    case "declaration-amended":
      return { ...kept, ...(event.data as unknown as DeclarationAmended) };
    case "declaration-withdrawn":
      return { ...kept, status: "withdrawn" };
    case "declaration-expired":
      return { ...kept, status: "expired" };
    default:
      return kept;
  }
}

function lodged(event: Event): DeclarationState {
  const data = event.data as unknown as DeclarationLodged;
  return {
    ...data,
    id: event.subjectId,
    version: 1,
    site: event.site,
    status: "lodged",
    holds: 0,
    sourceMessage: event.sourceMessage ?? null,
    lodgedAt: event.occurredAt,
    sensitivity: event.sensitivity,
  };
}
