/** What every step of the world sees: its time, its agenda, the books, and how calls are made up. */

import type { Chance } from "#base/chance.ts";
import type { Result } from "#base/result.ts";
import type { Agenda } from "./agenda.ts";
import type { Books, ParcelEntry } from "./books.ts";
import { chanceFor } from "./chance-streams.ts";
import type { Deed } from "./deeds.ts";
import type { Plan } from "./plan.ts";
import { TICKS_AN_HOUR, type WorldClock } from "./world-clock.ts";

export type Scene = {
  readonly seed: number;
  readonly clock: WorldClock;
  readonly agenda: Agenda;
  readonly books: Books;
  readonly plan: Plan;
};

/** What is done with parcels of one kind of errand: the calls of one tick. */
export type Step = {
  readonly kind: string;
  readonly deeds: (scene: Scene, entries: readonly ParcelEntry[]) => readonly Deed[];
};

/** Errands of one parcel; whoever needs more goes round in circles. */
const ERRANDS_LIMIT = 120;

/** What is done together once an hour: trucks leave, payments are told. */
const HOURLY: ReadonlySet<string> = new Set(["leave", "pay", "send-back"]);

/** Puts a parcel's next errand so many ticks ahead, one at least; what is hourly at the next hour. */
export function goOn(scene: Scene, entry: ParcelEntry, kind: string, ticks = 1): void {
  entry.errands += 1;
  if (entry.errands > ERRANDS_LIMIT) return;
  const tick = scene.clock.tick + Math.max(1, Math.floor(ticks));
  const hour = Math.ceil(tick / TICKS_AN_HOUR) * TICKS_AN_HOUR;
  scene.agenda.put(HOURLY.has(kind) ? hour : tick, kind, entry.parcel.number);
}

/** Refused otherwise than expected, a parcel is looked at again, so often at most. */
const AGAIN = 3;

/** Notes what was refused against expectation, and looks at the parcel again. */
export function refusedOf(scene: Scene, entry: ParcelEntry, what: string, refusal: unknown): void {
  scene.books.find({ code: "audit/row-refused", about: what, found: refusal });
  entry.refused += 1;
  if (entry.refused <= AGAIN) goOn(scene, entry, "scan", TICKS_AN_HOUR);
}

/** The stream of chance of one question about a parcel. */
export function chanceOn(scene: Scene, entry: ParcelEntry, question: string): Chance {
  return chanceFor(scene.seed, question, entry.parcel.number);
}

/** The answer to one row of a batch; its other members are its operation's. */
export type AnsweredRow = {
  readonly row: number;
  readonly refusal?: { readonly code: string };
} & Readonly<Record<string, unknown>>;

/** One row that is handed in, what it is about, and whose it is: a parcel's rows stay in one call. */
export type GivenRow<T> = {
  readonly of: T;
  readonly entry: ParcelEntry;
  readonly row: Readonly<Record<string, unknown>>;
};

export type BatchCall<T> = {
  /** Names the call within its tick. */
  readonly name: string;
  readonly who: string;
  readonly operation: string;
  /** Member of the input that holds the rows. */
  readonly field: string;
  readonly rows: readonly GivenRow<T>[];
  /** Members of the input beside the rows. */
  readonly more?: Readonly<Record<string, unknown>>;
  readonly ordered?: boolean;
  /** Hears one row's answer; a refusal that it does not expect it answers with false. */
  readonly heard: (of: T, answer: AnsweredRow) => boolean;
};

/** Rows of one call. */
const BATCH = 500;

/** The calls of a batch, so many rows in each. */
export function batchDeeds<T>(scene: Scene, call: BatchCall<T>): readonly Deed[] {
  return chunksOf(call.rows).map((rows, at) => ({
    name: `${call.name}/${at}`,
    who: call.who,
    operation: call.operation,
    input: { ...call.more, [call.field]: rows.map(({ row }) => row) },
    ordered: call.ordered === true,
    heard: (answer) => hearRows(scene, call, rows, answer),
  }));
}

function chunksOf<T>(rows: readonly GivenRow<T>[]): readonly (readonly GivenRow<T>[])[] {
  const chunks: GivenRow<T>[][] = [];
  for (const row of rows) {
    const last = chunks.at(-1);
    const isFull = last !== undefined && last.length >= BATCH && last.at(-1)?.entry !== row.entry;
    if (last === undefined || isFull) chunks.push([row]);
    else last.push(row);
  }
  return chunks;
}

function hearRows<T>(
  scene: Scene,
  { operation, name, heard }: BatchCall<T>,
  given: readonly GivenRow<T>[],
  answer: Result<unknown>,
): void {
  if (!answer.ok) {
    const finding = { code: "audit/call-refused", about: `${operation} ${name}` };
    scene.books.find({ ...finding, found: answer.refusal });
    return;
  }
  const { rows, done } = answer.value as { rows: readonly AnsweredRow[]; done: number };
  scene.books.count(operation, done);
  for (const row of rows) {
    const one = given[row.row];
    if (one === undefined || heard(one.of, row)) continue;
    const what = `${operation} ${JSON.stringify(one.row).slice(0, 120)}`;
    refusedOf(scene, one.entry, what, row.refusal);
  }
}

/** One call about one parcel that is no batch. */
export function singleDeed(
  scene: Scene,
  entry: ParcelEntry,
  call: Pick<Deed, "name" | "who" | "operation" | "input"> & { readonly ordered?: boolean },
  heard: (answer: Readonly<Record<string, unknown>>) => void,
): Deed {
  const { operation, name } = call;
  return {
    ...call,
    ordered: call.ordered === true,
    heard: (answer) => {
      if (!answer.ok) return refusedOf(scene, entry, `${operation} ${name}`, answer.refusal);
      scene.books.count(operation, 1);
      heard(answer.value as Readonly<Record<string, unknown>>);
    },
  };
}
