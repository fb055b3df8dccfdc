/** Cross-border e-commerce, direct retail. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const cn9610: Regime = {
  code: "9610",
  stream: "ecommerce",
  directions: ["import", "export"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2018-194; CEB waybill re-use per carrier",
  verified: false,
};
