/**
 * One segment read as its position has it, field by field, with findings: what is not known, not written
 * as we write it or not there is told, and kept so that it can be written again.
 */
import type { ElementOut } from "#standards/edifact/segment-writer.ts";
import type { SegmentCursor } from "#standards/edifact/sink.ts";
import type { FieldReader } from "./field-reader.ts";
import type { Node } from "./plan.ts";
import { elementOf } from "./raw-element.ts";
import { keepUnbound } from "./unbound.ts";

export class SegmentReader {
  readonly #reader: FieldReader;
  /** By position: the running number it was last read with, as we would write it. */
  sequences: Int32Array;
  /** The running numbers found, where they are not ours. */
  readonly #running: Int32Array;
  #mayRepeat = false;

  constructor(reader: FieldReader, nodes: number) {
    this.#reader = reader;
    this.sequences = new Int32Array(nodes);
    this.#running = new Int32Array(nodes);
  }

  /** Begins a message; `mayRepeat` in syntax 4. */
  begin(mayRepeat: boolean): void {
    this.sequences.fill(0);
    this.#running.fill(0);
    this.#mayRepeat = mayRepeat;
  }

  /** Keeps a segment as it stands and tells that it was not read. */
  keepUnread(cursor: SegmentCursor): void {
    const found = cursor.raw();
    this.#reader.find("message/segment-unread", cursor, undefined, undefined, found);
    this.keep(cursor);
  }

  keep(cursor: SegmentCursor): void {
    const elements: ElementOut[] = [];
    for (let at = 0; at < cursor.elements; at += 1) elements.push(elementOf(cursor, at));
    this.#reader.unread.push({ segment: cursor.position, tag: cursor.tag, elements });
  }

  /** Puts the fields of a segment into the value around it. */
  read(cursor: SegmentCursor, node: Node, value: Record<string, unknown>): void {
    const reader = this.#reader;
    let isEmpty = node.isOptionalLeaf;
    for (const plan of node.fields) {
      if (plan.kind === "sequence") {
        this.#sequence(cursor, node, plan.element, plan.component);
        continue;
      }
      const field = reader.read(cursor, plan);
      value[plan.key] = field;
      if (field !== undefined) isEmpty = false;
    }
    if (isEmpty) {
      this.#keepEmpty(cursor);
      return;
    }
    if (node.hasConstants) this.#constants(cursor, node);
    keepUnbound(cursor, node, this.#mayRepeat, reader);
  }

  #constants(cursor: SegmentCursor, { fixed, choices }: Node): void {
    for (const { element, component, text } of fixed)
      if (!cursor.is(element, component, text))
        this.#otherConstant(cursor, element, component, text);
    for (const { element, component, texts } of choices)
      if (!cursor.is(element, component, texts[0] ?? ""))
        this.#reader.keep(cursor, element, component, cursor.text(element, component));
  }

  /** A segment that gave no value could not be written again: it is kept as it stands. */
  #keepEmpty(cursor: SegmentCursor): void {
    this.#reader.forget(cursor.position);
    this.keepUnread(cursor);
  }

  /** The running number as we would write it; another is kept, and told where it does not run on. */
  #sequence(cursor: SegmentCursor, { id }: Node, element: number, component: number): void {
    const written = (this.sequences[id] ?? 0) + 1;
    this.sequences[id] = written;
    if (cursor.is(element, component, String(written))) return;
    const next = (this.#running[id] ?? 0) + 1;
    const runsOn = cursor.is(element, component, String(next));
    this.#running[id] = runsOn ? next : (cursor.integer(element, component) ?? 0);
    if (!runsOn) this.#otherConstant(cursor, element, component, String(written));
    else this.#reader.keep(cursor, element, component, String(next));
  }

  #otherConstant(cursor: SegmentCursor, element: number, component: number, text: string): void {
    const found = cursor.text(element, component);
    this.#reader.find("message/element-unread", cursor, element, component, found, text);
    this.#reader.keep(cursor, element, component, found);
  }
}
