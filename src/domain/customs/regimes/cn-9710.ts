/** Cross-border e-commerce, business to business export: any value, its form by table. */
import type { Regime } from "#domain/customs/regime.ts";
import { BUSINESS_PROCEDURES, judgeExport } from "#domain/customs/retail-export.ts";

export const cn9710: Regime = {
  code: "9710",
  streams: ["ecommerce"],
  directions: ["export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2020-75",
  verified: false,
  presumes: { tradeKind: "b2b" },
  judge: (facts, books) => judgeExport(facts, books, "b2b", BUSINESS_PROCEDURES),
};
