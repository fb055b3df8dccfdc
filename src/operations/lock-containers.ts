/**
 * Locks containers in one pass, ids ascending: what a call changes and what lies around it, so
 * that nobody holds an inner container and waits for an outer one.
 */
import type { Id } from "#domain/events/event.ts";
import type { Whereabouts } from "#domain/items/item.ts";
import { Restart, type Tx } from "./ports.ts";
import type { Reach } from "./reach.ts";
import type { Unit } from "./unit.ts";

/** The containers around these subjects, as they are now and without a lock. */
export async function chainIds(tx: Tx, subjects: readonly Id[]): Promise<readonly Id[]> {
  if (subjects.length === 0) return [];
  return [...new Set((await tx.chains(subjects)).map((link) => link.container.id))];
}

/**
 * Takes in what is written, and shares what is only read. Where both are wanted all are locked in
 * the stronger mode: two passes of two modes would wait for each other crosswise.
 */
export async function lockContainers(
  tx: Tx,
  unit: Unit,
  written: readonly Id[],
  read: readonly Id[],
): Promise<ReadonlySet<Id>> {
  if (written.length > 0) await unit.lock("container", [...written, ...read]);
  else if (read.length > 0) await tx.share("container", read);
  return new Set([...written, ...read]);
}

/** Starts the call again where something now lies in a container that the lock did not take. */
export function sameChains(
  reach: Reach,
  locked: ReadonlySet<Id>,
  places: Iterable<Whereabouts>,
): void {
  for (const at of places) {
    if (reach.around(at).some((id) => !locked.has(id)))
      throw new Restart("something was put elsewhere between the finding and the lock");
  }
}
