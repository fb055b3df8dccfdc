/** Cross-border e-commerce, business to business export. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const cn9710: Regime = {
  code: "9710",
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
