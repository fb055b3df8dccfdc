/** Our reader and writer over a file's bytes, as the benchmark measures them. */

import { charsetOf } from "#standards/edifact/charsets.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import { SegmentWriter } from "#standards/edifact/segment-writer.ts";
import { DEFAULT_SEPARATORS } from "#standards/edifact/separators.ts";
import type { EdifactTotals } from "#standards/edifact/sink.ts";
import type { TreeSegment } from "#standards/edifact/tree.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import type { Predes21 } from "#standards/messages/predes/profile.ts";
import { MessageSink } from "#standards/profiles/message-sink.ts";

export const CHUNK_BYTES = 65_536;
const DIGIT_0 = 0x30;
/** In an item's identifier. */
const CHECK_DIGIT_AT = 10;

/** What typed reading found. */
export type Typed = {
  messages: number;
  receptacles: number;
  items: number;
  findings: number;
  /** Of all items, in grams. */
  weightGrams: number;
  /** The last digit of every receptacle's and the check digit of every item's identifier, added up. */
  digits: number;
};

/** Bytes in slices as a file gives them. */
export function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/** Segments, counts, references and characters; nothing is made of the segments. */
export function tokenise(bytes: Uint8Array): EdifactTotals {
  const scanner = new EdifactScanner({
    message: () => undefined,
    segment: () => undefined,
    messageEnd: () => undefined,
    finding: () => undefined,
  });
  for (const slice of slices(bytes)) scanner.push(slice);
  return scanner.end();
}

/**
 * Every message as its typed value with all checks; each is let go when the next comes. Of each item
 * what taking it in needs is asked for: its identifier, its weight and its receptacle's identifier.
 * Lazy values leave the other fields in their bytes, as the peer's texts are slices of its chunk.
 */
export function readTyped(chunks: Iterable<Uint8Array>, isLazy = true): Typed {
  const none = { messages: 0, receptacles: 0, items: 0, findings: 0 };
  const sum: Typed = { ...none, weightGrams: 0, digits: 0 };
  const sink = new MessageSink({
    entries: edifactMessages,
    isLazy,
    message: ({ value, findings }) => {
      sum.findings += findings.length;
      if (value?.kind !== "predes") return;
      sum.messages += 1;
      for (const receptacle of (value as unknown as Predes21).receptacles) takeIn(receptacle, sum);
    },
    finding: () => {
      sum.findings += 1;
    },
  });
  const scanner = new EdifactScanner(sink);
  for (const chunk of chunks) scanner.push(chunk);
  scanner.end();
  return sum;
}

function takeIn({ s9, items }: Predes21["receptacles"][number], sum: Typed): void {
  sum.receptacles += 1;
  sum.digits += s9.charCodeAt(s9.length - 1) - DIGIT_0;
  for (const { s10, weight } of items) {
    sum.items += 1;
    sum.digits += s10.charCodeAt(CHECK_DIGIT_AT) - DIGIT_0;
    if (weight?.unit === "GRM" && weight.scale === 0) sum.weightGrams += weight.units;
  }
}

/** Writes segments that are in memory; the buffer is handed out every 64 kB or so. */
export function writeSegments(segments: readonly TreeSegment[], times: number): Uint8Array {
  const out = new SegmentWriter();
  const charset = charsetOf("UNOC");
  if (charset === undefined) throw new Error("UNOC is known");
  out.use(DEFAULT_SEPARATORS, charset);
  let last: Uint8Array[] = [];
  for (let time = 0; time < times; time += 1) {
    last = [];
    let from = out.offset;
    for (const { tag, elements } of segments) {
      out.segment(tag, elements, {});
      if (out.offset - from < CHUNK_BYTES) continue;
      last.push(out.take());
      from = out.offset;
    }
    last.push(out.take());
  }
  return Buffer.concat(last);
}
