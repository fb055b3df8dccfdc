/** Cross-border e-commerce from a bonded store: retail import within limits; export from a special zone. */
import { ok } from "#base/result.ts";
import type { Regime } from "#domain/customs/regime.ts";
import { judgeExport, RETAIL_PROCEDURES } from "#domain/customs/retail-export.ts";
import {
  assessRetailImport,
  judgeRetailImport,
  RETAIL_BALANCE,
} from "#domain/customs/retail-import.ts";

export const cn1210: Regime = {
  code: "1210",
  streams: ["ecommerce"],
  directions: ["import", "export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2014-57; CEB waybill re-use per carrier",
  verified: false,
  presumes: { tradeKind: "bonded-retail" },
  annualLimit: RETAIL_BALANCE,
  matchesDocuments: true,
  judge: (facts, books) =>
    facts.direction === "export"
      ? judgeExport(facts, books, "bonded-retail", RETAIL_PROCEDURES)
      : judgeRetailImport(facts, books, "bonded-retail"),
  assess: (facts, books) =>
    facts.direction === "import" ? assessRetailImport(facts, books) : ok(null),
};
