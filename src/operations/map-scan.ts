/**
 * Scans as a file states them, turned into the input of `record-scans`. A scan without a key of its
 * source gets one from what it says, so that the same scan in two files is one scan.
 */
import type { ScanRow } from "#standards/messages/scan-row.ts";
import type { RowSource } from "./row-target.ts";

/** The input of `record-scans` for scans of one device. */
export function scansInput(rows: readonly ScanRow[], source: RowSource): unknown {
  const device = rows[0]?.device;
  const scans = rows.map((row) => scanOf(row, source));
  return device === undefined ? { scans } : { scans, device };
}

/** Scans of one device go together: its clock is corrected for all of them. */
export function deviceOf(row: ScanRow): string {
  return row.device ?? "";
}

function scanOf(row: ScanRow, source: RowSource): unknown {
  const { identifier, scannedAt, place, weightGrams } = row;
  return {
    code: identifier.asWritten,
    at: scannedAt.at ?? scannedAt.text,
    key: keyOf(row, source),
    ...(place === undefined ? {} : { place }),
    ...(weightGrams === undefined ? {} : { weightGrams }),
  };
}

function keyOf(row: ScanRow, source: RowSource): string {
  const { eventKey, identifier, scannedAt, place, device, event } = row;
  if (eventKey !== undefined) {
    return eventKey.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
  const when = [scannedAt.text, scannedAt.zone ?? ""];
  const said = [identifier.normalised, ...when, place ?? "", device ?? "", event ?? ""];
  return source.ids.derived("file-scan", source.partyId, ...said);
}
