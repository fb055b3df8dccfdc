/**
 * CSV as rows of named cells: header by name, delimiter by header, strict UTF-8, each fault at its
 * row. What the cells mean is the format's. A damaged row still gives its cells as far as it can.
 */
import { isUtf8 } from "node:buffer";
import { CsvError, parse } from "csv-parse/sync";
import type { Finding, FindingPlace } from "#base/result.ts";
import { type Cells, type ColumnTable, foldName } from "./cells.ts";
import { finding, keepsOut } from "./finding-codes.ts";
import { MAX_COLUMNS, MAX_FIELD_CHARACTERS, MAX_UNKNOWN_COLUMNS_NAMED } from "./limits.ts";
import { type RecordSpan, RecordSplitter } from "./record-splitter.ts";
import { decodeUtf8, firstNotUtf8 } from "./utf8.ts";

/** One data row with its non-empty cells, trimmed, and what its columns were not known for. */
export type TableRow<K extends string> = {
  readonly row: number;
  readonly line: number;
  readonly offset: number;
  readonly length: number;
  readonly cells: Cells<K>;
  readonly extra: Readonly<Record<string, string>> | undefined;
  readonly findings: readonly Finding[];
};

export type TablePortion<K extends string> = {
  readonly rows: readonly TableRow<K>[];
  readonly findings: readonly Finding[];
  readonly unreadFrom?: number;
};

type Heading<K extends string> = {
  readonly delimiter: string;
  readonly keys: readonly (K | undefined)[];
  readonly names: readonly string[];
};

type Split = { readonly cells: readonly string[]; readonly findings: readonly Finding[] };

const DELIMITERS = [",", ";", "\t"] as const;
const BOM = [0xef, 0xbb, 0xbf] as const;

export class CsvTable<K extends string> {
  readonly #table: ColumnTable<K>;
  readonly #splitter = new RecordSplitter(DELIMITERS.map((text) => text.charCodeAt(0)));
  #heading: Heading<K> | undefined;
  #rows = 0;
  #seenBytes = 0;
  #stopped = false;

  constructor(table: ColumnTable<K>) {
    this.#table = table;
  }

  push(bytes: Uint8Array): TablePortion<K> {
    if (this.#stopped) return { rows: [], findings: [] };
    this.#seenBytes += bytes.length;
    this.#splitter.feed(bytes);
    return this.#take(() => this.#splitter.next());
  }

  end(): TablePortion<K> {
    if (this.#stopped) return { rows: [], findings: [] };
    let last = true;
    const portion = this.#take(() => {
      const span = last ? this.#splitter.end() : undefined;
      last = false;
      return span;
    });
    if (portion.unreadFrom !== undefined) return portion;
    if (this.#seenBytes === 0)
      return { rows: [], findings: [finding("file/empty", { offset: 0 })] };
    if (this.#rows > 0) return portion;
    return { ...portion, findings: [...portion.findings, finding("csv/no-rows", { line: 1 })] };
  }

  #take(next: () => RecordSpan | undefined): TablePortion<K> {
    const findings: Finding[] = [];
    const spans: RecordSpan[] = [];
    for (let span = next(); span !== undefined; span = next()) {
      if (this.#heading !== undefined) {
        if (span.tooLong || span.bytes.length > 0) spans.push(span);
        continue;
      }
      const heading = readHeading(span, this.#table, findings);
      if (heading === undefined) return this.#stop([], findings, span.offset);
      if (heading === "blank") continue;
      this.#heading = heading;
      this.#splitter.setDelimiter(heading.delimiter.charCodeAt(0));
    }
    const rows = this.#heading === undefined ? [] : this.#readRows(spans, this.#heading);
    const unclosed = this.#splitter.unclosed;
    if (unclosed === undefined) return { rows, findings };
    findings.push(finding("csv/unclosed-quote", { ...unclosed, row: this.#rows + 1 }));
    return this.#stop(rows, findings, unclosed.offset);
  }

  #stop(rows: TableRow<K>[], findings: Finding[], unreadFrom: number): TablePortion<K> {
    this.#stopped = true;
    return { rows, findings, unreadFrom };
  }

  #readRows(spans: readonly RecordSpan[], heading: Heading<K>): TableRow<K>[] {
    const whole = splitTogether(spans, heading.delimiter);
    const rows: TableRow<K>[] = [];
    for (const [index, span] of spans.entries()) {
      const at: FindingPlace = { row: this.#rows + 1, line: span.line, offset: span.offset };
      const known = whole?.[index];
      const split =
        known === undefined
          ? splitAlone(span, heading.delimiter, at)
          : { cells: known, findings: [] };
      if (split.findings.length === 0 && split.cells.every((cell) => cell.trim() === "")) continue;
      this.#rows += 1;
      rows.push(nameCells(split, span, at, heading));
    }
    return rows;
  }
}

/** Reads the header record; undefined when the file cannot be read with it. */
function readHeading<K extends string>(
  span: RecordSpan,
  table: ColumnTable<K>,
  findings: Finding[],
): Heading<K> | "blank" | undefined {
  const at = { line: span.line, offset: span.offset };
  const bytes = withoutBom(span);
  if (span.tooLong) {
    findings.push(finding("csv/record-too-long", at));
    return undefined;
  }
  const names = headerNames(bytes);
  if (names.cells.every((name) => name.trim() === "")) return "blank";
  if (names.cells.length > MAX_COLUMNS) {
    findings.push(
      finding("csv/too-many-columns", at, String(names.cells.length), `${MAX_COLUMNS}`),
    );
    return undefined;
  }
  const keys = nameColumns(names.cells, table, at, findings);
  const missing = table.required.filter((any) => !any.some((key) => keys.includes(key)));
  for (const any of missing)
    findings.push(
      finding("csv/missing-column", { ...at, field: any.join("|") }, undefined, any.join(" | ")),
    );
  if (missing.length > 0) return undefined;
  return { delimiter: names.delimiter, keys, names: names.cells };
}

function nameColumns<K extends string>(
  names: readonly string[],
  table: ColumnTable<K>,
  at: FindingPlace,
  findings: Finding[],
): (K | undefined)[] {
  const keys: (K | undefined)[] = [];
  let unknown = 0;
  for (const name of names) {
    const key = table.columns.get(foldName(name));
    const twice = key !== undefined && keys.includes(key);
    if (twice) findings.push(finding("csv/duplicate-column", { ...at, field: key }, name));
    keys.push(twice ? undefined : key);
    if (key !== undefined || name.trim() === "") continue;
    unknown += 1;
    if (unknown <= MAX_UNKNOWN_COLUMNS_NAMED)
      findings.push(finding("csv/unknown-column", { ...at, field: name.trim() }, name));
  }
  return keys;
}

/** Column names of a header record and the delimiter that cuts it into most of them. */
export function headerNames(bytes: Uint8Array): {
  readonly delimiter: string;
  readonly cells: readonly string[];
} {
  let best: { delimiter: string; cells: readonly string[] } = { delimiter: ",", cells: [] };
  for (const delimiter of DELIMITERS) {
    const cells = tryParse(bytes, delimiter, true)?.[0] ?? [];
    if (cells.length > best.cells.length) best = { delimiter, cells };
  }
  return best;
}

/** Cells of all spans by one call, when every one of them is well-formed; else undefined. */
function splitTogether(
  spans: readonly RecordSpan[],
  delimiter: string,
): readonly (readonly string[])[] | undefined {
  const first = spans[0];
  const last = spans.at(-1);
  if (first === undefined || last === undefined || spans.some((span) => span.tooLong)) return [];
  const from = first.bytes.byteOffset;
  const to = last.bytes.byteOffset + last.bytes.length;
  if (first.bytes.buffer !== last.bytes.buffer || to < from) return undefined;
  const region = new Uint8Array(first.bytes.buffer, from, to - from);
  if (!isUtf8(region) || region.includes(0)) return undefined;
  const records = tryParse(region, delimiter, false);
  return records?.length === spans.length ? records : undefined;
}

/** Cells of one span with its faults; wrong text is decoded as far as it goes. */
function splitAlone(span: RecordSpan, delimiter: string, at: FindingPlace): Split {
  if (span.tooLong) return { cells: [], findings: [finding("csv/record-too-long", at)] };
  const findings = faultsOfText(span, at);
  const strict = tryParse(span.bytes, delimiter, false);
  if (strict?.length === 1) return { cells: strict[0] ?? [], findings };
  // A quote inside a cell is text (5" pipe). Text behind a closing quote is damage: the cell may
  // have swallowed a line end, and with it a row.
  const relaxed = tryParse(span.bytes, delimiter, true);
  const [cells] = relaxed ?? [];
  if (relaxed?.length === 1 && cells?.every((cell) => !cell.startsWith('"')) === true) {
    findings.push(finding("csv/stray-quote", at));
    return { cells, findings };
  }
  findings.push(finding("csv/damaged-row", at));
  return { cells: decodeUtf8(span.bytes).split(delimiter), findings };
}

/** The first byte that is no UTF-8 and the first NUL of a record. */
function faultsOfText(span: RecordSpan, at: FindingPlace): Finding[] {
  const findings: Finding[] = [];
  const wrong = firstNotUtf8(span.bytes);
  if (wrong >= 0) {
    const found = `0x${(span.bytes[wrong] ?? 0).toString(16).padStart(2, "0").toUpperCase()}`;
    findings.push(finding("text/not-utf8", { ...at, offset: span.offset + wrong }, found, "UTF-8"));
  }
  const nul = span.bytes.indexOf(0);
  if (nul >= 0)
    findings.push(finding("text/control-character", { ...at, offset: span.offset + nul }, "0x00"));
  return findings;
}

function tryParse(
  bytes: Uint8Array,
  delimiter: string,
  relaxQuotes: boolean,
): string[][] | undefined {
  try {
    const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return parse(input, {
      delimiter,
      record_delimiter: ["\r\n", "\n"],
      relax_column_count: true,
      relax_quotes: relaxQuotes,
      skip_empty_lines: true,
    });
  } catch (fault) {
    if (fault instanceof CsvError) return undefined;
    throw fault;
  }
}

function nameCells<K extends string>(
  split: Split,
  span: RecordSpan,
  at: FindingPlace,
  heading: Heading<K>,
): TableRow<K> {
  const findings = [...split.findings];
  const cells: Partial<Record<K, string>> = {};
  let extra: Record<string, string> | undefined;
  for (const [index, cell] of split.cells.entries()) {
    const text = cell.trim();
    if (text === "") continue;
    const key = heading.keys[index];
    if (text.length > MAX_FIELD_CHARACTERS)
      findings.push(
        finding(
          "field/too-long",
          fieldPlace(at, key),
          String(text.length),
          `${MAX_FIELD_CHARACTERS}`,
        ),
      );
    else if (key !== undefined) cells[key] = text;
    else if (index < heading.names.length) {
      extra ??= Object.create(null) as Record<string, string>;
      extra[heading.names[index]?.trim() || `column ${index + 1}`] = text;
    }
  }
  if (!keepsOut(findings) && isRagged(split.cells, heading.names.length))
    findings.push(
      finding("csv/ragged-row", at, String(split.cells.length), String(heading.names.length)),
    );
  const { line, offset, length } = span;
  return { row: at.row ?? 0, line, offset, length, cells, extra, findings };
}

/** Fewer cells than columns, or more that are not all empty. */
function isRagged(cells: readonly string[], columns: number): boolean {
  if (cells.length < columns) return true;
  return cells.slice(columns).some((cell) => cell.trim() !== "");
}

function fieldPlace(at: FindingPlace, field: string | undefined): FindingPlace {
  return field === undefined ? at : { ...at, field };
}

function withoutBom(span: RecordSpan): Uint8Array {
  const hasBom = span.offset === 0 && BOM.every((byte, index) => span.bytes[index] === byte);
  return hasBom ? span.bytes.subarray(BOM.length) : span.bytes;
}
