/**
 * Describes a file of any known format: its messages, documents or rows one after another in the words
 * of a language, each with its findings. Bytes in any slices; holds one message at a time.
 */
import type { Finding } from "#base/result.ts";
import { edifactMessages } from "#standards/messages/edifact-messages.ts";
import type { Format } from "#standards/messages/index.ts";
import type { Profile } from "#standards/profiles/profile.ts";
import { EdifactFile } from "#standards/reading/edifact-file.ts";
import { FileReader } from "#standards/reading/file-reader.ts";
import type { FileSink, FileSums, KindReader } from "#standards/reading/file-sink.ts";
import { RowFile } from "#standards/reading/row-file.ts";
import type { Language } from "#words/language.ts";
import { CebDescriber } from "./ceb-describer.ts";
import { describeRow } from "./describe-row.ts";
import { describedFinding, markFound } from "./described-finding.ts";
import type { Bounds, DescribedFinding, Description } from "./description.ts";
import { EdifactDescriber } from "./edifact-describer.ts";

/** Takes descriptions and the findings of no message, in the order of the input. */
export type DescribeSink = {
  readonly description: (one: Description) => void;
  readonly outside: (finding: DescribedFinding) => void;
};

export type DescribeOptions = {
  readonly language: Language;
  readonly bounds: Bounds;
  /** Messages, documents or rows that are described; the others are only counted. */
  readonly messages: number;
  readonly profiles?: readonly Profile[];
};

/** Describes one file; `push` all its bytes, then `end`. Never throws on input. */
export class FileDescriber {
  readonly #sink: DescribeSink;
  readonly #options: DescribeOptions;
  readonly #reader: FileReader;
  readonly #edifact: EdifactDescriber;
  /** Findings of no message, told once their segment is known. */
  #waiting: Finding[] = [];
  #count = 0;

  constructor(sink: DescribeSink, options: DescribeOptions) {
    this.#sink = sink;
    this.#options = options;
    this.#edifact = new EdifactDescriber(options.language, options.bounds);
    this.#reader = new FileReader(
      {
        message: () => undefined,
        finding: (one) => {
          const { message, row } = one.at;
          if (message === undefined && row === undefined) this.#waiting.push(one);
        },
      },
      { open: (format, fileSink) => this.#open(format, fileSink) },
    );
  }

  /** Messages, documents or rows met so far, described or not. */
  get count(): number {
    return this.#count;
  }

  /** False when nothing more of the file can be read. */
  push(bytes: Uint8Array): boolean {
    return this.#reader.push(bytes);
  }

  end(): FileSums {
    const sums = this.#reader.end();
    this.#tellWaiting();
    return sums;
  }

  #open(format: Format, sink: FileSink): KindReader {
    const { language, bounds, profiles = [] } = this.#options;
    if (format.name === "edifact") {
      return new EdifactFile(sink, {
        entries: edifactMessages,
        profiles,
        interchange: (head) => this.#edifact.interchange(head),
        segment: (cursor) => this.#edifact.segment(cursor),
        typed: (message) => this.#take(() => this.#edifact.describe(message)),
      });
    }
    if (format.name === "ceb") {
      return new CebDescriber(sink, language, bounds, (make) => this.#take(make));
    }
    return new RowFile(sink, format, (row) => {
      this.#take(() => describeRow(language, bounds, row));
    });
  }

  #take(make: () => Description): void {
    this.#tellWaiting();
    this.#count += 1;
    if (this.#count <= this.#options.messages) this.#sink.description(make());
  }

  #tellWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) {
      const marked = this.#edifact.markOutside(one) ?? markFound(one);
      this.#sink.outside(describedFinding(this.#options.language, one, marked));
    }
  }
}
