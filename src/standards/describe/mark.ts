/**
 * Marks under the element of a raw EDIFACT segment that is at fault, as a person finds it in an editor:
 * the segment as it stands, cut to a window, and carets below. Judges nothing.
 */
import type { FindingPlace } from "#base/result.ts";
import type { Separators } from "#standards/edifact/separators.ts";

/** A segment, or the part of it around the fault, and the line of marks that goes below. */
export type Marked = { readonly raw: string; readonly marks: string };

/** Characters of a segment that are shown. */
const WINDOW = 96;
/** Characters shown before what is marked, where the segment is cut. */
const BEFORE = 32;
/** Blocks of Unicode whose characters are wide (UAX 11, roughly). */
const WIDE = [
  [0x11_00, 0x11_5f],
  [0x2e_80, 0xa4_cf],
  [0xac_00, 0xd7_a3],
  [0xf9_00, 0xfa_ff],
  [0xfe_30, 0xfe_6f],
  [0xff_00, 0xff_60],
  [0xff_e0, 0xff_e6],
  [0x1_f3_00, 0x1_f9_ff],
  [0x2_00_00, 0x3_ff_fd],
] as const;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** Marks an element or component, both from 1, the tag being 0; without them the tag. */
export function markSegment(
  raw: string,
  { element = 0, component }: Pick<FindingPlace, "element" | "component">,
  separators: Separators,
): Marked {
  const [from, to] = spanOf(raw, element, component, separators);
  return markSpan(raw, from, to);
}

/** Marks characters `from` to `to` of a text; at least one, even behind its end. */
export function markSpan(text: string, from: number, to: number): Marked {
  const start = text.length <= WINDOW ? 0 : Math.max(0, Math.min(from - BEFORE, text.length));
  const end = Math.min(text.length, start + WINDOW);
  const head = start > 0 ? "…" : "";
  const tail = end < text.length ? "…" : "";
  const before = `${head}${text.slice(start, from)}`;
  const marked = text.slice(from, Math.min(to, end));
  const marks = " ".repeat(widthOf(before)) + "^".repeat(Math.max(1, widthOf(marked)));
  const shown = `${head}${text.slice(start, end)}${tail}`;
  return { raw: shown.replace(CONTROL, "\ufffd"), marks };
}

/** First character and the one behind the last; both the end where there is no such element. */
function spanOf(
  raw: string,
  element: number,
  component: number | undefined,
  separators: Separators,
): readonly [number, number] {
  const [from, to] = partOf(raw, [0, raw.length], element, separators.element, separators.release);
  if (component === undefined || element === 0) return [from, to];
  return partOf(raw, [from, to], component - 1, separators.component, separators.release);
}

/** The n-th part (from 0) of a stretch between separators; its end where it has fewer. */
function partOf(
  raw: string,
  [start, end]: readonly [number, number],
  wanted: number,
  separator: number,
  release: number,
): readonly [number, number] {
  let from = start;
  let part = 0;
  for (let at = start; at < end; at += 1) {
    const code = raw.charCodeAt(at);
    if (code === release) at += 1;
    else if (code === separator) {
      if (part === wanted) return [from, at];
      part += 1;
      from = at + 1;
    }
  }
  return part === wanted ? [from, end] : [end, end];
}

/** Columns of a terminal: wide characters of East Asia take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const one of text) width += isWide(one.codePointAt(0) ?? 0) ? 2 : 1;
  return width;
}

function isWide(code: number): boolean {
  return WIDE.some(([from, to]) => code >= from && code <= to);
}
