/** What every step of the world sees: its time, its agenda, the books, and how calls are made up. */

import type { Chance } from "#base/chance.ts";
import type { Result } from "#base/result.ts";
import type { Agenda } from "./agenda.ts";
import type { Books, ParcelEntry } from "./books.ts";
import { chanceFor } from "./chance-streams.ts";
import type { Deed } from "./deeds.ts";
import type { Plan } from "./plan.ts";
import type { WorldClock } from "./world-clock.ts";

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

/** Puts a parcel's next errand so many ticks ahead, one at least. */
export function goOn(scene: Scene, entry: ParcelEntry, kind: string, ticks = 1): void {
  scene.agenda.put(scene.clock.tick + Math.max(1, Math.floor(ticks)), kind, entry.parcel.number);
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
  { books }: Scene,
  { operation, name, heard }: BatchCall<T>,
  given: readonly GivenRow<T>[],
  answer: Result<unknown>,
): void {
  if (!answer.ok) {
    books.find({
      code: "audit/call-refused",
      about: `${operation} ${name}`,
      found: answer.refusal,
    });
    return;
  }
  const { rows, done } = answer.value as { rows: readonly AnsweredRow[]; done: number };
  books.count(operation, done);
  for (const row of rows) {
    const one = given[row.row];
    if (one === undefined || heard(one.of, row)) continue;
    const about = JSON.stringify(one.row).slice(0, 120);
    books.find({ code: "audit/row-refused", about: `${operation} ${about}`, found: row.refusal });
  }
}

/** One call that is no batch. */
export function singleDeed(
  { books }: Scene,
  call: Pick<Deed, "name" | "who" | "operation" | "input"> & { readonly ordered?: boolean },
  heard: (answer: Readonly<Record<string, unknown>>) => void,
): Deed {
  const { operation, name } = call;
  return {
    ...call,
    ordered: call.ordered === true,
    heard: (answer) => {
      if (answer.ok) {
        books.count(operation, 1);
        heard(answer.value as Readonly<Record<string, unknown>>);
      } else {
        const about = `${operation} ${name}`;
        books.find({ code: "audit/call-refused", about, found: answer.refusal });
      }
    },
  };
}
