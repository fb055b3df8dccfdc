/** Reads a whole file as typed items in a process of its own, whose peak memory is the figure. */
import { closeSync, openSync, readSync } from "node:fs";
import { CHUNK_BYTES, readTyped } from "./ours.ts";

const KILOBYTE = 1_024;
const MEGABYTE = 1_000_000;

const [file = ""] = process.argv.slice(2);
const typed = readTyped(chunksOf(file));
const peakRssMB = (process.resourceUsage().maxRSS * KILOBYTE) / MEGABYTE;
console.log(JSON.stringify({ typed, peakRssMB }));

function* chunksOf(path: string): Generator<Uint8Array> {
  const handle = openSync(path, "r");
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (;;) {
    const size = readSync(handle, chunk);
    if (size === 0) break;
    yield chunk.subarray(0, size);
  }
  closeSync(handle);
}
