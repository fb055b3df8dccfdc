/** Takes in an express manifest as CSV: each waybill with its pieces is lodged as one declaration. */
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { declarationsInput, declarationWeight } from "./map-declaration.ts";
import { rowTarget } from "./row-target.ts";

export const takeInExpressManifestCsv = rowTarget({
  format: "express-manifest-csv",
  operation: lodgeDeclarations,
  weight: declarationWeight,
  doneBefore: ["declaration/duplicate"],
  input: declarationsInput,
});
