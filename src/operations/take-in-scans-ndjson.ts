/** Takes in scans as NDJSON: each line of the file is recorded, a call for each device that made them. */

import { deviceOf, scansInput } from "./map-scan.ts";
import { recordScans } from "./record-scans.ts";
import { rowTarget } from "./row-target.ts";

export const takeInScansNdjson = rowTarget({
  format: "scans-ndjson",
  operation: recordScans,
  split: deviceOf,
  input: scansInput,
});
