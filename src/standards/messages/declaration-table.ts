/**
 * Declarations from CSV: adjacent rows with the same reference are one declaration, one content line
 * or piece a row. A reference that comes back later in the file is a duplicate.
 */
import type { Finding } from "#base/result.ts";
import { buildDeclaration, type DeclarationPart, referenceOf } from "./build-declaration.ts";
import type { ColumnTable } from "./cells.ts";
import { CsvTable, type TablePortion, type TableRow } from "./csv-table.ts";
import type { DeclarationKey } from "./declaration-columns.ts";
import type { DeclarationRow, Stream } from "./declaration-row.ts";
import { DuplicateWatch } from "./duplicate-watch.ts";
import { finding } from "./finding-codes.ts";
import { MAX_GROUP_BYTES, MAX_PIECES } from "./limits.ts";
import type { Portion, Reader, Row } from "./reading.ts";
import { type RowGroup, RowGroups, spanOf } from "./row-groups.ts";

/** A reader of declarations under a column table; `stream` is taken where no column states one. */
export function readDeclarationTable(
  columns: ColumnTable<DeclarationKey>,
  stream?: Stream,
): Reader<DeclarationRow> {
  const table = new CsvTable(columns);
  const groups = new RowGroups<DeclarationKey>((row) => referenceOf(row.cells) ?? "", MAX_PIECES);
  const watch = new DuplicateWatch();
  const take = (portion: TablePortion<DeclarationKey>, isEnd: boolean): Portion<DeclarationRow> => {
    const closed = portion.rows.map((row) => groups.add(row));
    if (isEnd || portion.unreadFrom !== undefined) closed.push(groups.close());
    const rows = closed.flatMap((group) =>
      group === undefined ? [] : [declare(group, watch, stream)],
    );
    return { ...portion, rows, findings: [...portion.findings, ...watch.sayFull(rows)] };
  };
  return {
    push: (bytes) => take(table.push(bytes), false),
    end: () => take(table.end(), true),
  };
}

function declare(
  group: RowGroup<DeclarationKey>,
  watch: DuplicateWatch,
  stream: Stream | undefined,
): Row<DeclarationRow> {
  const span = spanOf(group);
  const [first, ...others] = group.rows;
  const built = buildDeclaration([partOf(first), ...others.map(partOf)], stream);
  const refusals: Finding[] = watch.judge(group.key, { row: span.row, line: span.line });
  if (group.dropped > 0)
    refusals.push(
      finding(
        "declaration/too-large",
        { row: span.row, line: span.line },
        `${group.rows.length + group.dropped} rows`,
        `${MAX_PIECES} rows, ${MAX_GROUP_BYTES} bytes`,
      ),
    );
  const value = refusals.length > 0 ? undefined : built.value;
  return { ...span, value, findings: [...built.findings, ...refusals] };
}

function partOf(row: TableRow<DeclarationKey>): DeclarationPart {
  const { cells, extra, findings } = row;
  return { cells, extra, findings, at: { row: row.row, line: row.line } };
}
