/**
 * General trade: the full declaration of goods of any stream, without limits. Its taxes are computed
 * where it is declared in full, not here.
 */
import type { Finding } from "#base/result.ts";
import { fitOf, required, requireOnLines } from "#domain/customs/fit.ts";
import type { GoodsFacts } from "#domain/customs/goods-facts.ts";
import type { Regime } from "#domain/customs/regime.ts";

export const cn0110: Regime = {
  code: "0110",
  streams: ["postal", "express", "ecommerce"],
  directions: ["import", "export"],
  byDefault: false,
  authorities: ["customs"],
  mayBeReleased: true,
  awaitsDeclaration: false,
  identifierWindowMonths: 12,
  source: "GACC supervision mode 0110; chaodao168.com/3189; UPU S10 re-use rule",
  verified: false,
  presumes: { ownUse: false },
  judge: (facts) => fitOf(lacking(facts)),
};

/** What a full declaration states of each line, and the currency and countries of all. */
function lacking(facts: GoodsFacts): readonly Finding[] {
  const wanted = [
    ...(facts.lines.length === 0 ? ["lines"] : []),
    ...(facts.senderCountry === null ? ["senderCountry"] : []),
    ...(facts.recipientCountry === null ? ["recipientCountry"] : []),
    ...(facts.currency === null && facts.lines.some(({ currency }) => currency === null)
      ? ["currency"]
      : []),
  ];
  return [
    ...wanted.map(required),
    ...requireOnLines(facts, ["hsCode", "quantity", "value", "netWeightKg", "originCountry"]),
  ];
}
