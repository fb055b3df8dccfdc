/** What nobody declared yet: it leaves only by an authority's order. */
import { fitOf } from "#domain/customs/fit.ts";
import type { Regime } from "#domain/customs/regime.ts";

export const undetermined: Regime = {
  code: "undetermined",
  streams: ["undetermined"],
  directions: ["undetermined"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: false,
  awaitsDeclaration: true,
  identifierWindowMonths: 12,
  source: "house rule 5",
  verified: true,
  judge: () => fitOf([]),
};
