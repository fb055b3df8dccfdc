/**
 * Cuts a stream of bytes into records at line ends outside quotes, with offset and line of each.
 * Knows nothing of cells. Holds at most one record and one slice.
 */
import { MAX_RECORD_BYTES } from "./limits.ts";

/** One record, its line end left out. Offsets are absolute; `bytes` is valid until the next feed. */
export type RecordSpan = {
  readonly bytes: Uint8Array;
  readonly offset: number;
  /** Bytes of the record in the input, also where `bytes` were dropped. */
  readonly length: number;
  readonly line: number;
  /** The record was longer than the limit: its bytes are dropped up to its line end. */
  readonly tooLong: boolean;
};

const QUOTE = 34;
const LF = 10;
const CR = 13;
const NOTHING = new Uint8Array(0);

export class RecordSplitter {
  #buffer: Uint8Array = NOTHING;
  /** Absolute offset of the first byte of the buffer. */
  #base = 0;
  #start = 0;
  #at = 0;
  #line = 1;
  #recordLine = 1;
  #recordOffset = 0;
  #inQuotes = false;
  #afterQuote = false;
  #fieldStart = true;
  #skipping = false;
  /** Index of a quote in the buffer, none standing between the record's start and it. */
  #quoteAt = -1;
  /** Bytes that end a field, so that a quote after one opens; empty: quotes mean nothing. */
  #delimiters: readonly number[];
  /** Set when a quote never closed within the limit or the input: offset and line of the record. */
  unclosed: { readonly offset: number; readonly line: number } | undefined;

  constructor(delimiters: readonly number[]) {
    this.#delimiters = delimiters;
  }

  setDelimiter(delimiter: number): void {
    this.#delimiters = [delimiter];
  }

  /** Adds bytes behind what is left. Spans handed out before are no longer valid. */
  feed(bytes: Uint8Array): void {
    if (this.unclosed !== undefined) return;
    const rest = this.#buffer.subarray(this.#start);
    this.#base += this.#start;
    this.#at -= this.#start;
    this.#start = 0;
    this.#quoteAt = -1;
    this.#buffer = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
  }

  /** The next whole record, or undefined when more bytes are needed. */
  next(): RecordSpan | undefined {
    if (this.unclosed !== undefined) return undefined;
    return this.#nextWithoutQuotes() ?? this.#nextByBytes();
  }

  /** Byte by byte: quotes, records cut by slices, records past the limit. */
  #nextByBytes(): RecordSpan | undefined {
    const buffer = this.#buffer;
    while (this.#at < buffer.length) {
      const byte = buffer[this.#at] ?? 0;
      if (!this.#skipping && this.#at - this.#start >= MAX_RECORD_BYTES && !this.#overflow())
        return;
      this.#at += 1;
      if (byte === LF) {
        this.#line += 1;
        if (!this.#inQuotes) return this.#close(this.#at - 1);
      }
      if (!this.#skipping) this.#step(byte);
    }
    if (this.#skipping) this.#start = this.#at;
    return undefined;
  }

  /** The last record, when the input ends without a line end. */
  end(): RecordSpan | undefined {
    if (this.unclosed !== undefined) return undefined;
    if (this.#inQuotes) {
      this.unclosed = { offset: this.#recordOffset, line: this.#recordLine };
      return undefined;
    }
    if (this.#at === this.#start && !this.#skipping) return undefined;
    return this.#close(this.#at);
  }

  /** The common case: a whole record without a quote in it, found by two searches. */
  #nextWithoutQuotes(): RecordSpan | undefined {
    if (this.#at !== this.#start || this.#skipping) return undefined;
    const lineEnd = this.#buffer.indexOf(LF, this.#start);
    if (lineEnd < 0 || lineEnd - this.#start >= MAX_RECORD_BYTES) return undefined;
    if (this.#delimiters.length > 0) {
      if (this.#quoteAt < this.#start) this.#quoteAt = this.#findQuote();
      if (this.#quoteAt < lineEnd) return undefined;
    }
    this.#at = lineEnd + 1;
    this.#line += 1;
    return this.#close(lineEnd);
  }

  #findQuote(): number {
    const found = this.#buffer.indexOf(QUOTE, this.#start);
    return found < 0 ? this.#buffer.length : found;
  }

  #step(byte: number): void {
    if (this.#inQuotes) {
      if (byte === QUOTE) {
        this.#inQuotes = false;
        this.#afterQuote = true;
      }
      return;
    }
    if (byte === QUOTE && this.#delimiters.length > 0)
      this.#inQuotes = this.#fieldStart || this.#afterQuote;
    this.#afterQuote = false;
    this.#fieldStart = this.#delimiters.includes(byte);
  }

  /** At the limit: a quoted record is damage, another is skipped to its line end. */
  #overflow(): boolean {
    if (this.#inQuotes) {
      this.unclosed = { offset: this.#recordOffset, line: this.#recordLine };
      this.#buffer = NOTHING;
      return false;
    }
    this.#skipping = true;
    return true;
  }

  #close(end: number): RecordSpan {
    const tooLong = this.#skipping;
    const last = end > this.#start && this.#buffer[end - 1] === CR ? end - 1 : end;
    const bytes = tooLong ? NOTHING : this.#buffer.subarray(this.#start, last);
    const offset = this.#recordOffset;
    const length = this.#base + last - offset;
    const span = { bytes, offset, length, line: this.#recordLine, tooLong };
    this.#start = this.#at;
    this.#recordOffset = this.#base + this.#at;
    this.#recordLine = this.#line;
    this.#inQuotes = false;
    this.#afterQuote = false;
    this.#fieldStart = true;
    this.#skipping = false;
    return span;
  }
}
