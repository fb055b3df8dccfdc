/**
 * Adjacent rows with the same key as one group, bounded in bytes and rows. Rows without a key stand
 * alone. A key that comes back after other rows is the caller's to judge.
 */
import type { TableRow } from "./csv-table.ts";
import { MAX_GROUP_BYTES } from "./limits.ts";

/** Rows that belong together; `dropped` rows went past a bound, so the group must be refused. */
export type RowGroup<K extends string> = {
  readonly key: string;
  readonly rows: readonly [TableRow<K>, ...TableRow<K>[]];
  readonly dropped: number;
};

export class RowGroups<K extends string> {
  readonly #keyOf: (row: TableRow<K>) => string;
  readonly #maxRows: number;
  #open: { key: string; rows: [TableRow<K>, ...TableRow<K>[]]; dropped: number } | undefined;
  #bytes = 0;

  constructor(keyOf: (row: TableRow<K>) => string, maxRows: number) {
    this.#keyOf = keyOf;
    this.#maxRows = maxRows;
  }

  /** Takes a row; answers the group it closes, if any. */
  add(row: TableRow<K>): RowGroup<K> | undefined {
    const key = this.#keyOf(row);
    const group = this.#open;
    if (group === undefined || key === "" || group.key !== key) {
      this.#open = { key, rows: [row], dropped: 0 };
      this.#bytes = row.length;
      return group;
    }
    this.#bytes += row.length;
    if (group.rows.length < this.#maxRows && this.#bytes <= MAX_GROUP_BYTES) group.rows.push(row);
    else group.dropped += 1;
    return undefined;
  }

  /** The group that is still open, at the end of the input. */
  close(): RowGroup<K> | undefined {
    const group = this.#open;
    this.#open = undefined;
    return group;
  }
}

/** Place and bytes of a group: from its first row to the end of its last one kept. */
export function spanOf<K extends string>(group: RowGroup<K>) {
  const [first, ...others] = group.rows;
  const last = others.at(-1) ?? first;
  const { row, line, offset } = first;
  return { row, line, offset, length: last.offset + last.length - offset };
}
