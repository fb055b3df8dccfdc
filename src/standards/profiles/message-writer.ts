/**
 * Writes the value of a message by a compiled profile, in the order of its table, and puts back what
 * was kept unread. Also tells which segment a field of a value is. Envelopes and counts are the EDIFACT
 * writer's.
 */
import type { Decimal } from "#base/decimal.ts";
import type { Finding } from "#base/result.ts";
import type { ElementOut, ElementText } from "#standards/edifact/segment-writer.ts";
import { decimalText } from "./element-text.ts";
import { type MessageCode, messageFinding } from "./message-findings.ts";
import type { FieldPlan, Node, Plan } from "./plan.ts";
import type { AnyMessage, LocalTime, Measure, Unread } from "./value-of.ts";

/** Where segments go, UNH and UNT excluded. */
export type SegmentOut = {
  segment(tag: string, elements: readonly ElementOut[]): void;
};

type Values = Readonly<Record<string, unknown>>;
type WholeSegment = Extract<Unread, { elements: unknown }>;
type Part = Exclude<Unread, WholeSegment>;
type Further = Extract<Unread, { further: unknown }>;
/** Told before each segment of the table: its number, its position and the value it is of. */
type Watcher = (segment: number, node: Node, owner: Values) => void;

/**
 * Writes the segments between UNH and UNT. Findings: a value that the table requires and that is not
 * there, a text too long, a list too long, and what was unread and has no place any more. With an
 * error the message must not be sent.
 */
export function writeMessage(plan: Plan, value: AnyMessage, out: SegmentOut): readonly Finding[] {
  if (plan.profile.readOnly === true)
    return [messageFinding("message/read-only", {}, plan.profile.message, plan.profile.version)];
  const writing = new Writing(out, value.unread);
  writing.message(plan.root, value);
  return writing.findings;
}

/**
 * The segment (UNH = 1) and the element and component (from 1) that a field of a value is, as the
 * message would be written; undefined when the value is not of this message.
 */
export function locateField(
  plan: Plan,
  message: AnyMessage,
  owner: object,
  key: string,
): FieldSegment | undefined {
  return locateFields(plan, message, [{ of: owner, key }])[0];
}

/** A field of a value inside a message: the object it is a member of, and its key there. */
export type FieldOf = { readonly of: object; readonly key: string };

export type FieldSegment = {
  readonly segment: number;
  readonly tag: string;
  readonly element?: number;
  readonly component?: number;
};

/** The same of many fields, each in its turn, with one walk through the message. */
export function locateFields(
  plan: Plan,
  message: AnyMessage,
  wanted: readonly FieldOf[],
): readonly (FieldSegment | undefined)[] {
  const seen = new Map<object, Map<string, FieldSegment>>();
  for (const { of } of wanted) seen.set(of, new Map());
  const watch: Watcher = (segment, node, of) => {
    const its = seen.get(of);
    if (its === undefined) return;
    if (!its.has(SEGMENT)) its.set(SEGMENT, { segment, tag: node.tag });
    for (const { key, element, component } of node.fields) {
      if (of[key] === undefined || its.has(key)) continue;
      its.set(key, { segment, tag: node.tag, element: element + 1, component: component + 1 });
    }
  };
  new Writing({ segment: () => undefined }, message.unread, watch).message(plan.root, message);
  return wanted.map(({ of, key }) => {
    const whole = of === message ? { segment: 1, tag: "UNH" } : seen.get(of)?.get(SEGMENT);
    return seen.get(of)?.get(key) ?? whole;
  });
}

/** Where the first segment of a value stands beside its fields; no field has an empty key. */
const SEGMENT = "";

class Writing {
  readonly findings: Finding[] = [];
  readonly #out: SegmentOut;
  readonly #wholes: readonly WholeSegment[];
  readonly #parts: readonly Part[];
  readonly #watch: Watcher | undefined;
  #nextWhole = 0;
  #nextPart = 0;
  /** Number of the segment to be written next, UNH = 1. */
  #number = 2;

  constructor(out: SegmentOut, unread: readonly Unread[] = [], watch?: Watcher) {
    this.#out = out;
    const sorted = unread.toSorted((a, b) => a.segment - b.segment);
    this.#wholes = sorted.filter(isWhole);
    this.#parts = sorted.filter((one): one is Part => !isWhole(one));
    this.#watch = watch;
  }

  message(root: Node, value: Values): void {
    this.#children(root, value);
    this.#putBack();
    for (const { tag, segment } of this.#wholes.slice(this.#nextWhole)) this.#lose(tag, segment);
    for (const { tag, segment } of this.#parts.slice(this.#nextPart)) this.#lose(tag, segment);
  }

  #children(node: Node, owner: Values): void {
    for (const child of node.children) {
      const { valueKey } = child;
      if (valueKey === undefined) {
        if (child.min > 0 || hasContent(child, owner)) this.#emit(child, owner, 1);
        continue;
      }
      const inner = owner[valueKey];
      if (child.isMany) this.#list(child, valueKey, (inner ?? []) as readonly Values[]);
      else if (inner !== undefined) this.#emit(child, inner as Values, 1);
      else if (child.min > 0) this.#find("message/value-lacking", child, valueKey);
    }
  }

  #list(node: Node, key: string, list: readonly Values[]): void {
    const { min, max } = node;
    if (list.length < min) this.#find("message/value-lacking", node, key, "0", `${min} or more`);
    if (list.length > max)
      this.#find("message/value-repeated", node, key, String(list.length), `0..${max}`);
    for (const [at, one] of list.entries()) this.#emit(node, one, at + 1);
  }

  #emit(node: Node, owner: Values, number: number): void {
    this.#putBack();
    this.#watch?.(this.#number, node, owner);
    const elements: string[][] = node.bound.map(() => []);
    for (const { element, component, texts } of node.conditions)
      put(elements, element, component, texts[0] ?? "");
    for (const { element, component, text } of node.fixed) put(elements, element, component, text);
    for (const plan of node.fields) this.#field(elements, node, plan, owner, number);
    const further = this.#mergeParts(elements, node);
    const out: ElementOut[] = elements.map(elementOf);
    for (const one of further) repeat(out, one.element - 1, one.further);
    this.#send(node.tag, out);
    if (node.isGroup) this.#children(node, owner);
  }

  #field(elements: string[][], node: Node, plan: FieldPlan, owner: Values, number: number): void {
    const { key, kind, element, component, max } = plan;
    if (kind === "sequence") {
      put(elements, element, component, String(number));
      return;
    }
    const value = owner[key];
    if (value === undefined || value === "") {
      this.#lacking(node, plan);
      return;
    }
    if (kind === "lines") {
      this.#lines(elements, node, plan, value as readonly string[]);
      return;
    }
    const text = textOf(kind, value);
    if (lengthOf(kind, text) > max) this.#find("message/value-unfit", node, key, text, `1..${max}`);
    put(elements, element, component, text);
    if (kind === "measure") put(elements, element, plan.field.unit ?? 0, (value as Measure).unit);
    if (kind === "time") put(elements, element, component + 1, (value as LocalTime).format);
  }

  #lacking(node: Node, { key, required, element, component }: FieldPlan): void {
    if (required && !this.#isKept(element, component))
      this.#find("message/value-lacking", node, key);
  }

  #lines(elements: string[][], node: Node, plan: FieldPlan, lines: readonly string[]): void {
    const { key, element, component, max } = plan;
    const count = plan.field.count ?? 1;
    if (lines.length > count)
      this.#find("message/value-repeated", node, key, String(lines.length), `0..${count}`);
    for (const [at, line] of lines.entries()) {
      if (line.length > max) this.#find("message/value-unfit", node, key, line, `0..${max}`);
      if (at < count) put(elements, element, component + at, line);
    }
  }

  /** Whether what was read there is to be written as it stood. */
  #isKept(element: number, component: number): boolean {
    for (let at = this.#nextPart; at < this.#parts.length; at += 1) {
      const part = this.#parts[at];
      if (part === undefined || part.segment > this.#number) return false;
      if ("further" in part) continue;
      if (part.element === element + 1 && part.component === component + 1) return true;
    }
    return false;
  }

  #mergeParts(elements: string[][], { tag, fields }: Node): readonly Further[] {
    const further: Further[] = [];
    for (;;) {
      const part = this.#parts[this.#nextPart];
      if (part === undefined || part.segment > this.#number) return further;
      this.#nextPart += 1;
      if (part.segment !== this.#number || part.tag !== tag) {
        this.#lose(part.tag, part.segment);
        continue;
      }
      if ("further" in part) {
        further.push(part);
        continue;
      }
      const [element, component] = [part.element - 1, part.component - 1];
      const written = elements[element]?.[component] ?? "";
      const isField = fields.some(
        (one) => one.kind !== "sequence" && one.element === element && one.component === component,
      );
      if (!isField || written === "" || isSameNumber(written, part.text))
        put(elements, element, component, part.text);
    }
  }

  /** Whole segments that stood here. */
  #putBack(): void {
    for (;;) {
      const whole = this.#wholes[this.#nextWhole];
      if (whole === undefined || whole.segment !== this.#number) return;
      this.#nextWhole += 1;
      this.#send(whole.tag, whole.elements);
    }
  }

  #send(tag: string, elements: readonly ElementOut[]): void {
    let length = elements.length;
    while (length > 0 && elements[length - 1] === "") length -= 1;
    this.#out.segment(tag, length === elements.length ? elements : elements.slice(0, length));
    this.#number += 1;
  }

  #lose(tag: string, segment: number): void {
    this.findings.push(messageFinding("message/unread-unplaced", { segment, tag }, tag));
  }

  #find(code: MessageCode, node: Node, field: string, found?: string, expected?: string): void {
    const at = { segment: this.#number, tag: node.tag, field };
    this.findings.push(messageFinding(code, at, found, expected));
  }
}

function isWhole(one: Unread): one is WholeSegment {
  return "elements" in one;
}

/** Whether anything of an optional segment, or of the group it begins, is there to be written. */
function hasContent(node: Node, owner: Values): boolean {
  for (const { key, kind } of node.fields)
    if (kind !== "sequence" && owner[key] !== undefined) return true;
  for (const child of node.children) {
    const inner = child.valueKey === undefined ? undefined : owner[child.valueKey];
    if (child.valueKey === undefined ? hasContent(child, owner) : isThere(inner)) return true;
  }
  return false;
}

function isThere(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function textOf(kind: FieldPlan["kind"], value: unknown): string {
  if (kind === "decimal" || kind === "measure") return decimalText(value as Decimal);
  if (kind === "integer") return String(value);
  return kind === "time" ? (value as LocalTime).text : (value as string);
}

/** The decimal mark does not count (ISO 9735 §10). */
function lengthOf(kind: FieldPlan["kind"], text: string): number {
  return kind === "decimal" || kind === "measure" ? text.replace(".", "").length : text.length;
}

function put(elements: string[][], element: number, component: number, text: string): void {
  while (elements.length <= element) elements.push([]);
  const parts = elements[element];
  if (parts === undefined) return;
  while (parts.length <= component) parts.push("");
  parts[component] = text;
}

/** Puts repetitions behind the first one of an element. */
function repeat(out: ElementOut[], element: number, further: readonly ElementText[]): void {
  while (out.length <= element) out.push("");
  const first = out[element] ?? "";
  if (typeof first === "string" || !("repeat" in first))
    out[element] = { repeat: [first, ...further] };
}

function elementOf(parts: string[]): ElementText {
  while (parts.length > 0 && parts.at(-1) === "") parts.pop();
  return parts.length > 1 ? parts : (parts[0] ?? "");
}

/** `012`, `12` and `12,0` differ as texts only: the form that was read is written again. */
function isSameNumber(written: string, kept: string): boolean {
  return /^[\d.,]+$/.test(kept) && Number(kept.replace(",", ".")) === Number(written);
}
