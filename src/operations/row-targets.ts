/**
 * The formats whose rows are done when their file arrives; adding one is a line here. Formats that
 * are not listed are recognised, kept and shown, and wait in suspense.
 */
import type { RowTarget } from "./row-target.ts";
import { takeInContainerListCsv } from "./take-in-container-list-csv.ts";
import { takeInDeclarationsCsv } from "./take-in-declarations-csv.ts";
import { takeInDeclarationsJson } from "./take-in-declarations-json.ts";
import { takeInExpressManifestCsv } from "./take-in-express-manifest-csv.ts";
import { takeInScansCsv } from "./take-in-scans-csv.ts";
import { takeInScansNdjson } from "./take-in-scans-ndjson.ts";

export const rowTargets: readonly RowTarget[] = [
  takeInDeclarationsCsv,
  takeInDeclarationsJson,
  takeInExpressManifestCsv,
  takeInContainerListCsv,
  takeInScansCsv,
  takeInScansNdjson,
];
