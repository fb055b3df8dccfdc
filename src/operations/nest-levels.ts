/** How many containers lie in each other, kept up while one call moves them. */
import type { Id } from "#domain/events/event.ts";
import type { Whereabouts } from "#domain/items/item.ts";
import { NESTING_LIMIT } from "#domain/places/container.ts";
import { liesInContainer } from "./reach.ts";

/** The containers a call knows, each with those that lie in it directly. */
export class NestLevels {
  readonly #parents = new Map<Id, Id>();
  readonly #children = new Map<Id, Set<Id>>();

  /** Puts a container where it is now. */
  put(container: Id, at: Whereabouts): void {
    const before = this.#parents.get(container);
    if (before !== undefined) this.#children.get(before)?.delete(container);
    this.#parents.delete(container);
    if (!liesInContainer(at)) return;
    this.#parents.set(container, at.ref);
    const beside = this.#children.get(at.ref);
    if (beside === undefined) this.#children.set(at.ref, new Set([container]));
    else beside.add(container);
  }

  /** Levels of containers from this one down, itself the first; counted to one past the limit. */
  of(container: Id, left = NESTING_LIMIT): number {
    if (left === 0) return 1;
    let deepest = 0;
    for (const child of this.#children.get(container) ?? []) {
      deepest = Math.max(deepest, this.of(child, left - 1));
    }
    return deepest + 1;
  }
}
