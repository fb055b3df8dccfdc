/**
 * The raw text of a message cut into lines a person can follow, each with the findings that stand there:
 * EDIFACT by segments, all else by its own lines. What is wrong is told by the centre, not judged here.
 */
import type { Finding } from "#base/result.ts";

export type RawLine = {
  /** 1-based. */
  readonly number: number;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** Stretch of the text at fault, where it is known. */
  readonly mark: readonly [number, number] | undefined;
};

/** Lines that are shown at most. */
export const LINES_LIMIT = 1_000;
const END = "'";
const RELEASE = "?";

/** Lines with their findings; those that have no line are left to be told elsewhere. */
export function rawLines(
  text: string,
  format: string,
  findings: readonly Finding[],
): readonly RawLine[] {
  const isEdifact = format === "edifact" || /^\s*UN[AB]/.test(text);
  const lines = isEdifact ? segmentsOf(text) : text.replace(/\n$/, "").split("\n");
  const placed = isEdifact ? placeBySegment(lines, findings) : placeByLine(lines, findings);
  return lines.slice(0, LINES_LIMIT).map((line, at) => {
    const its = placed.get(at) ?? [];
    return { number: at + 1, text: line, findings: its, mark: markOf(line, its) };
  });
}

/** Segments with their terminator, one a line however the file breaks its lines. */
function segmentsOf(text: string): readonly string[] {
  const lines: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === RELEASE && !text.startsWith("UNA", from)) at += 1;
    else if (text[at] === END) {
      lines.push(text.slice(from, at + 1).trim());
      from = at + 1;
    }
  }
  const rest = text.slice(from).trim();
  return rest === "" ? lines : [...lines, rest];
}

type Placed = ReadonlyMap<number, readonly Finding[]>;

function placeByLine(lines: readonly string[], findings: readonly Finding[]): Placed {
  return group(findings, ({ at }) => {
    if (at.line !== undefined && at.line <= lines.length) return at.line - 1;
    const name = at.path?.slice(at.path.lastIndexOf("/") + 1).replace(/\[\d+\]$/, "");
    if (name === undefined || name === "") return undefined;
    const line = lines.findIndex((one) => one.includes(`<${name}>`) || one.includes(`<${name}/>`));
    return line < 0 ? undefined : line;
  });
}

/** By message and segment, both counted from 1: `UNH` is the first of its message. */
function placeBySegment(lines: readonly string[], findings: readonly Finding[]): Placed {
  const places = new Map<string, number>();
  let message = 0;
  let segment = 0;
  for (const [at, line] of lines.entries()) {
    if (line.startsWith("UNH")) {
      message += 1;
      segment = 0;
    }
    segment += 1;
    places.set(`${message}.${segment}`, at);
    const tag = line.slice(0, 3);
    if (!places.has(tag)) places.set(tag, at);
  }
  return group(findings, ({ at }) => {
    const { message: its = 1, segment: number, tag = "" } = at;
    const found = number === undefined ? undefined : places.get(`${its}.${number}`);
    if (found !== undefined && (tag === "" || lines[found]?.startsWith(tag))) return found;
    return places.get(tag) ?? found;
  });
}

function group(
  findings: readonly Finding[],
  lineOf: (finding: Finding) => number | undefined,
): Placed {
  const placed = new Map<number, Finding[]>();
  for (const finding of findings) {
    const line = lineOf(finding);
    if (line !== undefined) placed.set(line, [...(placed.get(line) ?? []), finding]);
  }
  return placed;
}

/** The text that was found, where it stands in the line once. */
function markOf(line: string, findings: readonly Finding[]): readonly [number, number] | undefined {
  for (const { found } of findings) {
    if (found === undefined || found === "") continue;
    const at = line.indexOf(found);
    if (at >= 0 && line.indexOf(found, at + 1) < 0) return [at, at + found.length];
  }
  return undefined;
}

/** Whether a text can be edited here and sent back as it is: whole, and no byte of it lost in showing. */
export function isEditable(raw: { readonly text: string; readonly more: boolean }): boolean {
  return !raw.more && !raw.text.includes("\ufffd");
}
