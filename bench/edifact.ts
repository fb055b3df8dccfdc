/**
 * `bench edifact`: a generated interchange tokenised, read as typed items and written, beside npm
 * `edifact`, a byte loop and a plain copy over the same bytes. Results are checked first; speeds are per
 * second of processor time, the median of some rounds in which the cases take turns, each the best of
 * its repeats. `typed` makes a typed value of every receptacle and item, checks all of it, asks each for
 * what taking in needs and leaves the other texts in their bytes; `typedPlain` makes plain objects.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { type Generated, generate } from "./edifact/generate.ts";
import { readTyped, slices, type Typed, tokenise, writeSegments } from "./edifact/ours.ts";
import { cutAtTerminators, peerEvents, peerObjects } from "./edifact/peer.ts";
import { writtenPart } from "./edifact/written-part.ts";

const MEGABYTE = 1_000_000;
const FILE_MEGABYTES = 110;
const ROUNDS = 3;
/** Times each case runs in one round, the first of them cold. */
const REPEATS = 5;
const CASES = [
  "tokenise",
  "byteLoop",
  "peerEvents",
  "peerObjects",
  "typed",
  "typedPlain",
  "write",
  "copy",
];
const CODE = join(import.meta.dirname, "edifact");

type Child = { readonly typed: Typed; readonly peakRssMB: number };
type Expect = (what: string, found: unknown, expected: unknown) => void;

/** `--items N` sets the size of the file in MB. */
export async function bench(options: RunOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mailport-edifact-"));
  try {
    const file = join(folder, "bench.edi");
    const made = makeFile(file, (options.items ?? FILE_MEGABYTES) * MEGABYTE, options.seed);
    return await measure(folder, file, made, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function makeFile(file: string, bytes: number, seed: number): Generated {
  const handle = openSync(file, "w");
  const pieces = generate(bytes, seed);
  for (;;) {
    const next = pieces.next();
    if (next.done === true) {
      closeSync(handle);
      return next.value;
    }
    writeSync(handle, next.value);
  }
}

async function measure(
  folder: string,
  file: string,
  made: Generated,
  options: RunOptions,
): Promise<Outcome> {
  // Kept compiled, as a packed release is: the compiler of types would be half of the memory.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") };
  inChild<Child>("read-child.ts", [file], env);
  const child = inChild<Child>("read-child.ts", [file], env);
  const faults = check(readFileSync(file), made, options.seed, child);
  const speeds = timeAll(file, options, env);
  const speed = (name: string): number => speeds.get(name) ?? 0;
  for (const [name, rate] of speeds) console.error(`${name}: ${Math.round(rate)} MB/s`);
  return {
    faults,
    figures: {
      tokeniseMBps: speed("tokenise"),
      typedMBps: speed("typed"),
      typedPlainMBps: speed("typedPlain"),
      itemsPerSecond: (speed("typed") * MEGABYTE * made.items) / made.bytes,
      writeMBps: speed("write"),
      peakRssMB: child.peakRssMB,
      fileMB: made.bytes / MEGABYTE,
      messages: made.messages,
      items: made.items,
    },
    ratios: {
      tokeniseToEdifact: speed("tokenise") / speed("peerEvents"),
      tokeniseToByteLoop: speed("tokenise") / speed("byteLoop"),
      typedToEdifactObjects: speed("typed") / speed("peerObjects"),
      writeToLatin1Copy: speed("write") / speed("copy"),
    },
  };
}

/** Speed of each case. */
function timeAll(
  file: string,
  { rounds = ROUNDS, seed }: RunOptions,
  env: NodeJS.ProcessEnv,
): ReadonlyMap<string, number> {
  const rates = new Map<string, number[]>(CASES.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of CASES) {
      const rate = inChild<number>("time-case.ts", [name, file, `${REPEATS}`, `${seed}`], env);
      rates.get(name)?.push(rate);
    }
  return new Map([...rates].map(([name, all]) => [name, median(all)]));
}

/** The one in the middle, or half of the two that are. */
function median(rates: readonly number[]): number {
  const sorted = rates.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}

function inChild<T>(script: string, args: readonly string[], env: NodeJS.ProcessEnv): T {
  const run = spawnSync(process.execPath, [join(CODE, script), ...args], { encoding: "utf8", env });
  if (run.status !== 0) throw new Error(`${script} ${args[0]} failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as T;
}

function check(bytes: Buffer, made: Generated, seed: number, child: Child): string[] {
  const faults: string[] = [];
  const expect: Expect = (what, found, expected) => {
    if (found !== expected) faults.push(`${what}: ${String(found)}, not ${String(expected)}`);
  };
  const totals = tokenise(bytes);
  expect("messages", totals.messages, made.messages);
  expect("findings", totals.findings, 0);
  expect("trailing bytes", totals.trailingBytes, 0);
  const cuts = cutAtTerminators(bytes);
  expect("segments of the peer's events", peerEvents(bytes, cuts), totals.segments);
  expect("segments of the peer's objects", peerObjects(bytes, cuts), totals.segments);
  const part = writtenPart(bytes.length, seed);
  expect("written bytes", Buffer.compare(writeSegments(part.segments, 1), part.bytes), 0);
  expectTyped(expect, "typed", readTyped(slices(bytes)), made);
  expectTyped(expect, "typed in a child", child.typed, made);
  expectTyped(expect, "typed, plain", readTyped(slices(bytes), false), made);
  const count = bytes.lastIndexOf("UNT+") + "UNT+".length;
  bytes[count] = bytes[count] === 0x39 ? 0x38 : 0x39;
  expect("canary: findings of a wrong count", tokenise(bytes).findings, 1);
  return faults;
}

function expectTyped(expect: Expect, what: string, typed: Typed, made: Generated): void {
  expect(`${what}: messages`, typed.messages, made.messages);
  expect(`${what}: receptacles`, typed.receptacles, made.receptacles);
  expect(`${what}: items`, typed.items, made.items);
  expect(`${what}: weight`, typed.weightGrams, made.weightGrams);
  expect(`${what}: digits of identifiers`, typed.digits, made.digits);
  expect(`${what}: findings`, typed.findings, 0);
}
