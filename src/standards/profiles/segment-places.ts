/** Where each segment of the message that is being read begins, so that a fault found later has a place. */
import type { FindingPlace } from "#base/result.ts";
import type { InterchangeHead, MessageHead, SegmentCursor } from "#standards/edifact/sink.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { placeOfMessage } from "./message-place.ts";

const FIRST_SEGMENTS = 1_024;

export class SegmentPlaces {
  #offsets = new Float64Array(FIRST_SEGMENTS);
  #lines = new Float64Array(FIRST_SEGMENTS);
  /** Segments whose offsets are those in a window, and what stood before it. */
  #runs: { readonly first: number; readonly behind: number; readonly before: number }[] = [];
  #read = 0;
  #base: FindingPlace = {};

  /** Begins a message at its UNH. */
  begin(head: MessageHead, interchange: InterchangeHead | undefined): void {
    this.#read = 1;
    this.#runs = [];
    this.#offsets[1] = head.offset;
    this.#lines[1] = head.line;
    this.#base = placeOfMessage(head, interchange);
  }

  /** What every place in the message says. */
  get base(): FindingPlace {
    return this.#base;
  }

  /** Notes the segment under the cursor. */
  note({ position, offset, line }: SegmentCursor): void {
    this.noteAt(position, offset, line);
  }

  noteAt(position: number, offset: number, line: number): void {
    if (position >= this.#offsets.length) {
      this.#offsets = grown(this.#offsets, position);
      this.#lines = grown(this.#lines, position);
    }
    this.#offsets[position] = offset;
    this.#lines[position] = line;
    this.#read = position;
  }

  /** Notes the segments from one of a window to another; the first is the n-th of the message. */
  noteRun({ starts, lines, before }: Tokens, from: number, to: number, first: number): void {
    const behind = first + to - from;
    this.noteAt(behind - 1, 0, 0);
    this.#offsets.set(starts.subarray(from, to), first);
    this.#lines.set(lines.subarray(from, to), first);
    this.#runs.push({ first, behind, before });
  }

  /** Place of the n-th segment (UNH = 1); of one that is not there, the message's. */
  placeOf(segment: number): FindingPlace {
    const isRead = segment >= 1 && segment <= this.#read;
    const at = isRead ? segment : 1;
    const run = this.#runs.find(({ first, behind }) => first <= at && at < behind);
    const [offset = 0, line = 0] = [this.#offsets[at], this.#lines[at]];
    return { ...this.#base, segment: at, offset: offset + (run?.before ?? 0), line };
  }
}

function grown(array: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(Math.max(array.length * 2, least + 1));
  next.set(array);
  return next;
}
