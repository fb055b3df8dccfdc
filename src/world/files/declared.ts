/** A parcel's declaration as the writers of files read it: the members that the world fills. */
import type { Parcel } from "#world/parcel.ts";
import type { InventedPerson } from "#world/people.ts";
import type { Scaled } from "./decimal-text.ts";

export type DeclaredLine = {
  readonly description: string;
  readonly quantity: Scaled;
  readonly totalValue: Scaled;
  readonly netWeightKg: Scaled;
  readonly originCountry: string;
  readonly hsCode?: string;
};

export type Declared = {
  readonly number: string;
  readonly stream: string;
  readonly direction: string;
  readonly sender: InventedPerson;
  readonly recipient: InventedPerson;
  readonly content: {
    readonly mailClass?: string;
    readonly natureOfTransaction?: string;
    readonly grossWeightKg: Scaled;
    readonly currency: string;
    readonly orderNumber?: string;
    readonly paymentNumber?: string;
    readonly lines: readonly DeclaredLine[];
  };
};

/** The declaration of a parcel; it was made by the same hand. */
export function declaredOf({ declaration }: Parcel): Declared {
  return declaration as unknown as Declared;
}
