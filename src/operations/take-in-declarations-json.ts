/** Takes in declarations as JSON: each declaration of the file is lodged as if it had come alone. */
import { lodgeDeclarations } from "./lodge-declarations.ts";
import { declarationsInput, declarationWeight } from "./map-declaration.ts";
import { rowTarget } from "./row-target.ts";

export const takeInDeclarationsJson = rowTarget({
  format: "declarations-json",
  operation: lodgeDeclarations,
  weight: declarationWeight,
  doneBefore: ["declaration/duplicate"],
  input: declarationsInput,
});
