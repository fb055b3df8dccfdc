/**
 * What the zones' rules say of a move: of a piece by its own stream and holds, of a container by
 * all that it carries. A subject in a container stands where the outermost container stands.
 */
import { ok, type Result } from "#base/result.ts";
import { type Move, mayMove } from "#domain/centre/may-move.ts";
import type { Whereabouts } from "#domain/items/item.ts";
import type { Floor } from "./ports.ts";
import type { Reach } from "./reach.ts";

/** What moves, as the rules see it. */
export type Load = Pick<Move, "stream" | "direction" | "held">;

/** The zone a place lies in; undefined where it is none of this site's floor. */
export function zoneAt(floor: Floor, reach: Reach, at: Whereabouts): string | undefined {
  const root = reach.root(at);
  return root.kind === "zone" ? floor.places.get(root.ref)?.zone : undefined;
}

/** Lets a move through when the rules allow it for everything that moves; else `move/not-allowed`. */
export function rulesAllow(
  floor: Floor,
  zones: { readonly from: string | undefined; readonly to: string | undefined },
  loads: () => readonly Load[],
  at: number,
): Result<true> {
  const { from: fromZone, to: toZone } = zones;
  if (fromZone === undefined || toZone === undefined || fromZone === toZone) return ok(true);
  for (const load of loads()) {
    const moved = mayMove(floor.rules, { ...load, fromZone, toZone, at });
    if (!moved.ok) return moved;
  }
  return ok(true);
}
