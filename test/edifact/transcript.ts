/** For tests: everything a scanner tells of an input, as plain values in order. */

import type { Finding } from "#base/result.ts";
import { EdifactScanner } from "#standards/edifact/scanner.ts";
import type { EdifactTotals, SegmentCursor } from "#standards/edifact/sink.ts";

export type Told = {
  readonly events: readonly unknown[];
  readonly findings: readonly Finding[];
  readonly totals: EdifactTotals;
};

/**
 * Scans bytes cut into slices of that many bytes; 0 gives them whole. From `fastFrom` bytes of input on
 * many are looked at at once.
 */
export function transcript(input: Uint8Array | string, sliceBytes = 0, fastFrom?: number): Told {
  const bytes = typeof input === "string" ? Buffer.from(input, "latin1") : input;
  const events: unknown[] = [];
  const findings: Finding[] = [];
  const scanner = new EdifactScanner(
    {
      interchange: (head) => events.push(["UNB", head]),
      interchangeEnd: (end) => events.push(["UNZ", end]),
      group: (head) => events.push(["UNG", head]),
      groupEnd: (end) => events.push(["UNE", end]),
      message: (head) => events.push(["UNH", head]),
      segment: (cursor) => events.push(segmentOf(cursor)),
      messageEnd: (end) => events.push(["UNT", end]),
      finding: (finding) => {
        findings.push(finding);
        events.push(["finding", finding]);
      },
    },
    fastFrom,
  );
  const step = sliceBytes === 0 ? Math.max(bytes.length, 1) : sliceBytes;
  for (let at = 0; at < bytes.length; at += step) scanner.push(bytes.subarray(at, at + step));
  return { events, findings, totals: scanner.end() };
}

/** Tag, offset, line, position and every text by element, repetition and component. */
function segmentOf(cursor: SegmentCursor): unknown {
  const { tag, offset, line, position } = cursor;
  const elements = Array.from({ length: cursor.elements }, (_, element) =>
    Array.from({ length: cursor.repetitions(element) }, (_r, repetition) =>
      Array.from({ length: cursor.components(element, repetition) }, (_c, component) =>
        cursor.text(element, component, repetition),
      ),
    ),
  );
  return { tag, offset, line, position, elements };
}
