/** The registry of regimes: one line each. A regime is added by its file and its line here. */
import { covers, type Regime } from "#domain/customs/regime.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";
import { cn0110 } from "./cn-0110.ts";
import { cn1210 } from "./cn-1210.ts";
import { cn1239 } from "./cn-1239.ts";
import { cn9610 } from "./cn-9610.ts";
import { cn9710 } from "./cn-9710.ts";
import { cn9810 } from "./cn-9810.ts";
import { expressA } from "./express-a.ts";
import { expressB } from "./express-b.ts";
import { expressC } from "./express-c.ts";
import { postalPersonal } from "./postal-personal.ts";
import { undetermined } from "./undetermined.ts";

export const regimes: readonly Regime[] = [
  postalPersonal,
  expressA,
  expressB,
  expressC,
  cn9610,
  cn1210,
  cn1239,
  cn9710,
  cn9810,
  cn0110,
  undetermined,
];

const byCode = new Map(regimes.map((regime) => [regime.code, regime]));

/** The regime with this code, or undefined where the code is not in the registry. */
export function regimeOf(code: string): Regime | undefined {
  return byCode.get(code);
}

/** The regime with this code; what is not in the registry is treated as not declared. */
export function regimeOrUndeclared(code: string): Regime {
  return byCode.get(code) ?? undetermined;
}

/** What a piece falls under that nobody declared yet. */
export const undeclaredRegime = undetermined;

/** The regime a declaration of this stream and direction falls under when it names none. */
export function defaultRegime(stream: Stream, direction: Direction): Regime | undefined {
  return regimes.find((regime) => regime.byDefault && covers(regime, stream, direction));
}
