/** Moves inside the centre, decided from the zones' dated rules. Exits are `may-leave.ts`. */
import { ok, type Result, refuse } from "#base/result.ts";
import type { Direction, Stream } from "#domain/shipments/shipment.ts";

/** Any zone, on either side of a rule. */
export const ANY_ZONE = "*";

export type MoveRule = {
  readonly fromZone: string;
  readonly toZone: string;
  /** Streams and directions it holds for; empty for all. */
  readonly streams: readonly string[];
  readonly directions: readonly string[];
  /** Whether it holds for held pieces only, for free ones only, or for any. */
  readonly held: "any" | "held" | "free";
  readonly validFrom: number;
  readonly validTo: number | null;
};

export type Move = {
  readonly fromZone: string;
  readonly toZone: string;
  readonly stream: Stream;
  readonly direction: Direction;
  readonly held: boolean;
  readonly at: number;
};

/** Lets a move through when one rule valid at its time allows it; else `move/not-allowed`. */
export function mayMove(rules: readonly MoveRule[], move: Move): Result<true> {
  if (move.fromZone === move.toZone) return ok(true);
  return rules.some((rule) => allows(rule, move))
    ? ok(true)
    : refuse("move/not-allowed", { found: `${move.fromZone} > ${move.toZone}`, held: move.held });
}

function allows(rule: MoveRule, move: Move): boolean {
  const zone = (named: string, real: string): boolean => named === ANY_ZONE || named === real;
  const among = (list: readonly string[], one: string): boolean =>
    list.length === 0 || list.includes(one);
  return (
    zone(rule.fromZone, move.fromZone) &&
    zone(rule.toZone, move.toZone) &&
    among(rule.streams, move.stream) &&
    among(rule.directions, move.direction) &&
    (rule.held === "any" || (rule.held === "held") === move.held) &&
    rule.validFrom <= move.at &&
    (rule.validTo === null || move.at < rule.validTo)
  );
}
