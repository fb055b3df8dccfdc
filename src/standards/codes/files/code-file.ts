/**
 * How a file of a full code list is read: a table whose columns have names, or one without a header,
 * row by row with every fault at its place. What is done with the rows is not known here.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import type { CodeNames } from "#standards/codes/code-row.ts";
import { CellReader, type Cells, type ColumnTable } from "#standards/messages/cells.ts";
import { CsvTable, type TablePortion, type TableRow } from "#standards/messages/csv-table.ts";
import { keepsOut } from "#standards/messages/finding-codes.ts";

/** What a file says of one code. */
export type FileCode = {
  readonly code: string;
  readonly names: CodeNames;
  readonly facts: Readonly<Record<string, string>>;
  /** Where the row itself says that nobody published it. */
  readonly verified?: false;
};

/** One row of a file: what it says, or the faults that keep it out. */
export type CodeFileRow = {
  /** 1-based row of data and line of the text. */
  readonly row: number;
  readonly line: number | undefined;
  /** The code as far as it could be read, also of a row that is kept out. */
  readonly code: string | undefined;
  readonly value: FileCode | undefined;
  readonly findings: readonly Finding[];
};

export type CodeFilePortion = {
  readonly rows: readonly CodeFileRow[];
  /** Faults of the file as a whole. */
  readonly findings: readonly Finding[];
  /** Set where reading stopped: what follows was not read. */
  readonly stopped?: true;
};

/** Takes a file's bytes in slices. Never throws. */
export type CodeFileReader = {
  readonly push: (bytes: Uint8Array) => CodeFilePortion;
  readonly end: () => CodeFilePortion;
};

/** A file of a full list. */
export type CodeFile = {
  /** The list it fills. */
  readonly list: string;
  readonly title: CodeNames;
  /** Where such files come from; kept with every row. */
  readonly source: string;
  /** 3 where only those cleared for enforcement data read it. */
  readonly sensitivity: 1 | 3;
  /** Not even the administrator who imports it reads it again. */
  readonly officersOnly?: true;
  /** The same code may stand in many rows that say the same of it. */
  readonly repeats?: true;
  /** The same code may stand in rows with other names, which are all its names. */
  readonly joinsNames?: true;
  /** Rows that a file does not name go on: it adds to the list, and a row ends by its own day. */
  readonly adds?: true;
  readonly open: () => CodeFileReader;
};

/** What one row's cells say; faults go to the reader. Undefined where the row is of no code. */
export type RowOf<K extends string> = (
  cells: Cells<K>,
  reader: CellReader<K>,
  at: FindingPlace,
) => FileCode | undefined;

/** Reads a table. `header` stands for the first line of files that have none. */
export function tableReader<K extends string>(
  table: ColumnTable<K>,
  rowOf: RowOf<K>,
  header?: string,
): CodeFileReader {
  const csv = new CsvTable<K>(table);
  const lead = header === undefined ? new Uint8Array(0) : new TextEncoder().encode(`${header}\n`);
  if (lead.length > 0) csv.push(lead);
  const shift = { lines: lead.length > 0 ? 1 : 0, bytes: lead.length };
  const read = (portion: TablePortion<K>): CodeFilePortion => ({
    rows: portion.rows.flatMap((row) => readRow(row, rowOf, shift) ?? []),
    findings: portion.findings.map((one) => shifted(one, shift)),
    ...(portion.unreadFrom === undefined ? {} : { stopped: true }),
  });
  return { push: (bytes) => read(csv.push(bytes)), end: () => read(csv.end()) };
}

type Shift = { readonly lines: number; readonly bytes: number };

function readRow<K extends string>(
  row: TableRow<K>,
  rowOf: RowOf<K>,
  shift: Shift,
): CodeFileRow | undefined {
  const reader = new CellReader<K>();
  reader.addAll(row.findings);
  const value = rowOf(row.cells, reader, { row: row.row, line: row.line, offset: row.offset });
  if (value === undefined && !keepsOut(reader.findings)) return undefined;
  const code = value?.code;
  return {
    row: row.row,
    line: row.line - shift.lines,
    code: code === "" ? undefined : code,
    value: keepsOut(reader.findings) ? undefined : value,
    findings: reader.findings.map((one) => shifted(one, shift)),
  };
}

/** A place in the file as it was given, without the line that was put in front. */
function shifted(one: Finding, { lines, bytes }: Shift): Finding {
  if (lines === 0) return one;
  const { line, offset } = one.at;
  return {
    ...one,
    at: {
      ...one.at,
      ...(line === undefined ? {} : { line: line - lines }),
      ...(offset === undefined ? {} : { offset: Math.max(0, offset - bytes) }),
    },
  };
}

/** A cell that must be there and have a shape; "" and an error where it is not so. */
export function shaped<K extends string>(
  cells: Cells<K>,
  reader: CellReader<K>,
  key: K,
  shape: RegExp,
  expected: string,
  at: FindingPlace,
): string {
  const text = reader.required(cells, key, at);
  if (text === "" || shape.test(text)) return text;
  reader.add("field/shape", { ...at, field: key }, text, expected);
  return "";
}

/** The cells that are there, under the names of their columns. */
export function factsOf<K extends string>(
  cells: Cells<K>,
  keys: readonly K[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.flatMap((key) => (cells[key] ? [[key, cells[key]]] : [])));
}
