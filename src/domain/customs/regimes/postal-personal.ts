/** Personal articles sent by post: their limits by place, parcel tax on import; transit is not judged. */
import { ok } from "#base/result.ts";
import { fitOf } from "#domain/customs/fit.ts";
import { assessPersonal, judgePersonal } from "#domain/customs/personal-articles.ts";
import type { Regime } from "#domain/customs/regime.ts";

export const postalPersonal: Regime = {
  code: "postal-personal",
  streams: ["postal"],
  directions: ["import", "export", "transit"],
  byDefault: true,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC announcement 2010-43; UPU S10 re-use rule",
  verified: false,
  presumes: { ownUse: true },
  judge: (facts, books) =>
    facts.documentsOnly || facts.direction === "transit" ? fitOf([]) : judgePersonal(facts, books),
  assess: (facts, books) =>
    facts.documentsOnly || facts.direction !== "import" ? ok(null) : assessPersonal(facts, books),
};
