/**
 * One field of the segment under the cursor made into its value, with findings at the component. Keeps
 * what it could not read, so that it is written again. Code lists and identifiers only warn.
 */
import type { Decimal } from "#base/decimal.ts";
import type { Finding } from "#base/result.ts";
import type { SegmentCursor } from "#standards/edifact/sink.ts";
import { areDigits, isS8Start } from "#standards/upu/s8.ts";
import { isS9Shape } from "#standards/upu/s9.ts";
import { isS10Shape, s10CheckDigit } from "#standards/upu/s10.ts";
import { dayOf, decimalOf, isPlainNumber, timeFits } from "./element-text.ts";
import { MAX_FINDINGS_PER_MESSAGE } from "./limits.ts";
import { type MessageCode, messageFinding } from "./message-findings.ts";
import type { FieldPlan } from "./plan.ts";
import type { Unread } from "./value-of.ts";

/**
 * Whether a list has a code on a day `YYYY-MM-DD` ("" where the message states none); undefined when
 * nothing can be said, as for a list that is not there.
 */
export type CodeKnown = (list: string, code: string, on: string) => boolean | undefined;

/** Units (6411) and currencies (6345). */
const MAX_UNIT = 3;

/** What is gathered while a message is read. */
export class FieldReader {
  readonly #codeKnown: CodeKnown;
  /** Answers of one message, by list and code: the day is the same. */
  readonly #asked = new Map<FieldPlan, Map<string, boolean | undefined>>();
  /** The code that each field had last and that was right: mostly it comes again. */
  readonly #right: string[];
  #on = "";
  #more = 0;
  findings: Finding[] = [];
  unread: Unread[] = [];

  /** `fields` is the number of fields of the profile. */
  constructor(codeKnown: CodeKnown, fields: number) {
    this.#codeKnown = codeKnown;
    this.#right = Array.from({ length: fields }, () => "");
  }

  /** Begins a message; `on` is the day its envelope states, or "". */
  begin(on: string): void {
    this.#asked.clear();
    this.#right.fill("");
    this.#on = on;
    this.#more = 0;
    this.findings = [];
    this.unread = [];
  }

  /** Findings past the limit that were not kept. */
  get more(): number {
    return this.#more;
  }

  /** An error past the limit takes the last place: that the message is not whole is never lost. */
  add(finding: Finding): void {
    if (this.findings.length < MAX_FINDINGS_PER_MESSAGE) {
      this.findings.push(finding);
      return;
    }
    this.#more += 1;
    if (finding.severity === "error") this.findings[MAX_FINDINGS_PER_MESSAGE - 1] = finding;
  }

  /** A finding at an element (from 0) of the segment, or at the segment. */
  find(
    code: MessageCode,
    cursor: SegmentCursor,
    element?: number,
    component?: number,
    found?: string,
    expected?: string,
  ): void {
    this.add(messageFinding(code, cursor.place(element, component), found, expected));
  }

  /** Keeps one component as it stands, to be written again. */
  keep(cursor: SegmentCursor, element: number, component: number, text: string): void {
    const { position: segment, tag } = cursor;
    this.unread.push({ segment, tag, element: element + 1, component: component + 1, text });
  }

  /** Drops what was kept of a segment, because all of it is to be kept. */
  forget(segment: number): void {
    while (this.unread.at(-1)?.segment === segment) this.unread.pop();
  }

  /** The value of a field, or undefined where nothing or nothing readable stands. */
  read(cursor: SegmentCursor, plan: FieldPlan): unknown {
    const { element, component, kind } = plan;
    if (kind === "lines") return this.#lines(cursor, plan);
    if (kind === "integer") return this.#integer(cursor, plan);
    const text = cursor.text(element, component);
    if (text === "") {
      if (plan.required) this.find("message/element-missing", cursor, element, component);
      this.#keepCompanion(cursor, plan);
      return undefined;
    }
    if (kind === "measure") return this.#measure(cursor, plan, text);
    if (kind === "decimal") return this.#decimal(cursor, plan, text);
    if (text.length > plan.max) return this.#tooLong(cursor, plan, text);
    if (kind === "time") return this.#time(cursor, plan, text);
    return this.#text(cursor, plan, text);
  }

  /** True where reading that text of a field finds nothing. Numbers and lines are not asked here. */
  isRight(cursor: SegmentCursor, plan: FieldPlan, text: string): boolean {
    const { kind, isListed } = plan;
    if (text.length > plan.max) return false;
    if (kind === "time") return isRightTime(cursor, plan, text);
    if (kind === "n") return areDigits(text, 0, text.length) && !isListed;
    if (!hasShape(kind, text)) return false;
    if (!isListed) return true;
    if (kind === "impc") return this.hasCode(plan, text);
    return this.hasCode(plan, text.slice(0, 6)) && this.hasCode(plan, text.slice(6, 12));
  }

  #text(cursor: SegmentCursor, plan: FieldPlan, text: string): string | undefined {
    const { kind } = plan;
    if (kind === "s10" || kind === "impc") this.#identifier(cursor, plan, text);
    else if (kind === "s8" || kind === "s9") {
      this.#identifier(cursor, plan, text);
      this.#offices(cursor, plan, text);
      return text;
    } else if (kind === "n" && !areDigits(text, 0, text.length))
      return this.#malformed(cursor, plan, text);
    if (plan.isListed) this.#code(cursor, plan, text);
    return text;
  }

  /** The two offices that a dispatch or receptacle identifier begins with, by the field's list. */
  #offices(cursor: SegmentCursor, plan: FieldPlan, text: string): void {
    if (!plan.isListed || text.length < 12) return;
    this.#code(cursor, plan, text.slice(0, 6));
    this.#code(cursor, plan, text.slice(6, 12));
  }

  /** A unit or format without the value it belongs to is kept as it stands. */
  #keepCompanion(cursor: SegmentCursor, { kind, element, component, field }: FieldPlan): void {
    const at = kind === "time" ? component + 1 : kind === "measure" ? field.unit : undefined;
    if (at === undefined || cursor.isEmpty(element, at)) return;
    this.find("message/element-unread", cursor, element, at, cursor.text(element, at));
    this.keep(cursor, element, at, cursor.text(element, at));
  }

  #tooLong(cursor: SegmentCursor, plan: FieldPlan, found: string): undefined {
    const { element, component, max } = plan;
    this.find("message/element-too-long", cursor, element, component, found, `1..${max}`);
    this.#keepWhole(cursor, plan, found);
  }

  #malformed(cursor: SegmentCursor, plan: FieldPlan, found: string): undefined {
    const { element, component, kind } = plan;
    this.find("message/element-format", cursor, element, component, found, kind);
    this.#keepWhole(cursor, plan, found);
  }

  #keepWhole(cursor: SegmentCursor, plan: FieldPlan, text: string): void {
    this.keep(cursor, plan.element, plan.component, text);
    if (plan.kind === "measure" || plan.kind === "time") this.#keepCompanion(cursor, plan);
  }

  #integer(cursor: SegmentCursor, plan: FieldPlan): number | undefined {
    const { element, component } = plan;
    const value = cursor.integer(element, component);
    if (value === undefined || value < 0) {
      const text = cursor.text(element, component);
      if (text !== "") return this.#malformed(cursor, plan, text);
      if (plan.required) this.find("message/element-missing", cursor, element, component);
      return undefined;
    }
    const written = String(value);
    if (written.length > plan.max) {
      return this.#tooLong(cursor, plan, written);
    }
    if (!cursor.is(element, component, written)) this.#otherForm(cursor, plan);
    return value;
  }

  /** The number is right and written in a way that is not ours. */
  #otherForm(cursor: SegmentCursor, { element, component }: FieldPlan): void {
    const text = cursor.text(element, component);
    this.find("message/number-form", cursor, element, component, text);
    this.keep(cursor, element, component, text);
  }

  #decimal(cursor: SegmentCursor, plan: FieldPlan, text: string): Decimal | undefined {
    const value = decimalOf(text, plan.max);
    if (value === undefined || value.units < 0) return this.#malformed(cursor, plan, text);
    if (text.length > plan.max + 1) return this.#tooLong(cursor, plan, text);
    if (!isPlainNumber(text)) this.#otherForm(cursor, plan);
    return value;
  }

  #measure(cursor: SegmentCursor, plan: FieldPlan, text: string): unknown {
    const value = this.#decimal(cursor, plan, text);
    if (value === undefined) return undefined;
    const at = plan.unit;
    const unit = cursor.text(plan.element, at);
    if (unit === "" || unit.length > MAX_UNIT) this.#badUnit(cursor, plan, unit, at);
    else if (plan.isListed) this.#code(cursor, plan, unit, at);
    return { units: value.units, scale: value.scale, unit };
  }

  #badUnit(cursor: SegmentCursor, { element }: FieldPlan, found: string, at: number): void {
    const expected = `1..${MAX_UNIT}`;
    if (found === "") this.find("message/element-missing", cursor, element, at);
    else this.find("message/element-too-long", cursor, element, at, found, expected);
  }

  #time(cursor: SegmentCursor, plan: FieldPlan, text: string): unknown {
    const { element, component } = plan;
    const format = cursor.text(element, component + 1);
    const fits = timeFits(text, format);
    if (fits === false) return this.#malformed(cursor, plan, text);
    if (fits === undefined)
      this.find("message/code-unknown", cursor, element, component + 1, format, "2379");
    if (plan.field.dates === true) this.#on = dayOf(text, format) ?? this.#on;
    return { text, format };
  }

  #lines(cursor: SegmentCursor, plan: FieldPlan): unknown {
    const { element, component, max } = plan;
    const count = Math.min(plan.count, cursor.components(element) - component);
    const lines: string[] = [];
    for (let at = 0; at < count; at += 1) {
      const text = cursor.text(element, component + at);
      if (text.length > max)
        this.find("message/element-too-long", cursor, element, component + at, text, `0..${max}`);
      lines.push(text);
    }
    while (lines.at(-1) === "") lines.pop();
    if (lines.length > 0) return lines;
    if (plan.required) this.find("message/element-missing", cursor, element, component);
    return undefined;
  }

  #code(cursor: SegmentCursor, plan: FieldPlan, code: string, component = plan.component): void {
    if (this.hasCode(plan, code)) return;
    const { codes, oneOf } = plan.field;
    const expected = codes ?? oneOf?.join(" | ");
    this.find("message/code-unknown", cursor, plan.element, component, code, expected);
  }

  /** False where the field's list, or its few codes, say that there is no such code. */
  hasCode(plan: FieldPlan, code: string): boolean {
    if (this.#right[plan.number] === code) return true;
    const { codes, oneOf } = plan.field;
    const isOne = oneOf?.includes(code) ?? true;
    if (!isOne || (codes !== undefined && this.#known(plan, codes, code) === false)) return false;
    this.#right[plan.number] = code;
    return true;
  }

  #known(plan: FieldPlan, list: string, code: string): boolean | undefined {
    let asked = this.#asked.get(plan);
    if (asked === undefined) {
      asked = new Map();
      this.#asked.set(plan, asked);
    }
    if (!asked.has(code)) asked.set(code, this.#codeKnown(list, code, this.#on));
    return asked.get(code);
  }

  #identifier(cursor: SegmentCursor, { kind, element, component }: FieldPlan, text: string): void {
    if (!hasShape(kind, text)) {
      const expected = kind.toUpperCase();
      this.find("message/identifier-shape", cursor, element, component, text, expected);
    } else if (kind === "s10") {
      const digit = s10CheckDigit(text.slice(2, 10));
      if (text.charCodeAt(10) - 48 !== digit)
        this.find("s10/check-digit", cursor, element, component, text, String(digit));
    }
  }
}

/** A time that decides the day codes are asked for is left to the reading itself. */
function isRightTime(cursor: SegmentCursor, plan: FieldPlan, text: string): boolean {
  const format = cursor.text(plan.element, plan.component + 1);
  return plan.field.dates !== true && timeFits(text, format) === true;
}

/** Shape alone, without check digit or list. */
function hasShape(kind: FieldPlan["kind"], text: string): boolean {
  if (kind === "s10") return isS10Shape(text);
  if (kind === "s9") return isS9Shape(text);
  if (kind === "s8") return text.length === 20 && isS8Start(text);
  return /^[A-Z]{2}[A-Z0-9]{3}[A-Z]$/.test(text);
}
