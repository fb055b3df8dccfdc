/**
 * Reads a file of any known format for whoever looks at it: which messages it holds, every finding
 * with its place, and counts. Bytes in any slices; holds one message at a time; stores nothing.
 */
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import { type Format, recognise } from "#standards/messages/index.ts";
import { RECOGNISE_HEAD_BYTES } from "#standards/messages/limits.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { CebFile } from "./ceb-file.ts";
import { EdifactFile } from "./edifact-file.ts";
import { type FileSink, type FileSums, type KindReader, NO_SUMS } from "./file-sink.ts";
import { RowFile } from "./row-file.ts";

export type FileReaderOptions = {
  /** Profiles tried before the shipped ones. */
  readonly profiles?: readonly Profile[];
  /** Opens the reader of a format instead of the one that only tells lines and findings. */
  readonly open?: (format: Format, sink: FileSink) => KindReader;
};

/** Reads one file; `push` all its bytes, then `end`. Never throws on input. */
export class FileReader {
  readonly #sink: FileSink;
  readonly #options: FileReaderOptions;
  /** The head, until it is long enough to recognise. */
  #head: Uint8Array = new Uint8Array(0);
  #format: string | undefined;
  #reader: KindReader | undefined;
  #messages = 0;
  #findings = 0;
  #hasError = false;

  constructor(sink: FileSink, options: FileReaderOptions = {}) {
    this.#options = options;
    this.#sink = {
      message: (line) => {
        this.#messages += 1;
        sink.message(line);
      },
      finding: (finding) => {
        this.#findings += 1;
        if (finding.severity === "error") this.#hasError = true;
        sink.finding(finding);
      },
    };
  }

  /** The format, once it is recognised. */
  get format(): string | undefined {
    return this.#format;
  }

  /** False when nothing more of the file can be read. */
  push(bytes: Uint8Array): boolean {
    if (this.#format !== undefined) {
      this.#reader?.push(bytes);
      return this.#reader !== undefined;
    }
    this.#head = joined(this.#head, bytes);
    return this.#head.length < RECOGNISE_HEAD_BYTES || this.#begin();
  }

  end(): FileSums {
    if (this.#format === undefined) this.#begin();
    const sums = this.#reader?.end() ?? { ...NO_SUMS, refused: 1 };
    return {
      format: this.#format ?? "unknown",
      ...sums,
      messages: this.#messages,
      findings: this.#findings,
      hasError: this.#hasError,
    };
  }

  #begin(): boolean {
    const head = this.#head;
    this.#head = new Uint8Array(0);
    const { format, findings } = recognise(head);
    for (const one of findings) this.#sink.finding(one);
    this.#format = format?.name ?? "unknown";
    if (format === undefined) return false;
    const { open } = this.#options;
    this.#reader = open?.(format, this.#sink) ?? readerOf(format, this.#sink, this.#options);
    this.#reader.push(head);
    return true;
  }
}

function readerOf(format: Format, sink: FileSink, options: FileReaderOptions): KindReader {
  if (format.name === "edifact") {
    return new EdifactFile(sink, { entries: edifactMessages, profiles: options.profiles ?? [] });
  }
  return format.name === "ceb" ? new CebFile(sink) : new RowFile(sink, format);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(one.length + other.length);
  bytes.set(one);
  bytes.set(other, one.length);
  return bytes;
}
