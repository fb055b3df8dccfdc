/** Where each segment of the message that is being read begins, so that a fault found later has a place. */
import type { FindingPlace } from "#base/result.ts";
import type { InterchangeHead, MessageHead, SegmentCursor } from "#standards/edifact/sink.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { placeOfMessage } from "./message-place.ts";

const FIRST_SEGMENTS = 1_024;

/** Segments of one window. */
type Run = {
  readonly first: number;
  readonly behind: number;
  /** Bytes of input before the window. */
  readonly before: number;
  /** All of them are on it; undefined where their own are noted. */
  readonly line: number | undefined;
};

export class SegmentPlaces {
  /** From the window's beginning in a run, else from the message's. */
  #offsets = new Uint32Array(FIRST_SEGMENTS);
  #lines = new Float64Array(FIRST_SEGMENTS);
  #runs: Run[] = [];
  #read = 0;
  #start = 0;
  #base: FindingPlace = {};

  /** Begins a message at its UNH. */
  begin(head: MessageHead, interchange: InterchangeHead | undefined): void {
    this.#read = 1;
    this.#runs = [];
    this.#start = head.offset;
    this.#offsets[1] = 0;
    this.#lines[1] = head.line;
    this.#base = placeOfMessage(head, interchange);
  }

  /** What every place in the message says. */
  get base(): FindingPlace {
    return this.#base;
  }

  /** Notes the segment under the cursor. */
  note({ position, offset, line }: SegmentCursor): void {
    this.#reach(position);
    this.#offsets[position] = offset - this.#start;
    this.#lines[position] = line;
  }

  /** Notes the segments from one of a window to another; the first is the n-th of the message. */
  noteRun({ starts, lines, before }: Tokens, from: number, to: number, first: number): void {
    const behind = first + to - from;
    this.#reach(behind - 1);
    this.#offsets.set(starts.subarray(from, to), first);
    const line = lines[from];
    const isOne = line === lines[to - 1];
    if (!isOne) this.#lines.set(lines.subarray(from, to), first);
    this.#runs.push({ first, behind, before, line: isOne ? line : undefined });
  }

  #reach(position: number): void {
    if (position >= this.#offsets.length) {
      const size = Math.max(2 * this.#offsets.length, position + 1);
      const [offsets, lines] = [this.#offsets, this.#lines];
      this.#offsets = new Uint32Array(size);
      this.#lines = new Float64Array(size);
      this.#offsets.set(offsets);
      this.#lines.set(lines);
    }
    this.#read = position;
  }

  /** Place of the n-th segment (UNH = 1); of one that is not there, the message's. */
  placeOf(segment: number): FindingPlace {
    const isRead = segment >= 1 && segment <= this.#read;
    const at = isRead ? segment : 1;
    const run = this.#runs.find(({ first, behind }) => first <= at && at < behind);
    const offset = (run?.before ?? this.#start) + (this.#offsets[at] ?? 0);
    return { ...this.#base, segment: at, offset, line: run?.line ?? this.#lines[at] ?? 0 };
  }
}
