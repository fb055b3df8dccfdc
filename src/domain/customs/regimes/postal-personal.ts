/** Personal articles sent by post. Limits, taxes and messages are not in this edition. */
import type { Regime } from "#domain/customs/regime.ts";

export const postalPersonal: Regime = {
  code: "postal-personal",
  stream: "postal",
  directions: ["import", "export", "transit"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC announcement 2010-43; UPU S10 re-use rule",
  verified: false,
};
