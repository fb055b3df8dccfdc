/**
 * Who does what at which tick. A parcel stands on the agenda at most once at a time: so no two
 * calls of a tick speak of the same shipment, and they may run in any order.
 */

/** Errands of one tick: parcels by number, ascending, under what is done with them. */
export type Errands = ReadonlyMap<string, readonly number[]>;

export class Agenda {
  readonly #ticks = new Map<number, Map<string, number[]>>();
  readonly #standing = new Set<number>();

  /** Puts one parcel under one kind of errand at a tick; nothing where it stands somewhere already. */
  put(tick: number, kind: string, number: number): void {
    if (this.#standing.has(number)) return;
    this.#standing.add(number);
    let kinds = this.#ticks.get(tick);
    if (kinds === undefined) this.#ticks.set(tick, (kinds = new Map()));
    const numbers = kinds.get(kind);
    if (numbers === undefined) kinds.set(kind, [number]);
    else numbers.push(number);
  }

  /** Takes all that stands at a tick. */
  take(tick: number): Errands {
    const kinds = this.#ticks.get(tick) ?? new Map<string, number[]>();
    this.#ticks.delete(tick);
    for (const numbers of kinds.values()) {
      for (const number of numbers) this.#standing.delete(number);
      numbers.sort((one, other) => one - other);
    }
    return kinds;
  }

  /** Whether a parcel has an errand ahead of it. */
  has(number: number): boolean {
    return this.#standing.has(number);
  }

  /** The first tick with an errand; undefined where all is done. */
  nextTick(): number | undefined {
    let first: number | undefined;
    for (const tick of this.#ticks.keys()) if (first === undefined || tick < first) first = tick;
    return first;
  }
}
