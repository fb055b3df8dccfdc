/**
 * What a regime is: one rule book a shipment can fall under. In this edition a regime names
 * its stream, directions and the authorities whose release it needs; limits, taxes and messages
 * are further members of the same type.
 */
import type { Direction, Stream } from "#domain/shipments/shipment.ts";

export type Regime = {
  /** Code as declared, such as `9610`; text, kept as received. */
  readonly code: string;
  readonly stream: Stream;
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
};
