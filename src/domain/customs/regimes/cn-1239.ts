/** Cross-border e-commerce, bonded retail outside the pilot cities: import with a clearance note. */
import { when } from "#domain/customs/fit.ts";
import type { Regime } from "#domain/customs/regime.ts";
import {
  assessRetailImport,
  judgeRetailImport,
  RETAIL_BALANCE,
} from "#domain/customs/retail-import.ts";

export const cn1239: Regime = {
  code: "1239",
  streams: ["ecommerce"],
  directions: ["import"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source:
    "GACC announcement 2016-75; zhitongshan.com/fm/55603.html; CEB waybill re-use per carrier",
  verified: false,
  presumes: { tradeKind: "bonded-retail-elsewhere" },
  annualLimit: RETAIL_BALANCE,
  matchesDocuments: true,
  judge: (facts, books) => {
    const fit = judgeRetailImport(facts, books, "bonded-retail-elsewhere");
    const note = when(facts.licence === null, "regime/clearance-note", "warning", "licence");
    return { ...fit, findings: [...fit.findings, ...note] };
  },
  assess: assessRetailImport,
};
