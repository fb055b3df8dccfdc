/**
 * Reads one message after another by a compiled profile: a walk over the table, segment by segment.
 * What the table does not know is kept in `unread` and told; nothing is lost and nothing thrown.
 * Counts, references and characters are the scanner's; sums and rules are each message's checks.
 */
import type { Finding, FindingPlace } from "#base/result.ts";
import { Cursor } from "#standards/edifact/cursor.ts";
import type {
  InterchangeHead,
  MessageEnd,
  MessageHead,
  SegmentCursor,
} from "#standards/edifact/sink.ts";
import type { Tokens } from "#standards/edifact/tokens.ts";
import { type FastWalk, noteUsual } from "./fast-walk.ts";
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
import { MAX_MESSAGE_BYTES, MAX_MESSAGE_SEGMENTS } from "./limits.ts";
import { type MessageCode, messageFinding } from "./message-findings.ts";
import { trailerPlace } from "./message-place.ts";
import { type Node, nameOf, type Plan, type Step } from "./plan.ts";
import { fits, QuickCheck } from "./quick-check.ts";
import { SegmentPlaces } from "./segment-places.ts";
import { SegmentReader } from "./segment-reader.ts";
import type { AnyMessage } from "./value-of.ts";
import { WalkUse } from "./walk-use.ts";

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
/** Where segments begin in a message is noted in so many bits. */
const MOST_OFFSET = 0x7fff_ffff;

/** Reads messages of one profile; not for two at a time. */
export class MessageReader {
  readonly #plan: Plan;
  readonly #reader: FieldReader;
  readonly #use: WalkUse;
  readonly #segments: SegmentReader;
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
  #isHeld = true;
  #start = 0;
  readonly #limit: number;

  /** With `isLazy` the values inside the message make their fields when they are asked for. */
  constructor(plan: Plan, codeKnown: CodeKnown, limitBytes = MAX_MESSAGE_BYTES, isLazy = false) {
    this.#plan = plan;
    this.#reader = new FieldReader(codeKnown, fieldsIn(plan));
    const lazy = isLazy ? lazyPlanOf(plan) : undefined;
    this.#use = new WalkUse(plan, lazy, fieldsIn(plan));
    this.#quick = new QuickCheck(this.#reader, plan.nodes, this.#use.notes);
    this.#layouts = lazy?.layouts ?? [];
    this.#slotPlans = lazy?.slots ?? [];
    this.#segments = new SegmentReader(this.#reader, plan.nodes.length);
    this.#usual = plan.nodes.map(() => undefined);
    this.#state = plan.root;
    this.#limit = Math.min(limitBytes, MOST_OFFSET);
  }

  /** Begins a message at its UNH. `on` is the day its envelope states, or "". */
  begin(head: MessageHead, interchange: InterchangeHead | undefined, on: string): void {
    const { root } = this.#plan;
    this.#reader.begin(on);
    this.#use.begin();
    this.#shareNotes();
    this.#quick.begin();
    this.#held.begin();
    this.#segments.begin(interchange?.syntaxVersion === 4);
    this.#state = root;
    this.#passedOver = undefined;
    this.#isStray = false;
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

  #shareNotes(): void {
    this.#quick.notes = this.#use.notes;
    this.#segments.sequences = this.#use.notes.sequences;
  }

  /** A finding about the message as a whole, at its UNH. */
  findAtHead(code: MessageCode, found?: string, expected?: string): void {
    this.#reader.add(messageFinding(code, { ...this.placeOf(1), tag: "UNH" }, found, expected));
  }

  /** Takes the next segment between UNH and UNT. */
  segment(cursor: SegmentCursor): void {
    if (!this.#isHeld) return;
    const isOver = cursor.offset - this.#start > this.#limit;
    if (isOver || cursor.position > MAX_MESSAGE_SEGMENTS) {
      this.#letGo(
        cursor,
        isOver ? `0..${this.#limit} bytes` : `0..${MAX_MESSAGE_SEGMENTS} segments`,
      );
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
      if ((this.#use.notes.counts[step.node.id] ?? 0) < step.node.max) {
        this.#makeUsual(step === steps[0] ? step : undefined);
        this.#enter(cursor, step);
        return;
      }
      full ??= step;
    }
    if (full === undefined) this.#passOver(cursor, steps);
    else this.#repeat(cursor, full);
  }

  #makeUsual(step: Step | undefined): void {
    const { id } = this.#state;
    this.#usual[id] = step;
    if (step !== undefined) noteUsual(this.#use.notes, id, step);
  }

  /** Takes the segments from `first` to `count` of a run that begins at `from` in the window. */
  run(cursor: Cursor, from: number, first: number, count: number): void {
    const { window, position: number } = cursor;
    // A run that may pass a bound goes segment by segment, where the bounds are asked for.
    const end = window.before + window.end;
    const isNear = end - this.#start > this.#limit || number + count > MAX_MESSAGE_SEGMENTS;
    const isKnown = !isNear && this.#held.takes(cursor);
    const walk = isKnown ? this.#use.walkIn(cursor, this.#held) : undefined;
    this.#shareNotes();
    for (let at = first; at < count; at += 1) {
      if (walk !== undefined)
        at += this.#walkOn(walk, window, from + at, from + count, number + at);
      if (at === count) break;
      cursor.standOn(from + at, number + at);
      this.segment(cursor);
    }
  }

  /** Takes segments as long as they are as the table has them; answers how many. */
  #walkOn(walk: FastWalk, window: Tokens, from: number, behind: number, position: number): number {
    if (!this.#isHeld || this.#passedOver !== undefined || !this.#held.isIn(walk.slots)) return 0;
    const shift = this.#held.beginRun(window, from);
    const to = walk.walk(from, behind, this.#state.id, shift, this.#held.used);
    if (to === from) return 0;
    this.#held.endRun(window, to, walk.used);
    this.#places.noteRun(window, from, to, position);
    this.#isStray = false;
    const { nodes } = this.#plan;
    const { opened, openedCount } = walk;
    for (let at = 0; at < openedCount; at += 1) {
      const node = nodes[opened[2 * at] as number] as Node;
      const layout = this.#layouts[node.id] as Layout;
      this.#put(node, this.#held.makeAt(layout, opened[2 * at + 1] as number));
    }
    this.#state = nodes[walk.state] as Node;
    return to - from;
  }

  /** Takes the step that was taken here before, if the segment fits it. */
  #goesOn(cursor: Cursor): boolean {
    const step = this.#usual[this.#state.id];
    if (step === undefined) return false;
    const { node } = step;
    if ((this.#use.notes.counts[node.id] as number) >= node.max) return false;
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
        if ((this.#use.notes.counts[node.id] ?? 0) < node.min) this.#miss(node, trailer);
    }
    this.#held.end();
    this.#use.end();
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
    this.#segments.keep(cursor);
  }

  /** The steps from here by a tag. */
  #stepsTo(tag: string): readonly Step[] | undefined {
    const number = this.#plan.tags.get(tag);
    if (number === undefined) return undefined;
    return this.#plan.steps[this.#state.id * this.#plan.tags.size + number];
  }

  #letGo(cursor: SegmentCursor, expected: string): void {
    this.#isHeld = false;
    this.#held.begin();
    this.#path[0] = {};
    this.#path.length = 1;
    this.#reader.unread = [];
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
      this.#segments.keepUnread(cursor);
      return false;
    }
    this.#passedOver = undefined;
    this.#isStray = false;
    if (step.required.length > 0) this.#leave(cursor, step);
    if (step.isBackward) this.#reader.find("message/order-differs", cursor);
    this.#use.notes.counts[node.id] = (this.#use.notes.counts[node.id] ?? 0) + 1;
    if (node.isGroup) this.#open(node);
    this.#state = node;
    return true;
  }

  /** Notes where a segment stands, if it is as the table has it and its value is lazy. */
  #passes(cursor: SegmentCursor, node: Node): boolean {
    const plan = this.#slotPlans[node.id];
    if (plan === undefined || !(cursor instanceof Cursor)) return false;
    if (!this.#held.takes(cursor) || cursor.marks === undefined) return false;
    this.#quick.use(cursor.marks);
    const { sequences } = this.#segments;
    const number = (sequences[node.id] as number) + 1;
    const isSame = this.#quick.isAsBefore(cursor.window, cursor.index, node.id);
    if (!isSame && !this.#quick.passes(cursor, node, number)) return false;
    if (!isSame) sequences[node.id] = number;
    const value = this.#path[node.depth] as LazyValue;
    this.#held.note(cursor, baseOf(value), plan, isSame ? 0 : this.#quick.identity);
    return true;
  }

  /** Tells what should have been between the last segment and this one. */
  #leave(cursor: SegmentCursor, { required }: Step): void {
    for (const node of required)
      if ((this.#use.notes.counts[node.id] ?? 0) < node.min) this.#miss(node, cursor.place());
  }

  #miss(node: Node, at: FindingPlace): void {
    this.#reader.add(messageFinding("message/segment-missing", at, undefined, nameOf(node)));
  }

  #open(node: Node): void {
    const { sequences } = this.#segments;
    for (let id = node.id + 1; id <= node.lastInside; id += 1) {
      this.#use.notes.counts[id] = 0;
      sequences[id] = 0;
    }
    if (node.valueKey === undefined) return;
    const layout = this.#layouts[node.id];
    this.#put(node, layout === undefined ? this.#draft(node) : this.#held.make(layout));
  }

  /** A value begins, inside the one around it. */
  #put(node: Node, value: Draft | LazyValue): void {
    const owner = this.#path[node.depth - 1];
    if (owner instanceof LazyValue) putInside(owner, node, value);
    else if (owner !== undefined && node.isMany)
      (owner[node.valueKey as string] as unknown[]).push(value);
    else if (owner !== undefined) owner[node.valueKey as string] = value;
    this.#path[node.depth] = value;
    if (value instanceof LazyValue) this.#use.notes.bases[node.depth] = baseOf(value);
  }

  /** Reads the fields of a segment at once, with everything that is to be found in it. */
  #readFields(cursor: SegmentCursor, node: Node): void {
    const owner = this.#path[node.depth] ?? {};
    const value: Draft = owner instanceof LazyValue ? {} : owner;
    const slots = this.#slotPlans[node.id];
    if (owner instanceof LazyValue && slots !== undefined)
      this.#held.keep(baseOf(owner), slots, value);
    this.#segments.read(cursor, node, value);
  }

  #draft(node: Node): Draft {
    const draft: Draft = { ...node.template };
    for (const key of node.lists) draft[key] = [];
    return draft;
  }

  /** One too many: a group is read on, a single segment is kept unread. */
  #repeat(cursor: SegmentCursor, step: Step): void {
    const { node } = step;
    const isFirst = this.#use.notes.counts[node.id] === node.max;
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
    else this.#segments.keep(cursor);
  }

  /** A tag that is due with a qualifier that is not: its group is passed over with it. */
  #passOver(cursor: SegmentCursor, steps: readonly Step[]): void {
    this.#segments.keepUnread(cursor);
    this.#isStray = true;
    const step = steps.find(({ node }) => node.isGroup);
    if (step === undefined) return;
    this.#leave(cursor, step);
    const { node } = step;
    this.#use.notes.counts.fill(PLENTY, node.id + 1, node.lastInside + 1);
    this.#passedOver = node;
    this.#state = node;
  }
}

function fieldsIn({ nodes }: Plan): number {
  return nodes.reduce((sum, { fields }) => sum + fields.length, 0);
}
