/**
 * `soak edifact`: a million damaged interchanges, and gigabytes piped from a generator. Damage must be
 * found at its segment or its message's trailer, unless a check of its own shows the bytes to be valid:
 * those are counted by kind. A tenth is read fast and plain, which must tell the same. Time and memory
 * are measured while gigabytes pass.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { chanceOf } from "#base/chance.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { DAMAGE_KINDS, type Damaged, damage } from "./edifact/damage.ts";
import { compareReadings } from "./edifact/fast-and-plain.ts";
import { isValid } from "./edifact/independent-check.ts";
import type { Piped } from "./edifact/pipe.ts";
import { type FindAll, scannerFindings, silentFindings } from "./edifact/readers.ts";
import { type Sample, sample } from "./edifact/samples.ts";

const DAMAGED = 1_000_000;
/** Of the damaged inputs one in so many is read both ways. */
const COMPARED_SHARE = 10;
const GIGABYTES = 10;
/** Damaged again and again before the next is made. */
const DAMAGES_A_SAMPLE = 50;
const FAULTS_SHOWN = 20;
const MOST_MEMORY_MEGABYTES = 150;

/** What became of one kind of damage. */
type Counts = { tried: number; found: number; valid: number; missed: number };

export async function soak(options: RunOptions): Promise<Outcome> {
  const { damaged = DAMAGED, gigabytes = GIGABYTES, seed } = options;
  const findAll = options.canary ? silentFindings : scannerFindings;
  const trial = damageTrial(damaged, seed, findAll);
  const piped = pipeInChild(gigabytes, seed);
  const compared = Math.ceil(damaged / COMPARED_SHARE);
  const faults = [...trial.faults, ...compareReadings(compared, seed), ...piped.faults];
  if (piped.peakRssMB > MOST_MEMORY_MEGABYTES)
    faults.push(`memory grew to ${Math.round(piped.peakRssMB)} MB while bytes passed`);
  if (options.canary) {
    const missed = trial.faults.length === 0 ? ["the silent reader was not found out"] : [];
    return { faults: missed, figures: trial.figures, ratios: {} };
  }
  const { gigabytes: passed, secondsCpu, peakRssMB } = piped;
  return {
    faults,
    figures: { ...trial.figures, compared, gigabytes: passed, secondsCpu, peakRssMB },
    ratios: {},
  };
}

/** In a process of its own, whose memory nothing else has used. */
function pipeInChild(gigabytes: number, seed: number): Piped {
  const script = join(import.meta.dirname, "edifact", "pipe-child.ts");
  const args = [script, `${gigabytes}`, `${seed}`];
  const run = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`the piping child failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Piped;
}

/** Damages samples and judges each by the reader's findings and, where it is silent, independently. */
export function damageTrial(
  total: number,
  seed: number,
  findAll: FindAll,
): { readonly faults: readonly string[]; readonly figures: Readonly<Record<string, number>> } {
  const chance = chanceOf(seed);
  const counts = new Map<string, Counts>(
    DAMAGE_KINDS.map((kind) => [kind, { tried: 0, found: 0, valid: 0, missed: 0 }]),
  );
  const faults: string[] = [];
  let current: Sample = sample(chance);
  for (let number = 0; number < total; number += 1) {
    if (number % DAMAGES_A_SAMPLE === 0) current = sample(chance);
    const one = damage(current, chance);
    const count = counts.get(one.kind);
    if (count === undefined) continue;
    count.tried += 1;
    const fault = judge(current, one, findAll, count);
    if (fault !== undefined && faults.length < FAULTS_SHOWN) faults.push(`${number}: ${fault}`);
  }
  for (const [kind, count] of counts) console.error(`${kind}: ${JSON.stringify(count)}`);
  return { faults, figures: figuresOf(counts) };
}

function judge(
  { bytes, places }: Sample,
  one: Damaged,
  findAll: FindAll,
  count: Counts,
): string | undefined {
  const findings = findAll(one.bytes);
  if (findings.length === 0) {
    if (isValid(one.bytes)) {
      count.valid += 1;
      return undefined;
    }
    count.missed += 1;
    return `${one.kind} at ${one.at} was not found: ${shown(one.bytes, one.at)}`;
  }
  const segment = places.findLast(({ start }) => start <= one.at);
  const first = Math.min(...findings.map(({ at }) => at.offset ?? 0));
  // Marks changed at the head change everything behind it.
  if (first < (segment?.start ?? 0) && one.kind !== "cut off") {
    count.missed += 1;
    return `${one.kind} at ${one.at} was found too early, at ${first} of ${bytes.length}`;
  }
  const trailer = segment?.trailerEnd ?? bytes.length;
  const slack = one.bytes.length - bytes.length;
  if (first > trailer + Math.max(slack, 0)) {
    count.missed += 1;
    return `${one.kind} at ${one.at} was found too late, at ${first} behind ${trailer}`;
  }
  count.found += 1;
  return undefined;
}

function figuresOf(counts: ReadonlyMap<string, Counts>): Record<string, number> {
  const figures: Record<string, number> = { damaged: 0, found: 0, valid: 0, missed: 0 };
  for (const [kind, { tried, found, valid, missed }] of counts) {
    figures["damaged"] = (figures["damaged"] ?? 0) + tried;
    figures["found"] = (figures["found"] ?? 0) + found;
    figures["valid"] = (figures["valid"] ?? 0) + valid;
    figures["missed"] = (figures["missed"] ?? 0) + missed;
    if (valid > 0) figures[`valid: ${kind}`] = valid;
  }
  return figures;
}

function shown(bytes: Uint8Array, at: number): string {
  return JSON.stringify(
    Buffer.from(bytes.subarray(Math.max(0, at - 20), at + 20)).toString("latin1"),
  );
}
