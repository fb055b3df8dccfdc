/** Express class B: personal articles, with the limits and the parcel tax of those sent by post. */
import { ok } from "#base/result.ts";
import { fitOf, tell } from "#domain/customs/fit.ts";
import { assessPersonal, judgePersonal } from "#domain/customs/personal-articles.ts";
import type { Regime } from "#domain/customs/regime.ts";

export const expressB: Regime = {
  code: "express-b",
  streams: ["express"],
  directions: ["import", "export"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC order 147, express class B",
  verified: false,
  presumes: { ownUse: true },
  judge: (facts, books) =>
    facts.documentsOnly
      ? fitOf(tell("regime/only-documents", "error", "documentsOnly"))
      : judgePersonal(facts, books),
  assess: (facts, books) =>
    facts.direction === "import" ? assessPersonal(facts, books) : ok(null),
};
