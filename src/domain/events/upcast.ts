/**
 * Reads events whose data were written in an older shape, so that folds know one shape only. What
 * was recorded is never changed; a record folds to the same state as on the day it was written.
 */
import type { Event } from "./event.ts";

/** Gives the data of an event as its next schema version would have them. */
type Step = (data: Event["data"]) => Event["data"];

/** By type of event: the steps from version 1 to 2, from 2 to 3, and so on. */
const STEPS: Readonly<Record<string, readonly Step[]>> = {
  "item-arrived": [withoutReading],
  "piece-returned": [intoItsShipment],
};

/** The version in which events of a type are written now. */
export function schemaOf(type: string): number {
  return (STEPS[type]?.length ?? 0) + 1;
}

/** An event in the shape of today; the very same one where it is written in it. */
export function upcast(event: Event): Event {
  const steps = STEPS[event.type];
  if (steps === undefined || event.schema > steps.length) return event;
  const data = steps.slice(event.schema - 1).reduce((given, step) => step(given), event.data);
  return { ...event, schema: steps.length + 1, data };
}

/** In version 1 a piece that came back went into the shipment that it had left with. */
function intoItsShipment(data: Event["data"]): Event["data"] {
  return { ...data, to: null };
}

/** In version 1 the reading of the scale at an arrival was noted and not taken as the weight. */
function withoutReading(data: Event["data"]): Event["data"] {
  if (data === null || !("weightGrams" in data)) return data;
  const { weightGrams, ...rest } = data;
  return { ...rest, notedGrams: weightGrams };
}
