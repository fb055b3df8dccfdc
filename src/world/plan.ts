/**
 * When parcels are declared and when their trucks come: so many pieces a tick in the hours of a
 * shift, declared some hours before. Small worlds take fewer ticks, not thinner ones.
 */
import { chanceFor } from "./chance-streams.ts";
import { TICKS_A_DAY, TICKS_AN_HOUR } from "./world-clock.ts";

/** Ticks before the first truck; the world begins at 06:00. */
const FIRST_TRUCK = 3 * TICKS_AN_HOUR;
/** Trucks come from 09:00 to 22:00. */
const TRUCK_TICKS = 13 * TICKS_AN_HOUR;
/** Parcels of a tick, at least and at most. */
const PARCELS_A_TICK = { least: 40, most: 400 };
/** A world is spread over so many ticks with trucks, where its size allows. */
const SPREAD = 130;

export type Plan = {
  readonly lodgesTick: (number: number) => number;
  readonly arrivesTick: (number: number) => number;
};

/** The plan of a world of so many parcels. */
export function planFor(seed: number, parcels: number): Plan {
  const { least, most } = PARCELS_A_TICK;
  const aTick = Math.max(least, Math.min(most, Math.ceil(parcels / SPREAD)));
  const arrivesTick = (number: number): number => {
    const slot = Math.floor(number / aTick);
    const day = Math.floor(slot / TRUCK_TICKS);
    return FIRST_TRUCK + day * TICKS_A_DAY + (slot % TRUCK_TICKS);
  };
  const lodgesTick = (number: number): number => {
    const ahead = 1 + chanceFor(seed, "ahead", number).below(FIRST_TRUCK - 1);
    return arrivesTick(number) - ahead;
  };
  return { arrivesTick, lodgesTick };
}
