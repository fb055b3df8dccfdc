/**
 * Undoes a merge: the merged record is a piece of its own again, with its codes, its place outside of
 * containers and its shipment. What an authority holds by it is not shaken off so by anybody else.
 */

import { ok, present, type Result, refuse } from "#base/result.ts";
import { type Event, type Id } from "#domain/events/event.ts";
import type { ItemState } from "#domain/items/item.ts";
import { IDENTIFIER_WINDOW } from "./deadlines.ts";
import { mergedTargets } from "./reach.ts";
import {
  type Absorbed,
  factOf,
  link,
  type Merged,
  type Merging,
  stateMoved,
} from "./state-merge.ts";

/** Parts what was merged. Refuses `merge/not-merged`, `merge/held`, `merge/went-on`. */
export async function partPieces(merging: Merging): Promise<Result<Merged>> {
  const { context, unit, one, other } = merging;
  const { tx, now } = context;
  const [kept, merged] = other.mergedInto === one.id ? [one, other] : [other, one];
  if (merged.mergedInto !== kept.id) return refuse("merge/not-merged");
  const joined = await mergeOf(merging, kept, merged);
  const data = joined.data as unknown as Absorbed;
  const held = await heldBy(merging, kept, data);
  if (held !== undefined) return refuse("merge/held", { found: held });
  const back = goesBack(kept, data);
  if (!back.ok) return back;
  stateParted(merging, kept, merged, data);
  if (back.value !== undefined) {
    const { left, to } = back.value;
    const [from, home] = [unit.need("shipment", to), unit.need("shipment", left)];
    stateMoved(merging, unit.need("item", kept.id), from, home, "unmerged");
  }
  await unit.save();
  if (back.value !== undefined) {
    await link(merging, kept.id, back.value.to, back.value.left, "unmerged");
  }
  await tx.dropDeadlines([merged.id], IDENTIFIER_WINDOW);
  const codes = { from: kept.id, to: merged.id, normalised: data.identifiers };
  await tx.giveIdentifiersBack({ ...codes, movedAt: joined.recordedAt, at: now });
  await tx.reopenMatch({ itemId: one.id, otherItemId: other.id });
  const { shipmentId } = unit.need("item", kept.id);
  return ok({ itemId: kept.id, mergedId: merged.id, shipmentId });
}

/** The event by which one was taken in by the other: the last of its kind. */
async function mergeOf({ context }: Merging, kept: ItemState, merged: ItemState): Promise<Event> {
  const events = await context.tx.eventsOf([kept.id]);
  const found = events.findLast(
    ({ type, data }) => type === "item-absorbed" && data?.["itemId"] === merged.id,
  );
  return present(found, "what was merged into a piece is told by an event of it");
}

/** An authority, other than the caller's, whose hold reaches the piece by this merge alone. */
async function heldBy(
  { context: { tx, actor }, unit }: Merging,
  kept: ItemState,
  { absorbed, left }: Absorbed,
): Promise<string | undefined> {
  const home = left ?? kept.shipmentId;
  const { holdRoots } = unit.need("shipment", home);
  const own = new Set([kept.id, home, ...holdRoots]);
  const reached = (await mergedTargets(tx, unit, [{ ...kept, absorbed }])).get(kept.id) ?? [];
  const open = await tx.openHolds(reached.filter((id) => !own.has(id)));
  const by = actor.authority ?? "operator";
  return open.find(({ authority }) => authority !== "operator" && authority !== by)?.authority;
}

/** Whether the piece returns to the shipment that it left by the merge; one that is gone does not. */
function goesBack(
  kept: ItemState,
  { left, to }: Absorbed,
): Result<{ readonly left: Id; readonly to: Id } | undefined> {
  const here = kept.status === "present" || kept.status === "expected";
  if (left === undefined || to === undefined || !here) return ok(undefined);
  return kept.shipmentId === to ? ok({ left, to }) : refuse("merge/went-on");
}

function stateParted(
  merging: Merging,
  kept: ItemState,
  merged: ItemState,
  { absorbed, lay }: Absorbed,
): void {
  const { unit, reason } = merging;
  unit.state({
    ...factOf(merging, "item", kept.id),
    type: "item-parted",
    data: { itemId: merged.id, absorbed, reason },
  });
  unit.state({
    ...factOf(merging, "shipment", merged.shipmentId),
    type: "piece-added",
    data: { itemId: merged.id, arrived: merged.arrivedAt !== null, held: false, parted: true },
  });
  unit.state({
    ...factOf(merging, "item", merged.id),
    type: "item-unmerged",
    data: { from: kept.id, reason, ...(lay !== null && { to: lay }) },
  });
}
