/** A file of rows as it is looked at: CSV, JSON and XML of types that nobody reads yet. */
import type { Finding } from "#base/result.ts";
import type { Format, InputValue } from "#standards/messages/index.ts";
import type { Portion, Reader, Row } from "#standards/messages/reading.ts";
import {
  type FileSink,
  type KindReader,
  type KindSums,
  type MessageLine,
  NO_SUMS,
} from "./file-sink.ts";

/** Reads the rows of a format; `row` sees each with its findings. */
export class RowFile implements KindReader {
  readonly #sink: FileSink;
  readonly #reader: Reader<InputValue>;
  readonly #row: ((row: Row<InputValue>) => void) | undefined;
  #rows = 0;
  #good = 0;
  #lost = 0;
  /** Number of the last row. */
  #last = 0;

  constructor(sink: FileSink, format: Format, row?: (row: Row<InputValue>) => void) {
    this.#sink = sink;
    this.#reader = format.open();
    this.#row = row;
  }

  push(bytes: Uint8Array): void {
    this.#take(this.#reader.push(bytes));
  }

  end(): KindSums {
    this.#take(this.#reader.end());
    const [rows, good] = [this.#rows, this.#good];
    return { ...NO_SUMS, rows, good, refused: rows - good + this.#lost };
  }

  #take({ rows, findings }: Portion<InputValue>): void {
    for (const one of findings) this.#sink.finding(one);
    for (const row of rows) {
      this.#rows += 1;
      if (row.value !== undefined) this.#good += 1;
      const line = lineOf(row.value);
      if (line !== undefined) this.#sink.message(line);
      this.#row?.(row);
      for (const one of row.findings) this.#sink.finding(atRow(one, row.row));
      this.#last = row.row;
    }
    // What belongs to no row that came, such as a file that cannot be read, counts as one refusal.
    for (const { severity, at } of findings)
      if (severity === "error" && (at.row ?? Number.POSITIVE_INFINITY) > this.#last)
        this.#lost += 1;
  }
}

/** XML of an unknown type is a message with one document. */
function lineOf(value: InputValue | undefined): MessageLine | undefined {
  if (value?.kind !== "envelope" || value.syntax !== "xml") return undefined;
  const { rootElement: type = "", namespace: version = "" } = value;
  const counts = { segments: 0, declaredSegments: null, documents: 1 };
  return { type, version, reference: "", ...counts };
}

function atRow(finding: Finding, row: number): Finding {
  return finding.at.row === undefined ? { ...finding, at: { row, ...finding.at } } : finding;
}
