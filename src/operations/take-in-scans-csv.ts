/** Takes in scans as CSV: each scan of the file is recorded, a call for each device that made them. */

import { deviceOf, scansInput } from "./map-scan.ts";
import { recordScans } from "./record-scans.ts";
import { rowTarget } from "./row-target.ts";

export const takeInScansCsv = rowTarget({
  format: "scans-csv",
  operation: recordScans,
  split: deviceOf,
  input: scansInput,
});
