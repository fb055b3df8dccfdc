/**
 * Readings of scales and measuring frames, as the events of a piece tell them: each is kept with its
 * source and time, and the piece weighs what the latest of them says. Declared weights are elsewhere.
 */
import type { Event } from "#domain/events/event.ts";

/** One reading: grams and millimetres, whole, of what was measured; times in epoch ms. */
export type Reading = {
  readonly at: number;
  readonly weightGrams: number | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  /** Scale or frame, else the device that noted it; empty where neither is known. */
  readonly source: string;
};

/** Of an event, what its reading is made of. */
type Told = Pick<Event, "type" | "occurredAt" | "data"> & {
  readonly device?: string | null | undefined;
};

/** The reading that an event tells; undefined where it tells none. */
export function readingOf({ occurredAt, data, device }: Told): Reading | undefined {
  const whole = (name: string): number | null => {
    const value = data?.[name];
    return typeof value === "number" ? value : null;
  };
  const reading = {
    at: occurredAt,
    weightGrams: whole("weightGrams") ?? whole("notedGrams"),
    lengthMm: whole("lengthMm"),
    widthMm: whole("widthMm"),
    heightMm: whole("heightMm"),
  };
  const { at: _at, ...measured } = reading;
  if (Object.values(measured).every((value) => value === null)) return undefined;
  const source = data?.["source"];
  return { ...reading, source: typeof source === "string" ? source : (device ?? "") };
}

/** When a piece was weighed last, by these events; undefined where it never was. */
export function lastWeighedAt(events: readonly Told[]): number | undefined {
  const times = events.flatMap((event) => {
    const reading = readingOf(event);
    return reading === undefined || reading.weightGrams === null ? [] : [reading.at];
  });
  return times.length === 0 ? undefined : Math.max(...times);
}
