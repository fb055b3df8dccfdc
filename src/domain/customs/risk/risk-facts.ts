/**
 * What a risk rule may look at: one shipment as declared, what was counted and drawn for it, and what a
 * scale said. Protected attributes of persons are not among it.
 */
import type { DeclarationLine, Scaled } from "#domain/declarations/declaration.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";

/** Of a person, what a rule may ask the presence of. */
export type PersonFields = {
  readonly name?: string | undefined;
  readonly addressLines?: readonly string[] | undefined;
  readonly countryCode?: string | undefined;
  readonly phone?: string | undefined;
  readonly identityNumber?: string | undefined;
};

/** A declaration as rules look at it when it is lodged. */
export type RiskFacts = {
  readonly stream: Stream;
  readonly direction: Direction;
  readonly regime: string;
  readonly lines: readonly DeclarationLine[];
  readonly grossWeightKg: Scaled | null;
  readonly sender: PersonFields | null;
  readonly recipient: PersonFields | null;
  readonly senderCountry: string | null;
  /** Declared value in hundredths of a currency's unit; undefined where it cannot be told. */
  readonly valueIn: (currency: string) => bigint | undefined;
  /** Names of fields that we do not read further. */
  readonly furtherFields: readonly string[];
  /** Parcels of the last `days` times 24 hours to one of the recipient's marks, this one included. */
  readonly parcelsBy: (mark: "phone" | "address", days: number) => number;
  /** From 0 to below 1: the keyed draw of this parcel. */
  readonly draw: number;
};

/** A piece, or a shipment whose pieces were all weighed, on the scale. */
export type WeighedFacts = {
  readonly stream: Stream;
  readonly direction: Direction;
  readonly declaredKg: Scaled;
  readonly measuredGrams: number;
};

/** What a rule found, as a code with words and the facts that its sentence names. */
export type Found = {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
};
