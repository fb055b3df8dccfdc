/** Batches of scans for the ingest benchmark, and the check of every answer against the pieces. */

import { writeS10 } from "#standards/upu/s10.ts";
import {
  INVALID_PERCENT,
  type Piece,
  pieceOf,
  UNKNOWN_FROM,
  UNKNOWN_PERCENT,
  type Verdict,
} from "./pieces.ts";

/** What a row must answer; a piece's number, or why there is none. */
type Expected = number | "unknown" | "invalid";

export type ScanBatch = {
  readonly input: { readonly device: string; readonly place: string; readonly scans: unknown[] };
  readonly expected: readonly Expected[];
};

const STATION = { device: "SCN-07", place: "LANE-1" };

/** A batch of so many scans; `pick` gives the number of a stored piece. */
export function scanBatch(rows: number, now: number, pick: () => number): ScanBatch {
  const expected = Array.from({ length: rows }, (_, row): Expected => {
    const hundredth = row % 100;
    if (hundredth < UNKNOWN_PERCENT) return "unknown";
    return hundredth < UNKNOWN_PERCENT + INVALID_PERCENT ? "invalid" : pick();
  });
  const scans = expected.map((one, row) => scanOf(one, row, now, pick));
  return { input: { ...STATION, scans }, expected };
}

function scanOf(one: Expected, row: number, at: number, pick: () => number): unknown {
  if (one === "invalid") return row % 2 === 0 ? { at } : { code: pieceOf(pick()).code, weight: 1 };
  if (one === "unknown") return { code: writeS10("RR", UNKNOWN_FROM + pick(), "CN"), at };
  const scan = { code: pieceOf(one).code, at };
  return row % 4 === 0 ? { ...scan, weightGrams: 250 + row } : scan;
}

type AnsweredRow = {
  readonly row: number;
  readonly verdict?: Verdict | "UNKNOWN";
  readonly itemId?: string;
  readonly shipmentId?: string;
  readonly blockers?: readonly { readonly code: string; readonly kind?: string }[];
  readonly refusal?: { readonly code: string };
  readonly repeated?: boolean;
};

export type ScanAnswer = {
  readonly rows: readonly AnsweredRow[];
  readonly done: number;
  readonly refused: number;
};

/** Every difference between an answer and what it must be. */
export function scanFaults(batch: ScanBatch, answer: ScanAnswer): readonly string[] {
  const { expected } = batch;
  const invalid = expected.filter((one) => one === "invalid").length;
  const faults: string[] = [];
  if (answer.rows.length !== expected.length) faults.push(`${answer.rows.length} rows answered`);
  if (answer.refused !== invalid) faults.push(`${answer.refused} refused, not ${invalid}`);
  if (answer.done + answer.refused !== expected.length) faults.push(`${answer.done} done`);
  expected.forEach((one, row) => {
    const got = answer.rows[row];
    if (got?.row !== row || !isRight(one, got)) {
      faults.push(`row ${row}, ${one}: ${JSON.stringify(got)}`);
    }
  });
  return faults;
}

function isRight(one: Expected, got: AnsweredRow): boolean {
  if (one === "invalid") return got.refusal?.code === "input/invalid" && got.verdict === undefined;
  if (got.refusal !== undefined || got.repeated === true) return false;
  if (one === "unknown") return got.verdict === "UNKNOWN" && got.itemId === undefined;
  const piece = pieceOf(one);
  return (
    got.verdict === piece.verdict &&
    got.itemId === piece.itemId &&
    got.shipmentId === piece.shipmentId &&
    codes(got) === blockersOf(piece)
  );
}

function codes({ blockers = [] }: AnsweredRow): string {
  return blockers.map(({ code, kind }) => (kind === undefined ? code : `${code}:${kind}`)).join();
}

function blockersOf({ holdKind, isDeclared, isReleased }: Piece): string {
  const held = holdKind === undefined ? [] : [`held:${holdKind}`];
  return [
    ...held,
    ...(isDeclared ? (isReleased ? [] : ["not-released"]) : ["not-declared"]),
  ].join();
}

/** Rows of a batch that record an event. */
export function eventsOf(batch: ScanBatch): number {
  return batch.expected.filter((one) => typeof one === "number").length;
}
