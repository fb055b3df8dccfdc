/**
 * `mailport read FILE…`: recognises and reads files as an intake would and tells every finding.
 * Needs no database and stores nothing; whether a code or party exists is not asked.
 */
import { statSync } from "node:fs";
import type { Finding } from "#base/result.ts";
import { type Format, recognise } from "#standards/messages/index.ts";
import { RECOGNISE_HEAD_BYTES } from "#standards/messages/limits.ts";
import type { Portion } from "#standards/messages/reading.ts";
import { slicesOf } from "./cut-file.ts";
import { EXIT, Refused, type Terminal } from "./terminal.ts";
import { unreadable } from "./unreadable.ts";

/** Largest file that is read, bytes; refused before its first byte. */
export const FILE_BYTES_LIMIT = 1024 ** 3;

/** What a file held. */
type Sum = { rows: number; good: number; refused: number; findings: number; unreadFrom?: number };

/** Reads each file; exit 2 when any row or file has an error. */
export async function readFiles(terminal: Terminal, files: readonly string[]): Promise<number> {
  let exit: number = EXIT.well;
  if (terminal.json) process.stdout.write('{"files":[');
  for (const [index, file] of files.entries()) {
    if (terminal.json && index > 0) process.stdout.write(",");
    const sum = await readOne(terminal, file);
    if (sum.refused > 0 || sum.rows === 0) exit = EXIT.refused;
  }
  if (terminal.json) terminal.print("]}");
  return exit;
}

/** The size of a file that may be read. Refuses `file/not-found`, `file/too-large`. */
export function sizeOfFile(terminal: Terminal, file: string): number {
  const size = statOf(terminal, file);
  if (size <= FILE_BYTES_LIMIT) return size;
  const facts = { file, size, limit: FILE_BYTES_LIMIT };
  throw new Refused({ code: "file/too-large", facts }, terminal.say("file.too-large", facts));
}

function statOf(terminal: Terminal, file: string): number {
  try {
    const found = statSync(file);
    if (found.isFile()) return found.size;
    throw new Error("it is no file");
  } catch (error) {
    throw unreadable(terminal, file, error);
  }
}

async function readOne(terminal: Terminal, file: string): Promise<Sum> {
  const sum: Sum = { rows: 0, good: 0, refused: 0, findings: 0 };
  const tell = teller(terminal, file, sum);
  const size = sizeOfFile(terminal, file);
  let format: Format | undefined;
  let reader: ReturnType<Format["open"]> | undefined;
  let read = 0;
  if (terminal.json) process.stdout.write(`{"file":${JSON.stringify(file)},"findings":[`);
  for await (const bytes of slicesOf(file)) {
    if (read === 0) {
      const recognised = recognise(bytes.subarray(0, RECOGNISE_HEAD_BYTES));
      for (const one of recognised.findings) tell(one);
      format = recognised.format;
      reader = format?.open();
    }
    if (reader === undefined) break;
    count(reader.push(bytes), sum, tell);
    read += bytes.length;
    const percent = Math.floor((100 * read) / Math.max(size, 1));
    terminal.progress(terminal.say("take-in.progress", { file, percent, rows: sum.rows }));
  }
  if (size === 0) for (const one of recognise(new Uint8Array(0)).findings) tell(one);
  if (reader !== undefined) count(reader.end(), sum, tell);
  finish(terminal, file, format?.name ?? "?", sum);
  return sum;
}

function finish(terminal: Terminal, file: string, format: string, sum: Sum): void {
  const { rows, good, refused, findings, unreadFrom } = sum;
  if (terminal.json) {
    const rest = JSON.stringify({
      format,
      rows,
      good,
      refused,
      findingsTotal: findings,
      unreadFrom,
    });
    process.stdout.write(`],${rest.slice(1)}`);
    return;
  }
  terminal.progress("");
  terminal.print(terminal.say("read.done", { file, format, rows, good, refused, findings }));
}

/** Prints a finding as it comes, so that a file full of them needs no memory. */
function teller(terminal: Terminal, file: string, sum: Sum): (finding: Finding) => void {
  return (finding) => {
    const placed = { ...finding, at: { file, ...finding.at } };
    const comma = sum.findings > 0 ? "," : "";
    sum.findings += 1;
    // A file that could not be read at all counts as one refusal.
    if (finding.severity === "error" && finding.at.row === undefined) sum.refused += 1;
    if (terminal.json) process.stdout.write(`${comma}${JSON.stringify(placed)}`);
    else terminal.print(terminal.finding(placed));
  };
}

function count(portion: Portion<unknown>, sum: Sum, tell: (finding: Finding) => void): void {
  for (const one of portion.findings) tell(one);
  for (const row of portion.rows) {
    sum.rows += 1;
    if (row.value === undefined) sum.refused += 1;
    else sum.good += 1;
    for (const one of row.findings) tell(one.at.row === undefined ? atRow(one, row.row) : one);
  }
  if (portion.unreadFrom !== undefined) sum.unreadFrom ??= portion.unreadFrom;
}

function atRow(finding: Finding, row: number): Finding {
  return { ...finding, at: { ...finding.at, row } };
}
