/**
 * Reads one message after another by a compiled profile: a walk over the table, segment by segment.
 * What the table does not know is kept in `unread` and told; nothing is lost and nothing thrown.
 * Counts, references and characters are the scanner's; sums and rules are each message's checks.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import type { ElementOut } from "#standards/edifact/segment-writer.ts";
import type {
  InterchangeHead,
  MessageEnd,
  MessageHead,
  SegmentCursor,
} from "#standards/edifact/sink.ts";
import { type CodeKnown, FieldReader } from "./field-reader.ts";
import { MAX_MESSAGE_BYTES } from "./limits.ts";
import { type MessageCode, messageFinding } from "./message-findings.ts";
import { placeOfMessage, trailerPlace } from "./message-place.ts";
import type { Node, Plan, Step } from "./plan.ts";
import { elementOf } from "./raw-element.ts";
import { keepUnbound } from "./unbound.ts";
import type { AnyMessage } from "./value-of.ts";

type Draft = Record<string, unknown>;

/** A message as read; `value` is whole if and only if no finding is an error. */
export type ReadMessage = {
  readonly value: AnyMessage;
  readonly findings: readonly Finding[];
  /** False where the message passed the limit and was not held. */
  readonly isHeld: boolean;
};

/** More than any count: what is inside a passed-over group is not missed. */
const PLENTY = 1_000_000_000;

/** Reads messages of one profile; not for two at a time. */
export class MessageReader {
  readonly #plan: Plan;
  readonly #tagCount: number;
  readonly #reader: FieldReader;
  readonly #counts: Int32Array;
  readonly #sequences: Int32Array;
  /** The running numbers found, where they are not ours. */
  readonly #running: Int32Array;
  readonly #path: Draft[] = [];
  readonly #lastTags: string[];
  readonly #lastSteps: (readonly Step[] | undefined)[];
  #offsets = new Float64Array(1_024);
  #lines = new Float64Array(1_024);
  #read = 0;
  #state: Node;
  #passedOver: Node | undefined;
  /** True behind a segment that is not understood: what follows may belong to it. */
  #isStray = false;
  #mayRepeat = false;
  #isHeld = true;
  #base: FindingPlace = {};
  #start = 0;
  readonly #limit: number;

  constructor(plan: Plan, codeKnown: CodeKnown, limitBytes = MAX_MESSAGE_BYTES) {
    this.#plan = plan;
    this.#tagCount = plan.tags.size;
    this.#reader = new FieldReader(codeKnown, fieldsIn(plan));
    this.#counts = new Int32Array(plan.nodes.length);
    this.#sequences = new Int32Array(plan.nodes.length);
    this.#running = new Int32Array(plan.nodes.length);
    this.#lastTags = plan.nodes.map(() => "");
    this.#lastSteps = plan.nodes.map(() => undefined);
    this.#state = plan.root;
    this.#limit = limitBytes;
  }

  /** Begins a message at its UNH. `on` is the day its envelope states, or "". */
  begin(head: MessageHead, interchange: InterchangeHead | undefined, on: string): void {
    const { root } = this.#plan;
    this.#reader.begin(on);
    this.#counts.fill(0);
    this.#sequences.fill(0);
    this.#running.fill(0);
    this.#state = root;
    this.#passedOver = undefined;
    this.#isStray = false;
    this.#mayRepeat = interchange?.syntaxVersion === 4;
    this.#isHeld = true;
    this.#start = head.offset;
    this.#read = 1;
    this.#offsets[1] = head.offset;
    this.#lines[1] = head.line;
    this.#base = placeOfMessage(head, interchange);
    const value = this.#draft(root);
    value["reference"] = head.reference;
    value["sender"] = interchange?.sender;
    value["recipient"] = interchange?.recipient;
    this.#path.length = 0;
    this.#path.push(value);
  }

  /** A finding about the message as a whole, at its UNH. */
  findAtHead(code: MessageCode, found?: string, expected?: string): void {
    this.#reader.add(messageFinding(code, { ...this.placeOf(1), tag: "UNH" }, found, expected));
  }

  /** Takes the next segment between UNH and UNT. */
  segment(cursor: SegmentCursor): void {
    if (!this.#isHeld) return;
    if (cursor.offset - this.#start > this.#limit) {
      this.#letGo(cursor);
      return;
    }
    this.#note(cursor);
    const steps = this.#stepsTo(cursor.tag);
    if (steps === undefined) {
      this.#strangeSegment(cursor);
      return;
    }
    let full: Step | undefined;
    for (const step of steps) {
      if (!fits(cursor, step.node)) continue;
      if ((this.#counts[step.node.id] ?? 0) < step.node.max) {
        this.#enter(cursor, step);
        return;
      }
      full ??= step;
    }
    if (full === undefined) this.#passOver(cursor, steps);
    else this.#repeat(cursor, full);
  }

  /** Ends the message at its UNT, or where it was cut off. */
  end(end: MessageEnd): ReadMessage {
    const isHeld = this.#isHeld;
    const trailer = { ...this.#base, segment: end.segments, tag: "UNT", ...trailerPlace(end) };
    if (isHeld) {
      for (const node of this.#plan.atEnd[this.#state.id] ?? [])
        if ((this.#counts[node.id] ?? 0) < node.min) this.#miss(node, trailer);
    }
    const { more } = this.#reader;
    const value = this.#path[0] ?? {};
    value["unread"] = this.#reader.unread;
    const findings = this.#reader.findings;
    if (more > 0) findings.push(messageFinding("message/more-findings", trailer, String(more)));
    return { value: value as AnyMessage, findings, isHeld };
  }

  /** Place of the n-th segment (UNH = 1) of the message last read, until the next one begins. */
  placeOf(segment: number): FindingPlace {
    const isRead = segment >= 1 && segment <= this.#read;
    const at = isRead ? segment : 1;
    const [offset = 0, line = 0] = [this.#offsets[at], this.#lines[at]];
    return { ...this.#base, segment: at, offset, line };
  }

  /** A tag that has no place here: unknown, behind something unknown, or misplaced. */
  #strangeSegment(cursor: SegmentCursor): void {
    const found = cursor.raw();
    if (this.#isStray || !this.#plan.tags.has(cursor.tag)) {
      this.#isStray = true;
      this.#reader.find("message/segment-unread", cursor, undefined, undefined, found);
    } else this.#reader.find("message/segment-misplaced", cursor, undefined, undefined, found);
    this.#keepSegment(cursor);
  }

  /** The steps from here by a tag; the last answer of each state is mostly the next one too. */
  #stepsTo(tag: string): readonly Step[] | undefined {
    const { id } = this.#state;
    if (this.#lastTags[id] === tag) return this.#lastSteps[id];
    const number = this.#plan.tags.get(tag);
    if (number === undefined) return undefined;
    const steps = this.#plan.steps[id * this.#tagCount + number];
    this.#lastTags[id] = tag;
    this.#lastSteps[id] = steps;
    return steps;
  }

  #note(cursor: SegmentCursor): void {
    const { position } = cursor;
    if (position >= this.#offsets.length) {
      this.#offsets = grown(this.#offsets, position);
      this.#lines = grown(this.#lines, position);
    }
    this.#offsets[position] = cursor.offset;
    this.#lines[position] = cursor.line;
    this.#read = position;
  }

  #letGo(cursor: SegmentCursor): void {
    this.#isHeld = false;
    this.#path[0] = {};
    this.#path.length = 1;
    this.#reader.unread = [];
    this.#reader.find(
      "message/over-limit",
      cursor,
      undefined,
      undefined,
      undefined,
      `0..${this.#limit} bytes`,
    );
  }

  #enter(cursor: SegmentCursor, step: Step): void {
    const { node } = step;
    const passed = this.#passedOver;
    if (passed !== undefined && node.id > passed.id && node.id <= passed.lastInside) {
      this.#unreadSegment(cursor);
      return;
    }
    this.#passedOver = undefined;
    this.#isStray = false;
    if (step.required.length > 0) this.#leave(cursor, step);
    if (step.isBackward) this.#reader.find("message/order-differs", cursor);
    this.#counts[node.id] = (this.#counts[node.id] ?? 0) + 1;
    if (node.isGroup) this.#open(node);
    this.#state = node;
    this.#readFields(cursor, node);
  }

  /** Tells what should have been between the last segment and this one. */
  #leave(cursor: SegmentCursor, { required }: Step): void {
    for (const node of required)
      if ((this.#counts[node.id] ?? 0) < node.min) this.#miss(node, cursor.place());
  }

  #miss(node: Node, at: FindingPlace): void {
    this.#reader.add(messageFinding("message/segment-missing", at, undefined, nameOf(node)));
  }

  #open(node: Node): void {
    for (let id = node.id + 1; id <= node.lastInside; id += 1) {
      this.#counts[id] = 0;
      this.#sequences[id] = 0;
    }
    if (node.valueKey === undefined) return;
    const draft = this.#draft(node);
    const owner = this.#path[node.depth - 1] ?? draft;
    if (node.isMany) (owner[node.valueKey] as Draft[]).push(draft);
    else owner[node.valueKey] = draft;
    this.#path[node.depth] = draft;
  }

  #draft(node: Node): Draft {
    const draft: Draft = { ...node.template };
    for (const key of node.lists) draft[key] = [];
    return draft;
  }

  /** One too many: a group is read on, a single segment is kept unread. */
  #repeat(cursor: SegmentCursor, step: Step): void {
    const { node } = step;
    const isFirst = this.#counts[node.id] === node.max;
    const expected = `0..${node.max}`;
    if (isFirst || !node.isMany)
      this.#reader.find(
        "message/segment-repeated",
        cursor,
        undefined,
        undefined,
        cursor.tag,
        expected,
      );
    if (node.isMany) this.#enter(cursor, step);
    else this.#keepSegment(cursor);
  }

  /** A tag that is due with a qualifier that is not: its group is passed over with it. */
  #passOver(cursor: SegmentCursor, steps: readonly Step[]): void {
    this.#unreadSegment(cursor);
    this.#isStray = true;
    const step = steps.find(({ node }) => node.isGroup);
    if (step === undefined) return;
    this.#leave(cursor, step);
    const { node } = step;
    this.#counts.fill(PLENTY, node.id + 1, node.lastInside + 1);
    this.#passedOver = node;
    this.#state = node;
  }

  #unreadSegment(cursor: SegmentCursor): void {
    const found = cursor.raw();
    this.#reader.find("message/segment-unread", cursor, undefined, undefined, found);
    this.#keepSegment(cursor);
  }

  #keepSegment(cursor: SegmentCursor): void {
    const elements: ElementOut[] = [];
    for (let at = 0; at < cursor.elements; at += 1) elements.push(elementOf(cursor, at));
    this.#reader.unread.push({ segment: cursor.position, tag: cursor.tag, elements });
  }

  #readFields(cursor: SegmentCursor, node: Node): void {
    const value = this.#path[node.depth] ?? {};
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
    this.#unreadSegment(cursor);
  }

  /** The running number as we would write it; another is kept, and told where it does not run on. */
  #sequence(cursor: SegmentCursor, { id }: Node, element: number, component: number): void {
    const written = (this.#sequences[id] ?? 0) + 1;
    this.#sequences[id] = written;
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

function fieldsIn({ nodes }: Plan): number {
  return nodes.reduce((sum, { fields }) => sum + fields.length, 0);
}

function fits(cursor: SegmentCursor, { only, conditions }: Node): boolean {
  if (only !== undefined) return cursor.is(only.element, only.component, only.text);
  for (const { element, component, texts } of conditions)
    if (!texts.some((text) => cursor.is(element, component, text))) return false;
  return true;
}

/** Tag and qualifiers, as people write them: `DTM+137`. */
function nameOf({ tag, conditions }: Node): string {
  const first = conditions[0]?.texts.join("|");
  return first === undefined ? tag : `${tag}+${first}`;
}

function grown(array: Float64Array, least: number): Float64Array<ArrayBuffer> {
  const next = new Float64Array(Math.max(array.length * 2, least + 1));
  next.set(array);
  return next;
}
