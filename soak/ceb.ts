/**
 * `soak ceb`: a hundred thousand damaged CEB messages of both editions and their envelopes. Nothing
 * throws, findings have places inside the bytes and are bounded, damage to a tag is never silent, damage
 * inside a text changes that element only, and the time and memory of one message stay bounded.
 */
import { type Chance, chanceOf } from "#base/chance.ts";
import { present } from "#base/result.ts";
import { CEB_CHECK_CODES } from "#standards/ceb/codes.ts";
import { writeDxp } from "#standards/ceb/envelope-writer.ts";
import { MAX_CEB_FINDINGS } from "#standards/ceb/limits.ts";
import { type CebReading, readCeb } from "#standards/ceb/reader.ts";
import { CEB_EDITIONS, cebNames } from "#standards/ceb/tables.ts";
import { writeCeb } from "#standards/ceb/writer.ts";
import { messageOf } from "#test/ceb/generated-messages.ts";
import type { Outcome, RunOptions } from "#test/load/outcome.ts";
import { CEB_DAMAGE, type CebDamage, damageCeb, TEXT_DAMAGE } from "./ceb/damage.ts";

const DAMAGED = 100_000;
/** Damaged again and again before the next is made. */
const DAMAGES_A_SAMPLE = 50;
const FAULTS_KEPT = 20;
const MOST_MEMORY_MEGABYTES = 600;
/** For one message of a few kilobytes, on a busy machine. */
const MOST_MILLISECONDS = 2_000;

type Read = (bytes: Uint8Array) => CebReading;

/** Figures: inputs by kind of damage, those with findings, the slowest in milliseconds, memory in MB. */
export async function soak({ damaged = DAMAGED, seed, canary }: RunOptions): Promise<Outcome> {
  const trial = cebTrial(damaged, seed, canary ? silent : readCeb);
  const peakRssMB = Math.round(process.resourceUsage().maxRSS / 1024);
  const faults = [...trial.faults];
  if (peakRssMB > MOST_MEMORY_MEGABYTES) faults.push(`memory grew to ${peakRssMB} MB`);
  const figures = { ...trial.figures, peakRssMB };
  if (!canary) return { faults, figures, ratios: {} };
  const missed = trial.faults.length === 0 ? ["the silent reader was not found out"] : [];
  return { faults: missed, figures, ratios: {} };
}

/** The faulty twin: reads and says nothing. */
function silent(bytes: Uint8Array): CebReading {
  const { documents, ...reading } = readCeb(bytes);
  const quiet = documents.map((one) => ({ ...one, findings: [] }));
  return { ...reading, documents: quiet, findings: [], fault: undefined };
}

function cebTrial(
  total: number,
  seed: number,
  read: Read,
): { readonly faults: readonly string[]; readonly figures: Readonly<Record<string, number>> } {
  const chance = chanceOf(seed);
  const counts = new Map<string, number>(CEB_DAMAGE.map((kind) => [kind, 0]));
  const faults: string[] = [];
  let found = 0;
  let slowestMs = 0;
  let sample = sampleOf(chance);
  for (let number = 0; number < total; number += 1) {
    if (number % DAMAGES_A_SAMPLE === 0) sample = sampleOf(chance);
    const one = damageCeb(sample, chance);
    counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1);
    const began = performance.now();
    const { reading, thrown } = tried(one.bytes, read);
    slowestMs = Math.max(slowestMs, performance.now() - began);
    const fault = reading === undefined ? `threw ${thrown}` : faultOf(sample, one, reading);
    if (reading !== undefined && isSaid(reading)) found += 1;
    if (fault !== undefined && faults.length < FAULTS_KEPT)
      faults.push(`${number}, ${one.kind} at ${one.at}: ${fault}`);
  }
  if (slowestMs > MOST_MILLISECONDS) faults.push(`one message took ${Math.round(slowestMs)} ms`);
  const figures = { damaged: total, found, slowestMs: Math.round(slowestMs) };
  return { faults, figures: { ...figures, ...Object.fromEntries(counts) } };
}

function tried(
  bytes: Uint8Array,
  read: Read,
): { readonly reading?: CebReading; readonly thrown?: string } {
  try {
    return { reading: read(bytes) };
  } catch (error) {
    return { thrown: String(error) };
  }
}

/** A message of any type and edition, in an envelope one time in eight. */
function sampleOf(chance: Chance): Uint8Array {
  const edition = chance.pick(CEB_EDITIONS);
  const name = chance.pick(cebNames(edition));
  const size = chance.pick(["least", "any", "any"] as const);
  const bytes = present(writeCeb(messageOf(edition, name, size, chance)).bytes, "it is written");
  if (chance.below(8) > 0) return bytes;
  const head = {
    copMsgId: "M1",
    senderId: "S1",
    receiverIds: ["R1"],
    createdTime: "2026-11-22T09:30:00",
    messageType: `${name}Message`,
  };
  return present(writeDxp(head, bytes).bytes, "the envelope is written");
}

function allOf({ findings, documents, fault }: CebReading): readonly { readonly code: string }[] {
  const inside = documents.flatMap((one) => one.findings);
  return [...findings, ...inside, ...(fault === undefined ? [] : [fault])];
}

function faultOf(sample: Uint8Array, one: CebDamage, reading: CebReading): string | undefined {
  return (
    placeFault(one.bytes, reading) ??
    silenceFault(sample, one, reading) ??
    textFault(sample, one, reading)
  );
}

function placeFault({ length }: Uint8Array, reading: CebReading): string | undefined {
  const lists = [reading.findings, ...reading.documents.map((one) => one.findings)];
  // Schema, specification, and a word for each that more was found.
  if (lists.some((list) => list.length > 2 * (MAX_CEB_FINDINGS + 1))) return "findings unbounded";
  const places = [...lists.flat(), ...(reading.fault === undefined ? [] : [reading.fault])];
  const lost = places.find(
    ({ at: { offset, line } }) =>
      offset === undefined || offset < 0 || offset > length || line === undefined || line < 1,
  );
  return lost === undefined ? undefined : `no place: ${JSON.stringify(lost)}`;
}

/** Damage to XML's own marks breaks it, or the schema is broken: never is nothing said. */
function silenceFault(sample: Uint8Array, one: CebDamage, reading: CebReading): string | undefined {
  const isSame = Buffer.compare(sample, one.bytes) === 0;
  return one.isHarmless || isSame || isSaid(reading) ? undefined : "nothing was said";
}

/** Whether something is told of it: bytes without a message are no input of this kind. */
function isSaid(reading: CebReading): boolean {
  return reading.head === undefined || allOf(reading).some(({ code }) => !USUAL.has(code));
}

/** Damage inside one text, outside an envelope's digits, changes no other text. */
function textFault(sample: Uint8Array, one: CebDamage, reading: CebReading): string | undefined {
  if (one.kind !== TEXT_DAMAGE || one.at === 0) return undefined;
  const [before, after] = [readCeb(sample), reading].map(({ documents }) => textsOf(documents));
  const different = before?.filter((text, at) => text !== after?.[at]).length ?? 0;
  const isWhole = before?.length === after?.length;
  return isWhole && different <= 1 ? undefined : `${different} texts changed`;
}

/** Every text of the documents, in the order of the tables. */
function textsOf(documents: CebReading["documents"]): readonly string[] {
  const found: string[] = [];
  JSON.stringify(
    documents.map(({ value }) => value),
    (_key, value: unknown) => {
      if (typeof value === "string") found.push(value);
      return value;
    },
  );
  return found;
}

/** Said of samples too, whose values fit the schema and mean nothing. */
const USUAL: ReadonlySet<string> = new Set([
  "ceb/edition-taken",
  "ceb/unsigned",
  ...Object.keys(CEB_CHECK_CODES),
]);
