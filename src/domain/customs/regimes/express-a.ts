/** Express class A: documents and papers without commercial value; nothing is taxed. */
import { fitOf, when } from "#domain/customs/fit.ts";
import type { Regime } from "#domain/customs/regime.ts";

export const expressA: Regime = {
  code: "express-a",
  streams: ["express"],
  directions: ["import", "export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC order 147, express class A",
  verified: false,
  judge: ({ documentsOnly, lines }) =>
    fitOf([
      ...when(!documentsOnly, "regime/not-documents", "error", "documentsOnly"),
      ...when(
        documentsOnly && lines.some(({ value }) => value !== null && BigInt(value.units) > 0n),
        "regime/documents-with-value",
        "warning",
        "value",
      ),
    ]),
};
