/**
 * Damaged interchanges read both ways: by the plain loops, byte by byte with plain values, and by the
 * fast programs with lazy values. Everything told must be the same: calls, findings, values.
 */
import { type Chance, chanceOf } from "#base/chance.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { MessageSink, type TypedMessage } from "#standards/profiles/message-sink.ts";
import { transcript } from "#test/edifact/transcript.ts";
import { generate } from "../../bench/edifact/generate.ts";
import { damage } from "./damage.ts";
import { sample } from "./samples.ts";

const NEVER = Number.POSITIVE_INFINITY;
/** Messages of the benchmark's generator, cut short after so many segments. */
const SEGMENTS = 60;
const MOST_SLICE = 200;
const DAMAGES_A_SAMPLE = 50;
const FAULTS_SHOWN = 20;
const LIKELY = Array.from("'+:?*0A.\n \u00e9", (letter) => letter.charCodeAt(0));

/** Tries so many damaged inputs; each difference is a fault. */
export function compareReadings(total: number, seed: number): readonly string[] {
  const chance = chanceOf(seed);
  const faults: string[] = [];
  const typed = typedSample(seed);
  let current = sample(chance);
  for (let number = 0; number < total && faults.length < FAULTS_SHOWN; number += 1) {
    if (number % DAMAGES_A_SAMPLE === 0) current = sample(chance);
    const slice = 1 + chance.below(MOST_SLICE);
    const scanned = damage(current, chance).bytes;
    if (!isToldTheSame(scanned, slice)) faults.push(`${number}: scanned otherwise`);
    const read = scratched(typed, chance);
    if (!isReadTheSame(read, slice)) faults.push(`${number}: read otherwise`);
  }
  return faults;
}

function isToldTheSame(bytes: Uint8Array, slice: number): boolean {
  const told = JSON.stringify(transcript(bytes, 0, NEVER));
  return JSON.stringify(transcript(bytes, slice, 0)) === told;
}

function isReadTheSame(bytes: Uint8Array, slice: number): boolean {
  const plain = JSON.stringify(messagesOf(bytes, bytes.length, false, NEVER));
  return JSON.stringify(messagesOf(bytes, slice, true, 0)) === plain;
}

function messagesOf(
  bytes: Uint8Array,
  slice: number,
  isLazy: boolean,
  fastFrom: number,
): readonly TypedMessage[] {
  const messages: TypedMessage[] = [];
  const sink = new MessageSink({
    entries: edifactMessages,
    isLazy,
    message: (message) => messages.push(message),
    finding: () => undefined,
  });
  const scanner = new EdifactScanner(sink, fastFrom);
  for (let at = 0; at < bytes.length; at += slice) scanner.push(bytes.subarray(at, at + slice));
  scanner.end();
  return messages;
}

/** The beginning of a PREDES with items, twice: what was usual comes again. */
function typedSample(seed: number): Buffer {
  const text = Buffer.concat([...generate(1, seed)]).toString("latin1");
  const segments = text.split(/(?<!\?)'/).slice(0, SEGMENTS);
  const first = segments.findIndex((segment) => segment.startsWith("UNH"));
  const body = segments.slice(first);
  const message = [...body, `UNT+${body.length + 1}+${body[0]?.split("+")[1]}`];
  const head = segments.slice(0, first);
  const control = head.at(-1)?.split("+").at(-1);
  const all = [...head, ...message, ...message, `UNZ+2+${control}`];
  return Buffer.from(`${all.join("'")}'`, "latin1");
}

/** One to three bytes changed, or none. */
function scratched(bytes: Buffer, chance: Chance): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let count = chance.below(4); count > 0; count -= 1)
    copy[chance.below(copy.length)] = chance.happens(0.7) ? chance.pick(LIKELY) : chance.below(256);
  return copy;
}
