/** A smaller interchange of the same kind, as bytes and as the segments that make them. */
import { readTree, type TreeSegment } from "#standards/edifact/tree.ts";
import { generate } from "./generate.ts";

/** A part of the file is held as a tree and written again and again. */
const SHARE = 16;
const MOST_BYTES = 8_000_000;

/** Its bytes begin with UNB. */
export type WrittenPart = { readonly bytes: Uint8Array; readonly segments: readonly TreeSegment[] };

export function writtenPart(fileBytes: number, seed: number): WrittenPart {
  const size = Math.min(fileBytes / SHARE, MOST_BYTES);
  const bytes = Buffer.concat([...generate(size, seed + 1)]);
  const segments = readTree(bytes).interchanges[0]?.segments ?? [];
  return { bytes: bytes.subarray(bytes.indexOf("UNB+")), segments };
}
