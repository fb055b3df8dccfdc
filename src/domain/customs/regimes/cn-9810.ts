/** Cross-border e-commerce, export to an overseas warehouse. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const cn9810: Regime = {
  code: "9810",
  stream: "ecommerce",
  directions: ["export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 6,
  source: "GACC announcement 2020-75",
  verified: false,
};
