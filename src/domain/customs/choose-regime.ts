/**
 * Which rule book a shipment falls under: its own where it fits, else the one that takes it. Asks the
 * registry, so a regime is judged and chosen by being listed; names none of them.
 */
import { type Result, refuse } from "#base/result.ts";
import type { Books } from "./books.ts";
import { fitOf } from "./fit.ts";
import type { GoodsFacts } from "./goods-facts.ts";
import { type Assessment, covers, type Fit, type Judgement, type Regime } from "./regime.ts";
import { defaultRegime, regimeOrUndeclared, regimes, undeclaredRegime } from "./regimes/index.ts";

/**
 * Judges a shipment by the rule book it was declared under. `moveTo` is the code of the one that takes
 * it, null where it fits and where only data lack. Where a stream and direction have no rule book it is
 * the undetermined one, which also judges codes that no registry knows.
 */
export function judgeShipment(facts: GoodsFacts, books: Books): Judgement {
  const whole = presumed(facts);
  const fit = fitIn(regimeOrUndeclared(facts.regime), whole, books);
  return { ...fit, moveTo: fit.fits || fit.lacksData ? null : takerOf(whole, books) };
}

/**
 * Taxes of a shipment under its declared rule book; null where that one taxes nothing. Refuses
 * `regime/does-not-fit` where it belongs to another, `regime/…` where data lack.
 */
export function assessShipment(facts: GoodsFacts, books: Books): Result<Assessment | null> {
  const regime = regimeOrUndeclared(facts.regime);
  const whole = presumed(facts);
  const fit = fitIn(regime, whole, books);
  if (!fit.fits && !fit.lacksData) return refuse("regime/does-not-fit", { found: regime.code });
  return regime.assess?.(whole, books) ?? { ok: true, value: null };
}

/**
 * The facts with what the declared rule book presumes where the declaration is silent; where none is
 * named, what the stream's default one does.
 */
export function presumed(facts: GoodsFacts): GoodsFacts {
  const named = regimeOrUndeclared(facts.regime);
  const regime = named.awaitsDeclaration ? defaultRegime(facts.stream, facts.direction) : named;
  return {
    ...facts,
    ownUse: facts.ownUse ?? regime?.presumes?.ownUse ?? null,
    tradeKind: facts.tradeKind ?? regime?.presumes?.tradeKind ?? null,
  };
}

/** The rule books that may be declared for a stream and direction, in the registry's order. */
export function declarableRegimes(
  facts: Pick<GoodsFacts, "stream" | "direction">,
): readonly Regime[] {
  return regimes.filter(
    (regime) => !regime.awaitsDeclaration && covers(regime, facts.stream, facts.direction),
  );
}

/** The first in the registry's order that takes it, be it with data still lacking. */
function takerOf(facts: GoodsFacts, books: Books): string | null {
  const declarable = declarableRegimes(facts);
  if (declarable.length === 0) return undeclaredRegime.code;
  const taker = declarable.find((regime) => {
    const { fits, lacksData } = regime.judge(facts, books);
    return fits || lacksData;
  });
  return taker?.code ?? null;
}

function fitIn(regime: Regime, facts: GoodsFacts, books: Books): Fit {
  const isAtHome = regime.awaitsDeclaration
    ? declarableRegimes(facts).length === 0
    : covers(regime, facts.stream, facts.direction);
  if (isAtHome) return regime.judge(facts, books);
  const found = regime.code;
  return fitOf([
    { code: "regime/other-stream", severity: "error", at: { field: "regime" }, found },
  ]);
}
