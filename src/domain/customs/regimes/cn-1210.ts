/** Cross-border e-commerce from a bonded store. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const cn1210: Regime = {
  code: "1210",
  stream: "ecommerce",
  directions: ["import", "export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2014-57; CEB waybill re-use per carrier",
  verified: false,
};
