/**
 * What one transaction knows of rows: where each lies, so that its update need not look it up again,
 * and items as the finding of their codes saw them, so that the lock need only ask for their version.
 * A locked row lies where it is until its own transaction writes it. Reads and writes nothing.
 */

import { present } from "#base/result.ts";
import type { Id } from "#domain/events/event.ts";
import type { ItemState, Whereabouts } from "#domain/items/item.ts";
import { type Cells, numberOf } from "./sql.ts";
import { columnList, tables } from "./tables.ts";

/** Where a subject's rows lie, as PostgreSQL's `tid` in text. */
export type Spots = {
  readonly row: string;
  /** Of its row in whereabouts; null where its kind has none. */
  readonly place: string | null;
};

/** First columns of a statement that sees items: of `item` as `i`, then of `whereabouts` as `w`. */
export const SEEN = `${columnList(tables.item, "i.")}, i.ctid,
  w.ctid, w.place_kind, w.place_ref, w.since_at`;

const VERSION = itemColumn("version");
const ROW = tables.item.columns.length;
const PLACE = ROW + 1;
/** Where `whereaboutsOf` begins in a row of `SEEN`. */
export const SEEN_AT = PLACE + 1;
/** How many columns `SEEN` is. */
export const SEEN_WIDTH = SEEN_AT + 3;

/** Of one transaction; it ends with it. */
export class KnownRows {
  readonly #seen = new Map<Id, Cells>();
  readonly #held = new Map<Id, Spots>();

  /** Notes an item that was read without a lock; the row begins with `SEEN`. */
  see(id: Id, row: Cells): void {
    this.#seen.set(id, row);
  }

  hasSeen(ids: readonly Id[]): boolean {
    return this.#seen.size > 0 && ids.some((id) => this.#seen.has(id));
  }

  /** Where an item was seen. */
  seenAt(id: Id): string | null {
    return this.#seen.get(id)?.[ROW] ?? null;
  }

  /** An item that is locked at this version, unless it was seen at another or not at all. */
  lockedAs(id: Id, version: Cells[number] | undefined): ItemState | undefined {
    const row = this.#seen.get(id);
    if (row === undefined || row[VERSION] !== version) return undefined;
    this.hold(present(row[0], "an item has an id"), row[ROW], row[PLACE]);
    return tables.item.read(row, whereaboutsOf(row, SEEN_AT));
  }

  /** Notes where the rows of a locked subject lie. */
  hold(id: Id, row: Cells[number] | undefined, place: Cells[number] | undefined): void {
    this.#held.set(id, { row: present(row, "a row lies somewhere"), place: place ?? null });
  }

  /** Where these rows lie; undefined where one of them is not known. */
  spotsOf(ids: readonly Id[]): readonly Spots[] | undefined {
    const spots: Spots[] = [];
    for (const id of ids) {
      const held = this.#held.get(id);
      if (held === undefined) return undefined;
      spots.push(held);
    }
    return spots;
  }

  /** Rows that are written lie elsewhere from then on. */
  forget(ids: readonly Id[]): void {
    for (const id of ids) {
      this.#seen.delete(id);
      this.#held.delete(id);
    }
  }
}

/** `place_kind, place_ref, since_at` from this column on. */
export function whereaboutsOf(row: Cells, from: number): Whereabouts {
  return {
    kind: row[from] as Whereabouts["kind"],
    ref: row[from + 1] as string,
    sinceAt: numberOf(row[from + 2] ?? null),
  };
}

/** Where a column of items stands in a row of `SEEN`. */
export function itemColumn(name: string): number {
  return tables.item.columns.findIndex((column) => column.name === name);
}
