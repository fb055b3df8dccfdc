/**
 * Reads a file of a full list and compares it with what stands: what it adds, changes and removes.
 * Decides and writes nothing. A row that is kept out leaves what stands of its code as it is.
 */
import type { Finding } from "#base/result.ts";
import type {
  CodeFile,
  CodeFilePortion,
  CodeFileRow,
  FileCode,
} from "#standards/codes/files/code-file.ts";
import { recognise } from "#standards/messages/index.ts";
import { SLICE_BYTES } from "#standards/messages/limits.ts";
import { LANGUAGES } from "#words/language.ts";
import type { CodeContent } from "./ports-codes.ts";

/** Rows of one file at most: many times the largest list known. */
export const CODE_ROWS_LIMIT = 200_000;
/** Findings kept of one file; all are counted. */
export const CODE_FINDINGS_LIMIT = 1_000;

/** Faults of a row that may have taken the rows behind it with it. */
const SWALLOWS: ReadonlySet<string> = new Set([
  "csv/damaged-row",
  "csv/ragged-row",
  "csv/record-too-long",
]);
/** Faults that say a file is no text of ours: nothing of it is read. */
const NO_TEXT: ReadonlySet<string> = new Set(["file/encoding", "file/binary"]);

/** What a file says, and what was wrong with it. */
export type ReadCodes = {
  readonly codes: ReadonlyMap<string, CodeContent>;
  /** Rows read, good ones and those kept out. */
  readonly rows: number;
  readonly refused: number;
  readonly findings: readonly Finding[];
  readonly findingsTotal: number;
  /** Codes of rows that were kept out. */
  readonly damaged: ReadonlySet<string>;
  /** Some rows could not even be told apart: what is missing from the file may be one of them. */
  readonly isIncomplete: boolean;
  readonly isTooLong: boolean;
};

/** Reads the whole file slice by slice; never throws on what is in it. */
export function readCodes(file: CodeFile, bytes: Uint8Array): ReadCodes {
  const reading = new Reading(file);
  const fault = recognise(bytes).findings.find(({ code }) => NO_TEXT.has(code));
  if (fault !== undefined) {
    reading.take({ rows: [], findings: [fault], stopped: true });
    return reading;
  }
  const reader = file.open();
  for (let from = 0; from < bytes.length && !reading.isTooLong; from += SLICE_BYTES) {
    reading.take(reader.push(bytes.subarray(from, from + SLICE_BYTES)));
  }
  reading.take(reader.end());
  return reading;
}

class Reading implements ReadCodes {
  readonly codes = new Map<string, CodeContent>();
  readonly findings: Finding[] = [];
  readonly damaged = new Set<string>();
  rows = 0;
  refused = 0;
  findingsTotal = 0;
  isIncomplete = false;
  isTooLong = false;
  readonly #file: CodeFile;

  constructor(file: CodeFile) {
    this.#file = file;
  }

  take({ rows, findings, stopped }: CodeFilePortion): void {
    for (const one of findings) this.#note(one);
    if (stopped === true || findings.some((one) => one.severity === "error")) {
      this.isIncomplete = true;
    }
    for (const row of rows) this.#row(row);
  }

  #row(row: CodeFileRow): void {
    if (this.rows >= CODE_ROWS_LIMIT) {
      this.isTooLong = true;
      return;
    }
    this.rows += 1;
    for (const one of row.findings) this.#note(one);
    if (row.findings.some(({ code }) => SWALLOWS.has(code))) this.isIncomplete = true;
    const { value } = row;
    if (value === undefined) {
      this.#refuse(row.code);
      return;
    }
    const content = contentOf(this.#file, value);
    const before = this.codes.get(value.code);
    if (before === undefined) this.codes.set(value.code, content);
    else if (this.#file.joinsNames === true) this.codes.set(value.code, joined(before, content));
    else this.#again(row, value.code, isSame(before, content));
  }

  /** The first row of a code stands; one that says otherwise is kept out. */
  #again(row: CodeFileRow, code: string, same: boolean): void {
    const at = { row: row.row, ...(row.line === undefined ? {} : { line: row.line }) };
    if (!same) {
      this.#note({ code: "codes/contradicts", severity: "error", at, found: code });
      this.refused += 1;
    } else if (this.#file.repeats !== true) {
      this.#note({ code: "codes/repeated", severity: "warning", at, found: code });
    }
  }

  #refuse(code: string | undefined): void {
    this.refused += 1;
    if (code === undefined) this.isIncomplete = true;
    else this.damaged.add(code);
  }

  #note(one: Finding): void {
    this.findingsTotal += 1;
    if (this.findings.length < CODE_FINDINGS_LIMIT) this.findings.push(one);
  }
}

function contentOf({ source }: CodeFile, { names, facts, verified }: FileCode): CodeContent {
  return { names, facts, verified: verified !== false, source };
}

/** Names of both in every language, each once. */
function joined(one: CodeContent, other: CodeContent): CodeContent {
  const names = { ...one.names };
  for (const language of LANGUAGES) {
    const added = other.names[language];
    const before = names[language];
    if (added === undefined || before?.split(" / ").includes(added) === true) continue;
    names[language] = before === undefined ? added : `${before} / ${added}`;
  }
  return { ...one, names };
}

/** What an import would do. */
export type CodeDifference = {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** Codes that are missing from the file and stay all the same, since rows of it are unreadable. */
  readonly withheld: number;
};

/** Codes in order. */
export function codeDifference(
  standing: ReadonlyMap<string, CodeContent>,
  read: ReadCodes,
): CodeDifference {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [code, content] of read.codes) {
    const before = standing.get(code);
    if (before === undefined) added.push(code);
    else if (!isSame(before, content)) changed.push(code);
  }
  const missing = [...standing.keys()].filter((code) => !read.codes.has(code));
  const removed = read.isIncomplete ? [] : missing.filter((code) => !read.damaged.has(code));
  return {
    added: added.sort(),
    changed: changed.sort(),
    removed: removed.sort(),
    unchanged: read.codes.size - added.length - changed.length,
    withheld: missing.length - removed.length,
  };
}

function isSame(one: CodeContent, other: CodeContent): boolean {
  return canonical(one) === canonical(other);
}

/** The database orders the members of an object in its own way. */
function canonical({ names, facts, verified, source }: CodeContent): string {
  const sorted = (record: object): unknown => Object.entries(record).sort(byName);
  return JSON.stringify([sorted(names), sorted(facts), verified, source]);
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
