/**
 * Scans as NDJSON, one object a line: see `examples/scans.ndjson`. A bad line never loses the others;
 * a cut-off last line is one.
 */
import type { Finding } from "#base/result.ts";
import { finding } from "#standards/messages/finding-codes.ts";
import { cellsOfJson, isJsonObject } from "#standards/messages/json-cells.ts";
import { parseJson } from "#standards/messages/json-text.ts";
import type { Portion, Reader, Row } from "#standards/messages/reading.ts";
import { type RecordSpan, RecordSplitter } from "#standards/messages/record-splitter.ts";
import { buildScan, type ScanRow, scanColumns } from "#standards/messages/scan-row.ts";

export const scansNdjson = { name: "scans-ndjson", columns: undefined, open: openScans } as const;

const BLANK = new Set([32, 9, 13]);

function openScans(): Reader<ScanRow> {
  const splitter = new RecordSplitter([]);
  let rows = 0;
  let bytesSeen = 0;
  const take = (next: () => RecordSpan | undefined): Portion<ScanRow> => {
    const read: Row<ScanRow>[] = [];
    for (let span = next(); span !== undefined; span = next()) {
      if (!span.tooLong && span.bytes.every((byte) => BLANK.has(byte))) continue;
      rows += 1;
      read.push(readLine(span, rows));
    }
    return { rows: read, findings: [] };
  };
  return {
    push: (bytes) => {
      bytesSeen += bytes.length;
      splitter.feed(bytes);
      return take(() => splitter.next());
    },
    end: () => {
      let span = splitter.end();
      const portion = take(() => {
        const last = span;
        span = undefined;
        return last;
      });
      return bytesSeen === 0
        ? { rows: [], findings: [finding("file/empty", { offset: 0 })] }
        : portion;
    },
  };
}

function readLine(span: RecordSpan, row: number): Row<ScanRow> {
  const { line, offset, length } = span;
  const at = { row, line };
  const refused = (findings: readonly Finding[]): Row<ScanRow> => ({
    row,
    line,
    offset,
    length,
    value: undefined,
    findings,
  });
  if (span.tooLong) return refused([finding("json/element-too-long", { ...at, offset })]);
  const parsed = parseJson(span.bytes, { ...at, offset });
  if (!parsed.ok) return refused([parsed.finding]);
  if (!isJsonObject(parsed.value)) return refused([finding("json/not-an-object", at)]);
  const { cells, extra, findings } = cellsOfJson(parsed.value, scanColumns, at);
  return { row, line, offset, length, ...buildScan(cells, at, findings, extra) };
}
