/** Cross-border e-commerce, direct retail: import within limits and a buyer's year; export by table. */
import { ok } from "#base/result.ts";
import type { Regime } from "#domain/customs/regime.ts";
import { judgeExport, RETAIL_PROCEDURES } from "#domain/customs/retail-export.ts";
import {
  assessRetailImport,
  judgeRetailImport,
  RETAIL_BALANCE,
} from "#domain/customs/retail-import.ts";

export const cn9610: Regime = {
  code: "9610",
  streams: ["ecommerce"],
  directions: ["import", "export"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2018-194; CEB waybill re-use per carrier",
  verified: false,
  presumes: { tradeKind: "retail" },
  annualLimit: RETAIL_BALANCE,
  matchesDocuments: true,
  judge: (facts, books) =>
    facts.direction === "export"
      ? judgeExport(facts, books, "retail", RETAIL_PROCEDURES)
      : judgeRetailImport(facts, books, "retail"),
  assess: (facts, books) =>
    facts.direction === "import" ? assessRetailImport(facts, books) : ok(null),
};
