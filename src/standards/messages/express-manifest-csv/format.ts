/**
 * Express manifests as CSV: one row a piece, or one row a waybill with its pieces parted by `|`; see
 * `examples/express-manifest.csv`. Adjacent rows with the same waybill are one declaration.
 */
import { expressColumns } from "#standards/messages/declaration-columns.ts";
import { readDeclarationTable } from "#standards/messages/declaration-table.ts";

export const expressManifestCsv = {
  name: "express-manifest-csv",
  columns: expressColumns,
  open: () => readDeclarationTable(expressColumns, "express"),
} as const;
