/**
 * The demo of `mailport start`: the simulated world at visible speed on the demo's own centre. A
 * first set goes through its first hours at once, then a quarter of an hour passes every other
 * second. Wiring only: what happens is the world's affair.
 */
import type { Actor, Operation } from "#operations/define.ts";
import { systemActor } from "#operations/sessions.ts";
import { CAST } from "#world/cast.ts";
import { chanceFor } from "#world/chance-streams.ts";
import { openCentre } from "#world/opening.ts";
import type { Plan } from "#world/plan.ts";
import { World, type WorldOptions } from "#world/world.ts";
import { WorldClock } from "#world/world-clock.ts";
import { hire, keepFile } from "./demo-cast.ts";
import { DEMO_ADMINISTRATOR } from "./demo-people.ts";
import { knownPieces, tellTroubles } from "./demo-troubles.ts";
import { actorNamed, type OpenPorts } from "./open-record.ts";

/** Parcels the demo begins with. */
export const DEMO_PARCELS = 240;
/** The demo pauses once it has this many items. */
export const DEMO_ITEMS_LIMIT = 2_000;
/** A tick of the world lasts this long, ms. */
export const DEMO_EVERY_MS = 2_000;

/** Every demo is the same one. */
const SEED = 20_261_122;
/** Ticks that pass at once at the beginning. */
const FIRST_TICKS = 16;
/** Of the first parcels so many come in the first ticks, from this one on. */
const FIRST_ARRIVED = 170;
const FIRST_TRUCK = 10;
/** Ticks in which a new parcel is declared, of a hundred. */
const NEW_PARCELS = 0.4;
/** So many numbers in a row that a centre does not know were never in it. */
const UNKNOWN_IN_A_ROW = 40;

export type Demo = {
  /** Lets one tick pass; answers false once it pauses. */
  readonly step: () => Promise<boolean>;
  readonly items: number;
  /** How long to wait before the next step, ms: nothing while the first set is made. */
  readonly waitMs: number;
};

/** Makes what is missing of the users; the pieces come with its steps. */
export async function openDemo(ports: OpenPorts, operations: readonly Operation[]): Promise<Demo> {
  const actors = await cast(ports);
  const beginsAt = ports.clock.now() - FIRST_TICKS * DEMO_EVERY_MS;
  const clock = new WorldClock(beginsAt, DEMO_EVERY_MS);
  const portsOf = (): OpenPorts => ports;
  const keep: WorldOptions["keep"] = (who, bytes) => keepFile(ports, who, bytes);
  const options = { seed: SEED, clock, operations, actors, portsOf, keep, connections: 1 };
  const world = new World(options, planOf(clock));
  let isOpen = false;
  return {
    get items() {
      return world.items;
    },
    get waitMs() {
      return clock.tick < FIRST_TICKS ? 0 : DEMO_EVERY_MS;
    },
    async step() {
      if (!isOpen) await begin(world);
      isOpen = true;
      if (world.items >= DEMO_ITEMS_LIMIT) return false;
      const { happens } = chanceFor(SEED, "new", world.parcels, clock.tick);
      if (clock.tick >= FIRST_TICKS && happens(NEW_PARCELS)) world.addParcel();
      await world.stepTo(clock.tick + 1);
      return true;
    },
  };
}

/** The first set all together; later ones are declared at once and come some ticks later. */
function planOf(clock: WorldClock): Plan {
  return {
    lodgesTick: (number) => (number < DEMO_PARCELS ? 1 + (number % FIRST_TRUCK) : clock.tick + 1),
    arrivesTick(number) {
      if (number < FIRST_ARRIVED) return FIRST_TRUCK + (number % 4);
      if (number < DEMO_PARCELS) return FIRST_TICKS + number - FIRST_ARRIVED;
      return clock.tick + 4 + (number % 20);
    },
  };
}

/** A first set on an empty centre; else the world goes on where it stopped. */
async function begin(world: World): Promise<void> {
  await openCentre((...one) => world.call(...one));
  const shown = await knownPieces(world);
  if (shown.size === 0) {
    for (let parcel = 0; parcel < DEMO_PARCELS; parcel += 1) world.addParcel();
    return tellTroubles(world);
  }
  world.scene.clock.moveTo(FIRST_TICKS);
  for (let unknown = 0; unknown < UNKNOWN_IN_A_ROW; ) {
    unknown = world.resumeParcel(shown) ? 0 : unknown + 1;
  }
}

/**
 * Everyone of the cast, hired where they are not there yet. For whoever is of a party that the centre
 * was founded without, the operator acts: it takes in what they have on paper.
 */
async function cast(ports: OpenPorts): Promise<ReadonlyMap<string, Actor>> {
  const system = systemActor(ports.site.operatorId);
  const { parties, there } = await ports.store.transaction(async (tx) => ({
    parties: await tx.findParties(CAST.map(({ party }) => party)),
    there: new Set((await tx.listUsers()).map(({ login }) => login)),
  }));
  const players = CAST.filter(({ party }) => parties.has(party));
  const missing = players.filter(({ login }) => !there.has(login));
  await Promise.all(missing.map((player) => hire(ports, system, player)));
  const actors = new Map(["system", ...CAST.map(({ login }) => login)].map((one) => [one, system]));
  for (const login of [DEMO_ADMINISTRATOR, ...players.map((player) => player.login)]) {
    actors.set(login, await actorNamed(ports, login));
  }
  return actors;
}
