/**
 * Receptacle identifiers of UPU standard S9: twenty-nine characters, the dispatch (S8) first.
 * Shape and parts only; a receptacle without S9 keeps its own identifier.
 */
import { areDigits, isS8Start, parseS8, printS8, type S8 } from "./s8.ts";

/** The parts of twenty-nine characters of S9 shape. */
export type S9 = {
  readonly normalised: string;
  readonly dispatch: S8;
  readonly receptacleNumber: number;
  /** Whether it is the highest-numbered receptacle; undefined where the sender did not say (9). */
  readonly isHighest: boolean | undefined;
  readonly hasRegisteredOrInsured: boolean;
  /** Gross weight; the identifier states it in steps of 100 g. */
  readonly weightGrams: number;
};

const LENGTH = 29;

/** True for S9 shape, flags included: position 24 is 0, 1 or 9, position 25 is 0 or 1. */
export function isS9Shape(normalised: string): boolean {
  if (normalised.length !== LENGTH || !isS8Start(normalised)) return false;
  if (!areDigits(normalised, 20, LENGTH)) return false;
  const highest = normalised[23];
  const insured = normalised[24];
  return (
    (highest === "0" || highest === "1" || highest === "9") && (insured === "0" || insured === "1")
  );
}

/** Reads normalised text; undefined when it has not the shape. */
export function parseS9(normalised: string): S9 | undefined {
  if (!isS9Shape(normalised)) return undefined;
  const dispatch = parseS8(normalised.slice(0, 20));
  if (dispatch === undefined) return undefined;
  const highest = normalised[23];
  return {
    normalised,
    dispatch,
    receptacleNumber: Number(normalised.slice(20, 23)),
    isHighest: highest === "9" ? undefined : highest === "1",
    hasRegisteredOrInsured: normalised[24] === "1",
    weightGrams: Number(normalised.slice(25)) * 100,
  };
}

/** Writes an identifier from its parts; the weight is rounded to the nearest 100 g, 999.9 kg at most. */
export function writeS9(parts: Omit<S9, "normalised">): string {
  const highest = parts.isHighest === undefined ? "9" : parts.isHighest ? "1" : "0";
  const steps = Math.min(Math.round(parts.weightGrams / 100), 9_999);
  const number = String(parts.receptacleNumber).padStart(3, "0");
  const insured = parts.hasRegisteredOrInsured ? "1" : "0";
  return `${parts.dispatch.normalised}${number}${highest}${insured}${String(steps).padStart(4, "0")}`;
}

/** As printed: `FRCDGA DZALGD A UN 4 0553 006 0 1 0061`. */
export function printS9({ normalised, dispatch }: Pick<S9, "normalised" | "dispatch">): string {
  return `${printS8(dispatch)}${normalised.slice(20).replace(/^(...)(.)(.)(....)$/, " $1 $2 $3 $4")}`;
}
