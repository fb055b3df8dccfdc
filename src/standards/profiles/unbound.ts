/**
 * What stands in a known segment where its table has nothing: kept to be written again, and told.
 * Also tells separators with nothing behind them, which a damaged separator leaves.
 */
import type { SegmentCursor } from "#standards/edifact/sink.ts";
import type { FieldReader } from "./field-reader.ts";
import type { Node } from "./plan.ts";
import { furtherOf } from "./raw-element.ts";

/** Bits of one number say which components are known. */
const MOST_KNOWN = 31;

/** Looks through all elements; `mayRepeat` in syntax 4 only. */
export function keepUnbound(
  cursor: SegmentCursor,
  node: Node,
  mayRepeat: boolean,
  reader: FieldReader,
): void {
  const { elements } = cursor;
  const { widths } = node;
  if (elements > 0 && cursor.isEmpty(elements - 1)) trailing(cursor, elements - 1, reader);
  for (let element = 0; element < elements; element += 1) {
    const components = cursor.components(element);
    if (components > 1 && cursor.isEmpty(element, components - 1))
      trailing(cursor, element, reader);
    if (mayRepeat) keepFurther(cursor, element, reader);
    const isKnown = element < widths.length && components <= (widths[element] as number);
    if (!isKnown) keepUnknown(cursor, element, components, node, reader);
  }
}

function trailing(cursor: SegmentCursor, element: number, reader: FieldReader): void {
  reader.find("message/trailing-separator", cursor, element);
}

function keepUnknown(
  cursor: SegmentCursor,
  element: number,
  components: number,
  { bound }: Node,
  reader: FieldReader,
): void {
  const known = bound[element] ?? 0;
  for (let component = 0; component < components; component += 1) {
    const isKnown = component < MOST_KNOWN && (known & (1 << component)) !== 0;
    if (isKnown || cursor.isEmpty(element, component)) continue;
    const found = cursor.text(element, component);
    reader.find("message/element-unread", cursor, element, component, found);
    reader.keep(cursor, element, component, found);
  }
}

/** Only the first repetition of an element is bound. */
function keepFurther(cursor: SegmentCursor, element: number, reader: FieldReader): void {
  if (cursor.repetitions(element) < 2) return;
  const { position: segment, tag } = cursor;
  const further = furtherOf(cursor, element);
  const found = String(further[0]);
  reader.find("message/element-unread", cursor, element, undefined, found);
  reader.unread.push({ segment, tag, element: element + 1, further });
}
