/**
 * Reads one message after another by a compiled profile: a walk over the table, segment by segment.
 * What the table does not know is kept in `unread` and told; nothing is lost and nothing thrown.
 * Counts, references and characters are the scanner's; sums and rules are each message's checks.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { Cursor } from "#standards/edifact/cursor.ts";
import type { ElementOut } from "#standards/edifact/segment-writer.ts";
import type {
  InterchangeHead,
  MessageEnd,
  MessageHead,
  SegmentCursor,
} from "#standards/edifact/sink.ts";
import { type CodeKnown, FieldReader } from "./field-reader.ts";
import { HeldSegments } from "./held-segments.ts";
import {
  baseOf,
  type Layout,
  LazyValue,
  lazyPlanOf,
  putInside,
  type SlotPlan,
} from "./lazy-values.ts";
import { MAX_MESSAGE_BYTES } from "./limits.ts";
import { type MessageCode, messageFinding } from "./message-findings.ts";
import { trailerPlace } from "./message-place.ts";
import { type Node, nameOf, type Plan, type Step } from "./plan.ts";
import { fits, QuickCheck } from "./quick-check.ts";
import { elementOf } from "./raw-element.ts";
import { SegmentPlaces } from "./segment-places.ts";
import { keepUnbound } from "./unbound.ts";
import type { AnyMessage } from "./value-of.ts";

type Draft = Record<string, unknown>;

/**
 * A message as read; `value` is whole if and only if no finding is an error. The values inside it are
 * lazy (`lazy-values.ts`): `makePlain` makes them plain objects.
 */
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
  readonly #reader: FieldReader;
  readonly #counts: Int32Array;
  readonly #sequences: Int32Array;
  /** The running numbers found, where they are not ours. */
  readonly #running: Int32Array;
  readonly #path: (Draft | LazyValue)[] = [];
  readonly #layouts: readonly (Layout | undefined)[];
  readonly #slotPlans: readonly (SlotPlan | undefined)[];
  readonly #quick: QuickCheck;
  readonly #held = new HeldSegments();
  /** By position: the step that was last taken from it, if it was the first of those by its tag. */
  readonly #usual: (Step | undefined)[];
  readonly #places = new SegmentPlaces();
  #state: Node;
  #passedOver: Node | undefined;
  /** True behind a segment that is not understood: what follows may belong to it. */
  #isStray = false;
  #mayRepeat = false;
  #isHeld = true;
  #start = 0;
  readonly #limit: number;

  constructor(plan: Plan, codeKnown: CodeKnown, limitBytes = MAX_MESSAGE_BYTES) {
    this.#plan = plan;
    this.#reader = new FieldReader(codeKnown, fieldsIn(plan));
    this.#quick = new QuickCheck(this.#reader, fieldsIn(plan), plan.nodes.length);
    const lazy = lazyPlanOf(plan);
    this.#layouts = lazy.layouts;
    this.#slotPlans = lazy.slots;
    this.#counts = new Int32Array(plan.nodes.length);
    this.#sequences = new Int32Array(plan.nodes.length);
    this.#running = new Int32Array(plan.nodes.length);
    this.#usual = plan.nodes.map(() => undefined);
    this.#state = plan.root;
    this.#limit = limitBytes;
  }

  /** Begins a message at its UNH. `on` is the day its envelope states, or "". */
  begin(head: MessageHead, interchange: InterchangeHead | undefined, on: string): void {
    const { root } = this.#plan;
    this.#reader.begin(on);
    this.#quick.begin();
    this.#held.begin();
    this.#counts.fill(0);
    this.#sequences.fill(0);
    this.#running.fill(0);
    this.#state = root;
    this.#passedOver = undefined;
    this.#isStray = false;
    this.#mayRepeat = interchange?.syntaxVersion === 4;
    this.#isHeld = true;
    this.#start = head.offset;
    this.#places.begin(head, interchange);
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
    this.#places.note(cursor);
    if (!(cursor instanceof Cursor) || !this.#goesOn(cursor)) this.#find(cursor);
  }

  /** Finds the step that the segment is. */
  #find(cursor: SegmentCursor): void {
    const steps = this.#stepsTo(cursor.tag);
    if (steps === undefined) {
      this.#strangeSegment(cursor);
      return;
    }
    let full: Step | undefined;
    for (const step of steps) {
      if (!fits(cursor, step.node)) continue;
      if ((this.#counts[step.node.id] ?? 0) < step.node.max) {
        this.#usual[this.#state.id] = step === steps[0] ? step : undefined;
        this.#enter(cursor, step);
        return;
      }
      full ??= step;
    }
    if (full === undefined) this.#passOver(cursor, steps);
    else this.#repeat(cursor, full);
  }

  /** Takes the step that was taken here before, if the segment is the same or fits it. */
  #goesOn(cursor: Cursor): boolean {
    const step = this.#usual[this.#state.id];
    if (step === undefined) return false;
    const { node } = step;
    if ((this.#counts[node.id] as number) >= node.max) return false;
    const plan = this.#slotPlans[node.id];
    if (plan !== undefined && this.#quick.isAsBefore(cursor, node) && this.#held.takes(cursor)) {
      if (this.#go(cursor, step)) this.#hold(cursor, node, plan);
      return true;
    }
    if (cursor.tagCode !== node.tagCode || !fits(cursor, node)) return false;
    this.#enter(cursor, step);
    return true;
  }

  /** Ends the message at its UNT, or where it was cut off. */
  end(end: MessageEnd): ReadMessage {
    const isHeld = this.#isHeld;
    const trailer = {
      ...this.#places.base,
      segment: end.segments,
      tag: "UNT",
      ...trailerPlace(end),
    };
    if (isHeld) {
      for (const node of this.#plan.atEnd[this.#state.id] ?? [])
        if ((this.#counts[node.id] ?? 0) < node.min) this.#miss(node, trailer);
    }
    this.#held.end();
    const { more } = this.#reader;
    const value = (this.#path[0] ?? {}) as Draft;
    value["unread"] = this.#reader.unread;
    const findings = this.#reader.findings;
    if (more > 0) findings.push(messageFinding("message/more-findings", trailer, String(more)));
    return { value: value as AnyMessage, findings, isHeld };
  }

  /** Place of the n-th segment (UNH = 1) of the message last read, until the next one begins. */
  placeOf(segment: number): FindingPlace {
    return this.#places.placeOf(segment);
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

  /** The steps from here by a tag. */
  #stepsTo(tag: string): readonly Step[] | undefined {
    const number = this.#plan.tags.get(tag);
    if (number === undefined) return undefined;
    return this.#plan.steps[this.#state.id * this.#plan.tags.size + number];
  }

  #letGo(cursor: SegmentCursor): void {
    this.#isHeld = false;
    this.#held.begin();
    this.#path[0] = {};
    this.#path.length = 1;
    this.#reader.unread = [];
    const expected = `0..${this.#limit} bytes`;
    this.#reader.add(messageFinding("message/over-limit", cursor.place(), undefined, expected));
  }

  #enter(cursor: SegmentCursor, step: Step): void {
    const { node } = step;
    if (this.#go(cursor, step) && !this.#passes(cursor, node)) this.#readFields(cursor, node);
  }

  /** Goes to a position; false where it is inside a group that is passed over. */
  #go(cursor: SegmentCursor, step: Step): boolean {
    const { node } = step;
    const passed = this.#passedOver;
    if (passed !== undefined && node.id > passed.id && node.id <= passed.lastInside) {
      this.#unreadSegment(cursor);
      return false;
    }
    this.#passedOver = undefined;
    this.#isStray = false;
    if (step.required.length > 0) this.#leave(cursor, step);
    if (step.isBackward) this.#reader.find("message/order-differs", cursor);
    this.#counts[node.id] = (this.#counts[node.id] ?? 0) + 1;
    if (node.isGroup) this.#open(node);
    this.#state = node;
    return true;
  }

  /** Notes where a segment stands, if it is as the table has it and its value is lazy. */
  #passes(cursor: SegmentCursor, node: Node): boolean {
    const plan = this.#slotPlans[node.id];
    if (plan === undefined || !(cursor instanceof Cursor)) return false;
    if (!this.#held.takes(cursor)) return false;
    const number = (this.#sequences[node.id] as number) + 1;
    if (!this.#quick.passes(cursor, node, number)) return false;
    this.#sequences[node.id] = number;
    this.#hold(cursor, node, plan);
    return true;
  }

  #hold(cursor: Cursor, node: Node, plan: SlotPlan): void {
    const value = this.#path[node.depth] as LazyValue;
    this.#held.note(cursor, baseOf(value), plan, this.#quick.identity);
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
    const layout = this.#layouts[node.id];
    const draft = layout === undefined ? this.#draft(node) : this.#held.make(layout);
    const owner = this.#path[node.depth - 1];
    if (owner instanceof LazyValue) putInside(owner, node, draft);
    else if (owner !== undefined && node.isMany) (owner[node.valueKey] as unknown[]).push(draft);
    else if (owner !== undefined) owner[node.valueKey] = draft;
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
    const owner = this.#path[node.depth] ?? {};
    const value: Draft = owner instanceof LazyValue ? {} : owner;
    const slots = this.#slotPlans[node.id];
    if (owner instanceof LazyValue && slots !== undefined)
      this.#held.keep(baseOf(owner), slots, value);
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
