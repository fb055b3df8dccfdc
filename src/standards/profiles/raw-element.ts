/**
 * An element as it stands in a segment, with its components and repetitions, so that it can be written
 * again. Trailing empty components are cut; nothing is judged.
 */
import type { ElementOut, ElementText } from "#standards/edifact/segment-writer.ts";
import type { SegmentCursor } from "#standards/edifact/sink.ts";

/** Components looked for in a repetition behind the first. */
const MOST_COMPONENTS = 40;

/** The whole element, from 0. */
export function elementOf(cursor: SegmentCursor, element: number): ElementOut {
  const first = repetitionOf(cursor, element, 0);
  if (cursor.repetitions(element) < 2) return first;
  return { repeat: [first, ...furtherOf(cursor, element)] };
}

/** Its repetitions behind the first. */
export function furtherOf(cursor: SegmentCursor, element: number): readonly ElementText[] {
  const further: ElementText[] = [];
  for (let at = 1; at < cursor.repetitions(element); at += 1)
    further.push(repetitionOf(cursor, element, at));
  return further;
}

/** A repetition may have more components than the first: those that hold something are taken. */
function repetitionOf(cursor: SegmentCursor, element: number, repetition: number): ElementText {
  const least = repetition === 0 ? cursor.components(element) : MOST_COMPONENTS;
  const parts: string[] = [];
  for (let at = 0; at < least; at += 1) parts.push(cursor.text(element, at, repetition));
  while (parts.at(-1) === "") parts.pop();
  return parts.length > 1 ? parts : (parts[0] ?? "");
}
