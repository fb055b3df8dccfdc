/**
 * Times one case of the benchmark in a process of its own, so that no case runs on code that another
 * has made slow: `CASE FILE REPEATS SEED`. Prints the best speed in MB per second of processor time.
 */
import { readFileSync } from "node:fs";
import type { Latin1Buffer } from "#standards/edifact/latin1.ts";
import { readTyped, slices, tokenise, writeSegments } from "./ours.ts";
import { cutAtTerminators, peerEvents, peerObjects } from "./peer.ts";
import { writtenPart } from "./written-part.ts";

const [name = "", file = "", repeats = "1", seed = "1"] = process.argv.slice(2);
const bytes = readFileSync(file);
let best = 0;
const run = caseNamed(name);
for (let repeat = 0; repeat < Number(repeats); repeat += 1) {
  const before = process.cpuUsage();
  const done = run();
  const { user, system } = process.cpuUsage(before);
  // Bytes a microsecond are MB a second.
  best = Math.max(best, done / (user + system));
}
console.log(JSON.stringify(best));

/** The case as a function that answers how many bytes it took. */
function caseNamed(wanted: string): () => number {
  const whole = (work: () => unknown) => () => {
    work();
    return bytes.length;
  };
  const cuts = cutAtTerminators(bytes);
  switch (wanted) {
    case "tokenise":
      return whole(() => tokenise(bytes));
    case "typed":
      return whole(() => readTyped(slices(bytes)));
    case "typedPlain":
      return whole(() => readTyped(slices(bytes), false));
    case "byteLoop":
      return whole(byteLoop);
    case "peerEvents":
      return whole(() => peerEvents(bytes, cuts));
    case "peerObjects":
      return whole(() => peerObjects(bytes, cuts));
    case "copy":
      // The whole file as one string: what any reader or writer of text costs at least.
      return whole(() => (bytes as Latin1Buffer).latin1Slice(0, bytes.length));
    default:
      return writing();
  }
}

/** The sum of all bytes as a plain number. */
function byteLoop(): number {
  let sum = 0;
  for (const slice of slices(bytes))
    for (let at = 0; at < slice.length; at += 1) sum += slice[at] as number;
  return sum;
}

/** Writes a smaller interchange again and again until it is as much as the file. */
function writing(): () => number {
  const part = writtenPart(bytes.length, Number(seed));
  const times = Math.max(1, Math.round(bytes.length / part.bytes.length));
  return () => {
    writeSegments(part.segments, times);
    return part.bytes.length * times;
  };
}
