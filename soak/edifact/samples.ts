/** Whole interchanges to be damaged, with the place of every segment and of its message's trailer. */
import type { Chance } from "#base/chance.ts";
import { EdifactWriter } from "#standards/edifact/writer.ts";

/** A segment's first byte, the byte behind its terminator, and that of its message's trailer. */
export type SegmentPlace = {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
  readonly trailerEnd: number;
};

export type Sample = { readonly bytes: Uint8Array; readonly places: readonly SegmentPlace[] };

const MOST_MESSAGES = 4;
const MOST_SEGMENTS = 12;
const TAGS = ["BGM", "DTM", "NAD", "RFF", "GID", "MEA", "FTX", "GIN"];
const TEXTS = ["RX473124829GB", "137", "2.5", "a+b", "it's", "new?", "1:2", "Scarf", "KGM", "é"];

/** One to four messages of a few segments. */
export function sample(chance: Chance): Sample {
  const writer = new EdifactWriter();
  writer.interchange({
    syntax: "UNOC",
    syntaxVersion: 3,
    sender: { id: "CNA", qualifier: "UP" },
    recipient: { id: "GBA", qualifier: "UP" },
    preparedAt: "261122:0815",
    controlReference: `R${chance.below(9_999)}`,
  });
  const messages = 1 + chance.below(MOST_MESSAGES);
  for (let number = 1; number <= messages; number += 1) {
    const reference = `M${number}`;
    writer.message({ reference, type: "PREDES", version: "D", release: "96A", agency: "UN" });
    const segments = 1 + chance.below(MOST_SEGMENTS);
    for (let at = 0; at < segments; at += 1)
      writer.segment(chance.pick(TAGS), [chance.pick(TEXTS), [chance.pick(TEXTS), "X"]]);
    writer.messageEnd();
  }
  writer.interchangeEnd();
  const { bytes } = writer.take();
  return { bytes, places: placesOf(bytes) };
}

const UNA_BYTES = 9;
const RELEASE = 0x3f;
const TERMINATOR = 0x27;

/** Found by walking the bytes, not by the reader that is on trial. */
function placesOf(bytes: Uint8Array): SegmentPlace[] {
  const cuts: { tag: string; start: number; end: number }[] = [];
  let start = UNA_BYTES;
  for (let at = UNA_BYTES; at < bytes.length; at += 1) {
    if (bytes[at] === RELEASE) at += 1;
    else if (bytes[at] === TERMINATOR) {
      const tag = String.fromCharCode(...bytes.subarray(start, start + 3));
      cuts.push({ tag, start, end: at + 1 });
      start = at + 1;
    }
  }
  const places: SegmentPlace[] = [];
  let trailerEnd = bytes.length;
  for (const cut of cuts.toReversed()) {
    if (cut.tag === "UNT") trailerEnd = cut.end;
    if (cut.tag === "UNZ" || cut.tag === "UNB") trailerEnd = bytes.length;
    places.unshift({ ...cut, trailerEnd });
  }
  return places;
}
