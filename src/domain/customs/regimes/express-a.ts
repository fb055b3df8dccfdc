/** Express class A: documents and papers without commercial value; nothing is taxed. */
import { documentsWithValue, fitOf, when } from "#domain/customs/fit.ts";
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
  judge: (facts) =>
    fitOf([
      ...when(!facts.documentsOnly, "regime/not-documents", "error", "documentsOnly"),
      ...documentsWithValue(facts),
    ]),
};
