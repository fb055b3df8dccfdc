/**
 * `bench edifact`: a generated interchange tokenised, read as typed items and written, beside npm
 * `edifact`, a byte loop and a plain copy over the same bytes. Results are checked first; speeds are per
 * second of processor time, the best of some rounds that take turns.
 */
import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Latin1Buffer } from "#standards/edifact/latin1.ts";
import { readTree, type TreeSegment } from "#standards/edifact/tree.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { type Generated, generate } from "./edifact/generate.ts";
import { readTyped, slices, type Typed, tokenise, writeSegments } from "./edifact/ours.ts";
import { cutAtTerminators, peerEvents, peerObjects } from "./edifact/peer.ts";

const MEGABYTE = 1_000_000;
const FILE_MEGABYTES = 110;
/** A sixteenth of the file is held as a tree and written that often. */
const WRITTEN_SHARE = 16;
const MOST_WRITTEN_BYTES = 8_000_000;
const ROUNDS = 4;

type Case = { readonly name: string; readonly bytes: number; readonly run: () => unknown };
type Child = { readonly typed: Typed; readonly peakRssMB: number };

/** `--items N` sets the size of the file in MB. */
export async function bench(options: RunOptions): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "mailport-edifact-"));
  try {
    const file = join(folder, "bench.edi");
    const wanted = (options.items ?? FILE_MEGABYTES) * MEGABYTE;
    const made = makeFile(file, wanted, options.seed);
    return measure(file, made, wanted, options);
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

function measure(file: string, made: Generated, wanted: number, options: RunOptions): Outcome {
  const bytes = readFileSync(file);
  const cuts = cutAtTerminators(bytes);
  const part = writtenPart(wanted, options.seed);
  const times = Math.max(1, Math.round(bytes.length / part.bytes.length));
  const child = readInChild(file);
  const faults = check(bytes, made, cuts, part, child);
  const best = timeAll(
    [
      { name: "tokenise", bytes: bytes.length, run: () => tokenise(bytes) },
      { name: "byteLoop", bytes: bytes.length, run: () => byteLoop(bytes) },
      { name: "peerEvents", bytes: bytes.length, run: () => peerEvents(bytes, cuts) },
      { name: "peerObjects", bytes: bytes.length, run: () => peerObjects(bytes, cuts) },
      { name: "typed", bytes: bytes.length, run: () => readTyped(slices(bytes)) },
      { name: "copy", bytes: bytes.length, run: () => latin1Copy(bytes) },
      {
        name: "write",
        bytes: part.bytes.length * times,
        run: () => writeSegments(part.segments, times),
      },
    ],
    options.rounds ?? ROUNDS,
  );
  const speed = (name: string): number => best.get(name) ?? 0;
  for (const [name, rate] of best) console.error(`${name}: ${Math.round(rate)} MB/s`);
  return {
    faults,
    figures: {
      tokeniseMBps: speed("tokenise"),
      typedMBps: speed("typed"),
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

/** A smaller interchange of the same kind, as bytes and as the segments that make them. */
function writtenPart(
  wanted: number,
  seed: number,
): { readonly bytes: Uint8Array; readonly segments: readonly TreeSegment[] } {
  const size = Math.min(wanted / WRITTEN_SHARE, MOST_WRITTEN_BYTES);
  const bytes = Buffer.concat([...generate(size, seed + 1)]);
  const segments = readTree(bytes).interchanges[0]?.segments ?? [];
  return { bytes: bytes.subarray(bytes.indexOf("UNB+")), segments };
}

function check(
  bytes: Buffer,
  made: Generated,
  cuts: readonly number[],
  part: { readonly bytes: Uint8Array; readonly segments: readonly TreeSegment[] },
  child: Child,
): string[] {
  const faults: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) faults.push(`${what}: ${String(found)}, not ${String(expected)}`);
  };
  const totals = tokenise(bytes);
  expect("messages", totals.messages, made.messages);
  expect("findings", totals.findings, 0);
  expect("trailing bytes", totals.trailingBytes, 0);
  expect("segments of the peer's events", peerEvents(bytes, cuts), totals.segments);
  expect("segments of the peer's objects", peerObjects(bytes, cuts), totals.segments);
  const damaged = Buffer.from(bytes);
  damaged[damaged.lastIndexOf("UNT+") + "UNT+".length] = 0x30;
  expect("a wrong count is found", tokenise(damaged).findings > 0, true);
  expect("written bytes", Buffer.compare(writeSegments(part.segments, 1), part.bytes), 0);
  expectTyped(expect, "typed", readTyped(slices(bytes)), made);
  expectTyped(expect, "typed in a child", child.typed, made);
  return faults;
}

function expectTyped(
  expect: (what: string, found: unknown, expected: unknown) => void,
  what: string,
  typed: Typed,
  made: Generated,
): void {
  expect(`${what}: messages`, typed.messages, made.messages);
  expect(`${what}: receptacles`, typed.receptacles, made.receptacles);
  expect(`${what}: items`, typed.items, made.items);
  expect(`${what}: findings`, typed.findings, 0);
}

/** Best speed of each case in MB per second of processor time; the cases take turns. */
function timeAll(cases: readonly Case[], rounds: number): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (let round = 0; round < rounds; round += 1)
    for (const { name, bytes, run } of cases) {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      // Bytes a microsecond are MB a second.
      best.set(name, Math.max(best.get(name) ?? 0, bytes / (user + system)));
    }
  return best;
}

function byteLoop(bytes: Uint8Array): number {
  let sum = 0;
  for (const slice of slices(bytes))
    for (let at = 0; at < slice.length; at += 1) sum = (sum + (slice[at] as number)) | 0;
  return sum;
}

/** The whole file as one string: what any reader or writer of text costs at least. */
function latin1Copy(bytes: Buffer): number {
  return (bytes as Latin1Buffer).latin1Slice(0, bytes.length).length;
}

function readInChild(file: string): Child {
  const script = join(import.meta.dirname, "edifact", "read-child.ts");
  const run = spawnSync(process.execPath, [script, file], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the reading child failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Child;
}
