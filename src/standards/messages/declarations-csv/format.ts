/**
 * Declarations as CSV, any stream, with the CN 23 field set: see `examples/postal-import.csv`.
 * Adjacent rows with the same reference are one declaration.
 */
import { declarationColumns } from "#standards/messages/declaration-columns.ts";
import { readDeclarationTable } from "#standards/messages/declaration-table.ts";

export const declarationsCsv = {
  name: "declarations-csv",
  columns: declarationColumns,
  open: () => readDeclarationTable(declarationColumns),
} as const;
