/** Express class B: personal articles. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const expressB: Regime = {
  code: "express-b",
  stream: "express",
  directions: ["import", "export"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC order 147, express class B",
  verified: false,
};
