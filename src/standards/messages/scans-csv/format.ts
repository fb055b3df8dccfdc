/** Scans as CSV, one a row: see `examples/scans.csv`. What a scan does is not asked here. */
import { CsvTable, type TablePortion } from "#standards/messages/csv-table.ts";
import type { Portion, Reader } from "#standards/messages/reading.ts";
import {
  buildScan,
  type ScanKey,
  type ScanRow,
  scanColumns,
} from "#standards/messages/scan-row.ts";

export const scansCsv = { name: "scans-csv", columns: scanColumns, open: openScans } as const;

function openScans(): Reader<ScanRow> {
  const table = new CsvTable(scanColumns);
  return { push: (bytes) => toScans(table.push(bytes)), end: () => toScans(table.end()) };
}

function toScans(portion: TablePortion<ScanKey>): Portion<ScanRow> {
  const rows = portion.rows.map(({ row, line, offset, length, cells, extra, findings }) => {
    const built = buildScan(cells, { row, line }, findings, extra);
    return { row, line, offset, length, ...built };
  });
  return { ...portion, rows };
}
