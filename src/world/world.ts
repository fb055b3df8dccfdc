/**
 * The world: senders, trucks, scanners, officers and addressees around one centre. It acts only by
 * `call(operation, …)`, tick by tick; what it is handed decides on which record, clock and identity.
 */
import { assert, present, type Result } from "#base/result.ts";
import { call } from "#operations/call.ts";
import type { Actor, Operation } from "#operations/define.ts";
import type { Ports } from "#operations/ports.ts";
import { Agenda } from "./agenda.ts";
import { Books } from "./books.ts";
import { type Deed, doAll } from "./deeds.ts";
import { parcelOf } from "./parcel.ts";
import { type Plan, planFor } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { steps } from "./steps/index.ts";
import type { WorldClock } from "./world-clock.ts";

export type WorldOptions = {
  readonly seed: number;
  readonly clock: WorldClock;
  readonly operations: readonly Operation[];
  /** Everyone of the cast, by login. */
  readonly actors: ReadonlyMap<string, Actor>;
  /** The ports of one call, by its name. */
  readonly portsOf: (name: string) => Ports;
  /** Calls under way at once, one at least. */
  readonly connections: number;
};

export class World {
  readonly scene: Scene;
  readonly #options: WorldOptions;
  readonly #operations: ReadonlyMap<string, Operation>;
  #parcels = 0;

  constructor(options: WorldOptions, plan: Plan) {
    const { seed, clock, operations } = options;
    this.#options = options;
    this.#operations = new Map(operations.map((one) => [one.name, one]));
    this.scene = { seed, clock, plan, agenda: new Agenda(), books: new Books() };
  }

  get parcels(): number {
    return this.#parcels;
  }

  /** Pieces of all parcels so far. */
  get items(): number {
    let items = 0;
    for (const { pieces } of this.scene.books.entries.values()) items += pieces.length;
    return items;
  }

  /** The next parcel of the seed comes into the world; gives how many pieces it has. */
  addParcel(): number {
    const { books, agenda, plan, seed, clock } = this.scene;
    const number = this.#parcels;
    this.#parcels += 1;
    const entry = books.open(parcelOf(seed, number));
    const isAnnounced = !entry.parcel.troubles.has("unannounced");
    const tick = isAnnounced ? plan.lodgesTick(number) : plan.arrivesTick(number);
    agenda.put(Math.max(clock.tick, tick), isAnnounced ? "lodge" : "arrive", number);
    return entry.pieces.length;
  }

  /** Goes to the next tick that has an errand and does all of it; false where none is left. */
  async step(): Promise<boolean> {
    const { agenda, clock } = this.scene;
    const tick = agenda.nextTick();
    if (tick === undefined) return false;
    clock.moveTo(tick);
    await this.#doWhatIsDue(tick);
    await this.#doErrands(tick);
    return true;
  }

  async #doWhatIsDue(tick: number): Promise<void> {
    for (let round = 0; ; round += 1) {
      const name = `due/${tick}/${round}`;
      const answer = await this.call("system", "do-what-is-due", {}, name);
      assert(answer.ok, `what is due is done: ${JSON.stringify(answer)}`);
      if ((answer.value as { readonly done: number }).done === 0) return;
    }
  }

  async #doErrands(tick: number): Promise<void> {
    const { agenda, books } = this.scene;
    const errands = agenda.take(tick);
    const deeds = steps.flatMap((step) => {
      const entries = (errands.get(step.kind) ?? []).flatMap(
        (number) => books.entries.get(number) ?? [],
      );
      return entries.length === 0 ? [] : step.deeds(this.scene, entries);
    });
    const perform = ({ who, operation, input, name }: Deed): Promise<Result<unknown>> =>
      this.call(who, operation, input, `${tick}/${name}`);
    await doAll(deeds, this.#options.connections, perform);
  }

  /** Calls as one of the cast; the name is this call's own in the whole world. */
  call(who: string, operation: string, input: unknown, name: string): Promise<Result<unknown>> {
    const { actors, portsOf } = this.#options;
    const actor = present(actors.get(who), `the cast has ${who}`);
    const named = present(this.#operations.get(operation), `the registry has ${operation}`);
    return call(portsOf(name), named, actor, input);
  }
}

/** A world with parcels for so many items, not yet begun. */
export function worldOf(options: WorldOptions, items: number): World {
  const world = new World(options, planFor(options.seed, items));
  for (let pieces = 0; pieces < items; ) pieces += world.addParcel();
  return world;
}
