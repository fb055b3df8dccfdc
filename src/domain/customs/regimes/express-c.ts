/** Express class C: low-value goods. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const expressC: Regime = {
  code: "express-c",
  stream: "express",
  directions: ["import", "export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC order 147, express class C",
  verified: false,
};
