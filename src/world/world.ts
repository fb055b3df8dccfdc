/**
 * The world: senders, trucks, scanners, officers and addressees around one centre. It acts only by
 * `call(operation, …)`, tick by tick; what it is handed decides on which record, clock and identity.
 */
import { assert, present, type Result } from "#base/result.ts";
import { call } from "#operations/call.ts";
import type { Actor, Operation } from "#operations/define.ts";
import { DUE_LIMIT } from "#operations/do-what-is-due.ts";
import type { Ports } from "#operations/ports.ts";
import { Agenda } from "./agenda.ts";
import { Books, type ParcelEntry, type PieceEntry } from "./books.ts";
import { type Deed, doAll } from "./deeds.ts";
import { hasDocuments } from "./documents.ts";
import { parcelOf } from "./parcel.ts";
import { type Plan, planFor } from "./plan.ts";
import type { Scene } from "./scene.ts";
import { steps } from "./steps/steps.ts";
import type { WorldClock } from "./world-clock.ts";

export type WorldOptions = {
  readonly seed: number;
  readonly clock: WorldClock;
  readonly operations: readonly Operation[];
  /** Everyone of the cast, by login. */
  readonly actors: ReadonlyMap<string, Actor>;
  /** The ports of one call, by its name. */
  readonly portsOf: (name: string) => Ports;
  /** Keeps the bytes of a file for one of the cast, as whoever receives them does. */
  readonly keep: (who: Actor, file: Uint8Array, name: string) => Promise<KeptFile>;
  /** Calls under way at once, one at least. */
  readonly connections: number;
};

/** How an operation is told of bytes that were kept. */
export type KeptFile = {
  readonly blobHash: string;
  readonly blobKeyId: string;
  readonly sizeBytes: number;
};

/** What a centre shows of a piece it knows. */
export type ShownPiece = {
  readonly itemId: string;
  readonly shipmentId: string;
  readonly status: string;
  readonly stream: string;
};

/** What happens once to a parcel has happened to one that was there before. */
const ONCE = [
  "corrected",
  "early-exit",
  "picked",
  "quarantined",
  "refunded",
  "relabelled",
  "second-exit",
  "short",
];

function resume(entry: ParcelEntry, shown: ReadonlyMap<string, ShownPiece>): void {
  for (const piece of entry.pieces) {
    const found = shown.get(piece.code);
    if (found === undefined) continue;
    piece.itemId = found.itemId;
    piece.status = found.status as PieceEntry["status"];
    piece.weighed = piece.grams;
    entry.shipmentId = found.shipmentId;
    entry.lodged = found.stream !== "undetermined";
  }
  for (const name of ONCE) entry.done.add(name);
}

export class World {
  readonly scene: Scene;
  readonly #options: WorldOptions;
  readonly #operations: ReadonlyMap<string, Operation>;
  /** Number of the next parcel of the seed. */
  #next = 0;
  #parcels = 0;
  #items = 0;

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
    return this.#items;
  }

  /** The next parcel of the seed, of so many pieces at most, comes into the world; gives what is kept of it. */
  addParcel(mostPieces = Number.POSITIVE_INFINITY): ParcelEntry {
    const { agenda, plan, clock, seed } = this.scene;
    while (parcelOf(seed, this.#next).codes.length > mostPieces) this.#next += 1;
    const entry = this.#openNext();
    const { number, troubles } = entry.parcel;
    const isAnnounced = !troubles.has("unannounced");
    const tick = isAnnounced ? plan.lodgesTick(number) : plan.arrivesTick(number);
    const announced = hasDocuments(entry.parcel) ? "documents" : "lodge";
    agenda.put(Math.max(clock.tick, tick), isAnnounced ? announced : "arrive", number);
    return entry;
  }

  /**
   * The next parcel of the seed was in this centre before: it goes on as the centre shows it. Without
   * any piece of it there it is new; answers whether it was there.
   */
  resumeParcel(shown: ReadonlyMap<string, ShownPiece>): boolean {
    const { agenda, plan, seed, clock } = this.scene;
    const { codes } = parcelOf(seed, this.#next);
    if (!codes.some((code) => shown.has(code))) {
      this.addParcel();
      return false;
    }
    const entry = this.#openNext();
    const { number } = entry.parcel;
    resume(entry, shown);
    if (entry.pieces.some(({ status }) => status === "present")) {
      agenda.put(clock.tick + 1, "scan", number);
    } else if (entry.pieces.some(({ status }) => status === "expected")) {
      agenda.put(Math.max(clock.tick, plan.arrivesTick(number)), "arrive", number);
    }
    return true;
  }

  #openNext(): ParcelEntry {
    const entry = this.scene.books.open(parcelOf(this.scene.seed, this.#next));
    this.#next += 1;
    this.#parcels += 1;
    this.#items += entry.pieces.length;
    return entry;
  }

  /** Goes to the next tick that has an errand and does all of it; false where none is left. */
  async step(): Promise<boolean> {
    const tick = this.scene.agenda.nextTick();
    if (tick === undefined) return false;
    await this.stepTo(tick);
    return true;
  }

  /** Goes to a tick and does what is due and stands on the agenda there. */
  async stepTo(tick: number): Promise<void> {
    this.scene.clock.moveTo(tick);
    await this.#doWhatIsDue(tick);
    await this.#doErrands(tick);
  }

  async #doWhatIsDue(tick: number): Promise<void> {
    for (let round = 0; ; round += 1) {
      const name = `due/${tick}/${round}`;
      const answer = await this.call("system", "do-what-is-due", {}, name);
      assert(answer.ok, `what is due is done: ${JSON.stringify(answer)}`);
      if ((answer.value as { readonly done: number }).done < DUE_LIMIT) return;
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
    this.#findUnknown([...errands.keys()]);
    const perform = async ({ who, operation, input, name, file }: Deed) => {
      const named = `${tick}/${name}`;
      if (file === undefined) return this.call(who, operation, input, named);
      return this.handIn(who, file.name, file.bytes, named);
    };
    await doAll(deeds, this.#options.connections, perform);
  }

  /** Hands in a file as one of the cast. */
  async handIn(
    who: string,
    fileName: string,
    bytes: Uint8Array,
    name: string,
  ): Promise<Result<unknown>> {
    const { actors, keep } = this.#options;
    const actor = present(actors.get(who), `the cast has ${who}`);
    const kept = await keep(actor, bytes, `${name}/file`);
    return this.call(who, "take-in-message", { name: fileName, ...kept }, name);
  }

  /** An errand that no step does would leave its parcels where they are. */
  #findUnknown(kinds: readonly string[]): void {
    for (const about of kinds.filter((kind) => !steps.some((step) => step.kind === kind))) {
      this.scene.books.find({ code: "audit/nobody-lifts", about });
    }
  }

  /** Calls as one of the cast; the name is this call's own in the whole world. */
  call(who: string, operation: string, input: unknown, name: string): Promise<Result<unknown>> {
    const { actors, portsOf } = this.#options;
    const actor = present(actors.get(who), `the cast has ${who}`);
    const named = present(this.#operations.get(operation), `the registry has ${operation}`);
    return call(portsOf(name), named, actor, input);
  }
}

/** A world with parcels of so many items in all, not yet begun. */
export function worldOf(options: WorldOptions, items: number): World {
  const world = new World(options, planFor(options.seed, items));
  while (world.items < items) world.addParcel(items - world.items);
  return world;
}
