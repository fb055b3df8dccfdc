/** A CEB file as it is looked at: one message with its documents, whatever is wrong with them. */
import type { Finding } from "#base/result.ts";
import { CebReader, type CebReading } from "#standards/ceb/reader.ts";
import { finding } from "#standards/messages/finding-codes.ts";
import { type FileSink, type KindReader, type KindSums, NO_SUMS } from "./file-sink.ts";

/** Reads a CEB message or the envelope around one; `read` sees the whole before it is told. */
export class CebFile implements KindReader {
  readonly #sink: FileSink;
  readonly #reader = new CebReader();

  readonly #read: ((reading: CebReading) => void) | undefined;

  constructor(sink: FileSink, read?: (reading: CebReading) => void) {
    this.#sink = sink;
    this.#read = read;
  }

  push(bytes: Uint8Array): void {
    this.#reader.push(bytes);
  }

  end(): KindSums {
    const reading = this.#reader.end();
    const { head, documents } = reading;
    this.#read?.(reading);
    if (head !== undefined) {
      const { message: type, edition: version, guid: reference } = head;
      const counts = { segments: 0, declaredSegments: null, documents: documents.length };
      this.#sink.message({ type, version, reference, ...counts });
    }
    for (const one of cebFindings(reading)) this.#sink.finding(one);
    const good = reading.fault === undefined ? documents.filter(isGood).length : 0;
    const rows = documents.length;
    return { ...NO_SUMS, rows, good, refused: rows - good };
  }
}

/** Everything found in a message, in the order of its bytes, documents as rows. */
export function cebFindings(reading: CebReading): readonly Finding[] {
  const { head, documents, findings, fault } = reading;
  const inside = documents.flatMap((one, index) =>
    one.findings.map((found) => ({ ...found, at: { row: index + 1, ...found.at } })),
  );
  const none = head === undefined && fault === undefined && findings.length === 0;
  const all = [
    ...findings,
    ...inside,
    ...(fault === undefined ? [] : [fault]),
    ...(none ? [finding("file/unknown-format", { offset: 0 })] : []),
  ];
  return all.sort((one, other) => (one.at.offset ?? 0) - (other.at.offset ?? 0));
}

function isGood({ findings }: { readonly findings: readonly Finding[] }): boolean {
  return !findings.some(({ severity }) => severity === "error");
}
