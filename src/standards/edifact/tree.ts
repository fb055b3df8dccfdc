/**
 * The whole input as one tree of plain values, for tools and tests; screening and intake read with the
 * scanner, which needs no tree. Written back, canonical bytes stay the same.
 */
import { assert, type Finding } from "#base/result.ts";
import { charsetOf } from "./charsets.ts";
import { MAX_TREE_BYTES } from "./limits.ts";
import { EdifactScanner } from "./scanner.ts";
import { type ElementOut, type ElementText, SegmentWriter } from "./segment-writer.ts";
import type { EdifactTotals, InterchangeHead, MessageHead, SegmentCursor } from "./sink.ts";

/** A segment with its place; an element is one text, its components, or its repetitions. */
export type TreeSegment = {
  readonly tag: string;
  readonly elements: readonly ElementOut[];
  readonly offset: number;
  readonly line: number;
};

/** UNH, what follows and UNT. */
export type TreeMessage = { readonly head: MessageHead; readonly segments: readonly TreeSegment[] };

/** One interchange with its messages. */
export type TreeInterchange = {
  readonly head: InterchangeHead;
  /** Every segment from UNB to UNZ, in order. */
  readonly segments: readonly TreeSegment[];
  readonly messages: readonly TreeMessage[];
};

/** A whole input: its interchanges, all findings and the counts. */
export type EdifactTree = {
  readonly interchanges: readonly TreeInterchange[];
  readonly findings: readonly Finding[];
  readonly totals: EdifactTotals;
};

type Draft = { head: InterchangeHead; segments: TreeSegment[]; messages: DraftMessage[] };
type DraftMessage = { head: MessageHead; segments: TreeSegment[] };

/** Reads all of at most MAX_TREE_BYTES; more is a fault of the caller. */
export function readTree(bytes: Uint8Array): EdifactTree {
  assert(bytes.length <= MAX_TREE_BYTES, "the input is small enough for a tree");
  const interchanges: Draft[] = [];
  const findings: Finding[] = [];
  let message: DraftMessage | undefined;
  const scanner = new EdifactScanner({
    interchange: (head) => interchanges.push({ head, segments: [], messages: [] }),
    message: (head) => {
      message = { head, segments: [] };
      interchanges.at(-1)?.messages.push(message);
    },
    segment: () => undefined,
    anySegment: (cursor) => {
      const segment = segmentOf(cursor);
      interchanges.at(-1)?.segments.push(segment);
      message?.segments.push(segment);
    },
    messageEnd: () => {
      message = undefined;
    },
    finding: (finding) => findings.push(finding),
  });
  scanner.push(bytes);
  const totals = scanner.end();
  return { interchanges, findings, totals };
}

/** Writes a tree back: UNA, the segments as they are, no blanks between them. */
export function writeTree(tree: EdifactTree): {
  readonly bytes: Uint8Array;
  readonly findings: readonly Finding[];
} {
  const out = new SegmentWriter();
  for (const [at, { head, segments }] of tree.interchanges.entries()) {
    const charset = charsetOf(head.syntax) ?? charsetOf("UNOC");
    if (charset === undefined) continue;
    out.use(head.separators, charset);
    out.una(head.separators);
    for (const [number, { tag, elements }] of segments.entries())
      out.segment(tag, elements, { interchange: at + 1, segment: number + 1 });
  }
  return { bytes: out.take(), findings: out.findings };
}

function segmentOf(cursor: SegmentCursor): TreeSegment {
  const { tag, offset, line } = cursor;
  const elements: ElementOut[] = [];
  for (let element = 0; element < cursor.elements; element += 1) {
    const repetitions = cursor.repetitions(element);
    if (repetitions === 1) elements.push(elementOf(cursor, element, 0));
    else {
      const repeat = Array.from({ length: repetitions }, (_, one) =>
        elementOf(cursor, element, one),
      );
      elements.push({ repeat });
    }
  }
  return { tag, elements, offset, line };
}

function elementOf(cursor: SegmentCursor, element: number, repetition: number): ElementText {
  const count = cursor.components(element, repetition);
  if (count === 1) return cursor.text(element, 0, repetition);
  return Array.from({ length: count }, (_, at) => cursor.text(element, at, repetition));
}
