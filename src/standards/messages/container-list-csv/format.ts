/**
 * Container lists as CSV: adjacent rows with the same container are one, a row per item, per counted
 * content, or with its items parted by `|`; see `examples/containers.csv`.
 */

import type { ContainerKey } from "#standards/messages/container-row.ts";
import {
  buildContainer,
  type ContainerRow,
  containerColumns,
} from "#standards/messages/container-row.ts";
import { CsvTable, type TablePortion } from "#standards/messages/csv-table.ts";
import { finding } from "#standards/messages/finding-codes.ts";
import { MAX_ITEMS_IN_CONTAINER } from "#standards/messages/limits.ts";
import type { Portion, Reader, Row } from "#standards/messages/reading.ts";
import { type RowGroup, RowGroups, spanOf } from "#standards/messages/row-groups.ts";

export const containerListCsv = {
  name: "container-list-csv",
  columns: containerColumns,
  open: openContainers,
} as const;

function openContainers(): Reader<ContainerRow> {
  const table = new CsvTable(containerColumns);
  const groups = new RowGroups<ContainerKey>(
    (row) => row.cells.container?.toUpperCase() ?? "",
    MAX_ITEMS_IN_CONTAINER,
  );
  const take = (portion: TablePortion<ContainerKey>, isEnd: boolean): Portion<ContainerRow> => {
    const closed = portion.rows.map((row) => groups.add(row));
    if (isEnd || portion.unreadFrom !== undefined) closed.push(groups.close());
    return {
      ...portion,
      rows: closed.flatMap((group) => (group === undefined ? [] : [list(group)])),
    };
  };
  return {
    push: (bytes) => take(table.push(bytes), false),
    end: () => take(table.end(), true),
  };
}

function list(group: RowGroup<ContainerKey>): Row<ContainerRow> {
  const span = spanOf(group);
  const built = buildContainer(group.rows);
  if (group.dropped === 0) return { ...span, ...built };
  const at = { row: span.row, line: span.line };
  const found = String(group.rows.length + group.dropped);
  const tooMany = finding("container/too-many-items", at, found, String(MAX_ITEMS_IN_CONTAINER));
  return { ...span, value: undefined, findings: [...built.findings, tooMany] };
}
