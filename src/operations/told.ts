/** What messages tell, in the form that operations take: local times, weights, only what is there. */
import { gramsOf } from "#standards/profiles/totals.ts";
import type { LocalTime, Measure } from "#standards/profiles/value-of.ts";

/** What is filled in of an object: the members that may be undefined are there or are not. */
type Filled<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** A copy without the members that are not there, which no schema takes for absent. */
export function filled<T extends object>(given: T): Filled<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Filled<T>;
}

/** Places of year, month, day, hour, minute, second in the digits, by format qualifier (UN 2379). */
const LENGTHS: Readonly<Record<string, number>> = { "102": 8, "203": 12, "204": 14 };

/**
 * A local time as ISO 8601 without a zone: 102 (a day, its first minute), 203 and 204. Another format
 * stays as it was written, and whoever takes it says what is wrong with it.
 */
export function writtenTime({ text, format }: LocalTime): string {
  if (LENGTHS[format] !== text.length || !/^\d+$/.test(text)) return text;
  const part = (from: number, to: number): string => text.slice(from, to).padEnd(to - from, "0");
  const day = `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}`;
  return `${day}T${part(8, 10)}:${part(10, 12)}:${part(12, 14)}`;
}

/** Whole grams of a weight; undefined for another unit than kilograms or grams. */
export function gramsTold(weight: Measure | undefined): number | undefined {
  const grams = weight === undefined ? undefined : gramsOf(weight);
  return grams === undefined ? undefined : Math.round(grams);
}
