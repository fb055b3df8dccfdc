/** Cross-border e-commerce, export to an overseas warehouse: any value, its form by table. */
import type { Regime } from "#domain/customs/regime.ts";
import { BUSINESS_PROCEDURES, judgeExport } from "#domain/customs/retail-export.ts";

export const cn9810: Regime = {
  code: "9810",
  streams: ["ecommerce"],
  directions: ["export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2020-75",
  verified: false,
  presumes: { tradeKind: "overseas-warehouse" },
  judge: (facts, books) => judgeExport(facts, books, "overseas-warehouse", BUSINESS_PROCEDURES),
};
