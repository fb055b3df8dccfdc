/** What benchmarks and soaks have in common: their options, and the line in which they end. */
import { parseArgs } from "node:util";

/** What a run found. It is well only when there is no fault. */
export type Outcome = {
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
  /** Figures over a peer's or a limit's of the same run. */
  readonly ratios: Readonly<Record<string, number>>;
};

export type RunOptions = {
  readonly name: string;
  readonly json: boolean;
  /** Stored items; each run has a default of its own. */
  readonly items: number | undefined;
  /** Seconds of each timed part. */
  readonly seconds: number | undefined;
  readonly seed: number;
  readonly minutes: number | undefined;
  readonly rounds: number | undefined;
  /** Damaged inputs tried, and gigabytes read, where a run has such. */
  readonly damaged: number | undefined;
  readonly gigabytes: number | undefined;
  /** A data folder that is kept, and used again when it is there. */
  readonly data: string | undefined;
  /** Runs the faulty twin, which must be found out. */
  readonly canary: boolean;
};

/** Reads `NAME [--json] [--items N] [--seconds N] [--seed N] [--minutes N] [--rounds N] …`. */
export function parseRun(args: readonly string[]): RunOptions {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      canary: { type: "boolean", default: false },
      items: text,
      seconds: text,
      seed: text,
      minutes: text,
      rounds: text,
      damaged: text,
      gigabytes: text,
      data: text,
    },
  });
  const [name] = positionals;
  if (name === undefined || !/^[a-z][a-z-]*$/.test(name)) throw new Error("which one? name it");
  const { json, canary, data } = values;
  return {
    name,
    json,
    canary,
    data,
    items: whole("items", values.items),
    seconds: amount("seconds", values.seconds),
    seed: whole("seed", values.seed) ?? 1,
    minutes: whole("minutes", values.minutes),
    rounds: whole("rounds", values.rounds),
    damaged: whole("damaged", values.damaged),
    gigabytes: whole("gigabytes", values.gigabytes),
  };
}

function whole(name: string, text: string | undefined): number | undefined {
  const number = amount(name, text);
  if (number !== undefined && !Number.isSafeInteger(number)) throw noNumber(name, text);
  return number;
}

/** None below zero; parts of one are allowed. */
function amount(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number >= 0 && number < Number.MAX_SAFE_INTEGER)) throw noNumber(name, text);
  return number;
}

function noNumber(name: string, text: string | undefined): Error {
  return new Error(`--${name} ${text}: no number`);
}

/** The last line of a run: one object of JSON, figures with four digits. */
export function outcomeLine(kind: "bench" | "soak", name: string, outcome: Outcome): string {
  const { faults, figures, ratios } = outcome;
  const line = { [kind]: name, ok: faults.length === 0 };
  return JSON.stringify({ ...line, figures: short(figures), ratios: short(ratios) });
}

function short(figures: Readonly<Record<string, number>>): Record<string, number> {
  const entries = Object.entries(figures);
  return Object.fromEntries(entries.map(([name, figure]) => [name, Number(figure.toPrecision(4))]));
}
