/** Gigabytes of one interchange without end, made as they are read: time and memory while they pass. */
import { chanceOf } from "#base/chance.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";

const GIGABYTE = 1_000_000_000;
const KILOBYTE = 1_024;
const MEGABYTE = 1_000_000;
const CHUNK_BYTES = 65_536;
const MESSAGE_SEGMENTS = 2_000;

export type Piped = {
  readonly faults: readonly string[];
  readonly gigabytes: number;
  readonly secondsCpu: number;
  readonly peakRssMB: number;
};

/** Every message must be counted, none found faulty but the one made so. */
export function pipeGigabytes(gigabytes: number, seed: number): Piped {
  const before = process.cpuUsage();
  let findings = 0;
  let messages = 0;
  const scanner = new EdifactScanner({
    message: () => undefined,
    segment: () => undefined,
    messageEnd: () => {
      messages += 1;
    },
    finding: () => {
      findings += 1;
    },
  });
  const wanted = gigabytes * GIGABYTE;
  const made = feed(scanner, wanted, seed);
  const totals = scanner.end();
  const faults: string[] = [];
  if (messages !== made.messages) faults.push(`messages: ${messages}, not ${made.messages}`);
  if (findings !== made.faulty) faults.push(`findings: ${findings}, not ${made.faulty}`);
  if (totals.segments !== made.segments)
    faults.push(`segments: ${totals.segments}, not ${made.segments}`);
  const { user, system } = process.cpuUsage(before);
  return {
    faults,
    gigabytes: made.bytes / GIGABYTE,
    secondsCpu: (user + system) / MEGABYTE,
    peakRssMB: (process.resourceUsage().maxRSS * KILOBYTE) / MEGABYTE,
  };
}

type Made = { bytes: number; messages: number; segments: number; faulty: number };

/** Feeds messages in slices that end anywhere; one in a thousand states a wrong count. */
function feed(scanner: EdifactScanner, wanted: number, seed: number): Made {
  const chance = chanceOf(seed);
  const made: Made = { bytes: 0, messages: 0, segments: 2, faulty: 0 };
  const body = "FTX+AAA+++Scarf wool ?+ caf\u00e9:12 Long Lane'GID+1++1'".repeat(
    MESSAGE_SEGMENTS / 2,
  );
  const push = (text: string): void => {
    const bytes = Buffer.from(text, "latin1");
    made.bytes += bytes.length;
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES)
      scanner.push(bytes.subarray(at, at + CHUNK_BYTES));
  };
  push("UNA:+.? 'UNB+UNOC:3+CNA+GBA+261122:0815+SOAK'");
  while (made.bytes < wanted) {
    made.messages += 1;
    const isFaulty = chance.happens(0.001);
    made.faulty += isFaulty ? 1 : 0;
    made.segments += MESSAGE_SEGMENTS + 2;
    const count = MESSAGE_SEGMENTS + 2 + (isFaulty ? 1 : 0);
    push(`UNH+${made.messages}+PREDES:D:96A:UN'${body}UNT+${count}+${made.messages}'`);
  }
  push(`UNZ+${made.messages}+SOAK'`);
  return made;
}
