/**
 * An operation's answer for people: lists as tables, the rest as `name: value`, one level deep.
 * It knows no operation: what an answer has is shown in its own order.
 */
import type { Refusal } from "#base/result.ts";
import type { Terminal } from "./terminal.ts";

/** Widest cell, characters, and most rows of one table; `--json` gives everything. */
const CELL_WIDTH = 40;
const ROWS_SHOWN = 200;

type Answer = Readonly<Record<string, unknown>>;

/** Prints an answer; a batch's refused rows are sentences on stderr. */
export function showAnswer(terminal: Terminal, answer: unknown): void {
  if (!isObject(answer)) return terminal.print(cell(answer));
  const { rows, done, refused, ...rest } = answer;
  if (Array.isArray(rows)) showRows(terminal, rows as readonly Answer[]);
  if (typeof done === "number" && typeof refused === "number") {
    terminal.print(terminal.say("rows.done", { done, refused }));
  }
  showFields(terminal, rest);
}

function showRows(terminal: Terminal, rows: readonly Answer[]): void {
  const well = rows.filter((row) => row["refusal"] === undefined);
  if (well.length > 0) terminal.print(table(well));
  for (const row of rows) {
    const refusal = row["refusal"] as Refusal | undefined;
    if (refusal === undefined) continue;
    const sentence = terminal.refusal(refusal);
    terminal.note(terminal.say("rows.refused", { row: Number(row["row"]) + 1, sentence }));
  }
}

function showFields(terminal: Terminal, fields: Answer): void {
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value) && value.some(isObject)) {
      terminal.print(`${name}:`);
      terminal.print(table(value as readonly Answer[]));
    } else if (Array.isArray(value) && value.length === 0) {
      terminal.print(`${name}: ${terminal.say("table.empty")}`);
    } else if (isObject(value)) {
      terminal.print(`${name}:`);
      for (const [inner, one] of Object.entries(value))
        terminal.print(`  ${inner}: ${cell(one, inner)}`);
    } else {
      terminal.print(`${name}: ${cell(value, name)}`);
    }
  }
}

function isObject(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Rows under the names of their fields; columns nobody fills are left out. */
export function table(rows: readonly Answer[]): string {
  const shown = rows.slice(0, ROWS_SHOWN);
  const names = [...new Set(shown.flatMap((row) => Object.keys(row)))].filter((name) =>
    shown.some((row) => cell(row[name]) !== ""),
  );
  const lines = [names, ...shown.map((row) => names.map((name) => cut(cell(row[name], name))))];
  const widths = names.map((_name, at) => Math.max(...lines.map((line) => wide(line[at] ?? ""))));
  const text = lines.map((line) =>
    line
      .map((one, at) => one + " ".repeat((widths[at] ?? 0) - wide(one)))
      .join("  ")
      .trimEnd(),
  );
  return rows.length > shown.length
    ? [...text, `… ${rows.length - shown.length}`].join("\n")
    : text.join("\n");
}

/** What a field holds; an instant, whose name says so, as its day and time in UTC. */
function cell(value: unknown, name = ""): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "number" && /^at$|At$/.test(name)) return instant(value);
  if (typeof value === "string") return printable(value);
  if (typeof value === "bigint") return value.toString();
  return printable(JSON.stringify(value) ?? "");
}

function instant(at: number): string {
  const day = new Date(at);
  return Number.isNaN(day.getTime()) ? String(at) : day.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Control characters of foreign data never reach a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, " ");
}

function cut(text: string): string {
  return text.length > CELL_WIDTH ? `${text.slice(0, CELL_WIDTH - 1)}…` : text;
}

/** Columns a text takes: a Han or full-width character takes two. */
function wide(text: string): number {
  let columns = 0;
  for (const letter of text)
    columns +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]/.test(
        letter,
      )
        ? 2
        : 1;
  return columns;
}
